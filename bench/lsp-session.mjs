// A language server over stdio, as the benchmarks drive it.
import { spawn } from "node:child_process";
import path from "node:path";
import { createRequire } from "node:module";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = createRequire(import.meta.url)(
  "vscode-languageserver-protocol/node",
);

/** Starts `dist/lsp.js` and shakes hands; `close` ends it. `settings` are those of the section `dbscst`. */
export async function startSession(settings) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "../dist/lsp.js"), "--stdio"]);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Set();
  const published = new Map();
  const tell = (kind) => (params) => {
    if (kind === "diagnostics") published.set(params.uri, params);
    for (const entry of [...waiting]) {
      if (entry.kind !== kind || entry.uri !== params.uri || entry.version !== params.version) continue;
      waiting.delete(entry);
      entry.resolve({ at: performance.now(), params });
    }
  };
  connection.onNotification("textDocument/publishDiagnostics", tell("diagnostics"));
  connection.onNotification("dbscst/checked", tell("checked"));
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions: settings,
  });
  await connection.sendNotification("initialized", {});
  return {
    pid: child.pid,
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => connection.sendNotification(method, params),
    /** The next publication (`diagnostics`) or the last word (`checked`) on a version. */
    next: (kind, uri, version) => new Promise((resolve) => waiting.add({ kind, uri, version, resolve })),
    /** What was published last of a document. */
    published: (uri) => published.get(uri),
    async close() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      connection.dispose();
    },
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** One digit after the point. */
export function round(ms) {
  return Math.round(ms * 10) / 10;
}
