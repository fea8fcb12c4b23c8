// The diagram's page in a Chromium of its own, with the built language server behind it and a text in place of the
// editor: quick enough to try every interaction, and what the benchmark measures.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { startSession } from "../../../bench/lsp-session.mjs";
import { root } from "../../../scripts/setup/paths.mjs";
import { launchChromium } from "./browser.mjs";

/** The colours of VS Code's own themes, as far as the diagram uses them. */
const themes = {
  light: {
    foreground: "#3b3b3b",
    descriptionForeground: "#5f5f5f",
    "editor-background": "#ffffff",
    "editorWidget-background": "#f8f8f8",
    "editorWidget-foreground": "#3b3b3b",
    "widget-border": "#d4d4d4",
    "panel-border": "#e5e5e5",
    "input-background": "#ffffff",
    "input-foreground": "#3b3b3b",
    "input-border": "#cecece",
    "button-background": "#005fb8",
    "button-foreground": "#ffffff",
    "button-secondaryBackground": "#e5e5e5",
    "button-secondaryForeground": "#3b3b3b",
    "button-secondaryHoverBackground": "#cccccc",
    focusBorder: "#005fb8",
    "sideBar-background": "#f8f8f8",
    "sideBarSectionHeader-background": "#ececec",
    "list-hoverBackground": "#f2f2f2",
    "list-activeSelectionBackground": "#e8e8e8",
    "list-activeSelectionForeground": "#000000",
    "menu-background": "#ffffff",
    "menu-foreground": "#3b3b3b",
    "menu-border": "#cecece",
    "menu-selectionBackground": "#005fb8",
    "menu-selectionForeground": "#ffffff",
    "textLink-foreground": "#005fb8",
    "editorError-foreground": "#e51400",
    "editorWarning-foreground": "#8a6d00",
    errorForeground: "#c62828",
    "charts-blue": "#1a73c7",
    "charts-green": "#388a34",
    "charts-orange": "#b5591c",
    "charts-purple": "#652d90",
    "charts-red": "#c62828",
    "charts-yellow": "#8a6d00",
    "editorIndentGuide-background1": "#d3d3d3",
  },
  dark: {
    foreground: "#cccccc",
    descriptionForeground: "#9d9d9d",
    "editor-background": "#1f1f1f",
    "editorWidget-background": "#252526",
    "editorWidget-foreground": "#cccccc",
    "widget-border": "#3c3c3c",
    "panel-border": "#2b2b2b",
    "input-background": "#313131",
    "input-foreground": "#cccccc",
    "input-border": "#3c3c3c",
    "button-background": "#0078d4",
    "button-foreground": "#ffffff",
    "button-secondaryBackground": "#313131",
    "button-secondaryForeground": "#cccccc",
    "button-secondaryHoverBackground": "#3c3c3c",
    focusBorder: "#0078d4",
    "sideBar-background": "#181818",
    "sideBarSectionHeader-background": "#2d2d2d",
    "list-hoverBackground": "#2a2d2e",
    "list-activeSelectionBackground": "#04395e",
    "list-activeSelectionForeground": "#ffffff",
    "menu-background": "#1f1f1f",
    "menu-foreground": "#cccccc",
    "menu-border": "#454545",
    "menu-selectionBackground": "#0078d4",
    "menu-selectionForeground": "#ffffff",
    "textLink-foreground": "#4daafc",
    "editorError-foreground": "#f14c4c",
    "editorWarning-foreground": "#cca700",
    errorForeground: "#f85149",
    "charts-blue": "#3794ff",
    "charts-green": "#89d185",
    "charts-orange": "#d18616",
    "charts-purple": "#b180d7",
    "charts-red": "#f14c4c",
    "charts-yellow": "#cca700",
    "editorIndentGuide-background1": "#404040",
  },
  contrast: {
    foreground: "#ffffff",
    descriptionForeground: "#ffffff",
    "editor-background": "#000000",
    "editorWidget-background": "#0c141f",
    "editorWidget-foreground": "#ffffff",
    "input-background": "#000000",
    "input-foreground": "#ffffff",
    "input-border": "#6fc3df",
    contrastBorder: "#6fc3df",
    "widget-border": "#6fc3df",
    "button-background": "#000000",
    "button-foreground": "#ffffff",
    "button-secondaryBackground": "#000000",
    "button-secondaryForeground": "#ffffff",
    "button-secondaryHoverBackground": "#000000",
    focusBorder: "#f38518",
    "sideBar-background": "#000000",
    "menu-background": "#000000",
    "menu-foreground": "#ffffff",
    "menu-border": "#6fc3df",
    "menu-selectionBackground": "#000000",
    "menu-selectionForeground": "#ffffff",
    "menu-selectionBorder": "#f38518",
    "textLink-foreground": "#21a6ff",
    "editorError-foreground": "#f48771",
    "editorWarning-foreground": "#ffd370",
    errorForeground: "#f48771",
    "charts-blue": "#3794ff",
    "charts-green": "#89d185",
    "charts-orange": "#d18616",
    "charts-purple": "#b180d7",
    "charts-red": "#f14c4c",
    "charts-yellow": "#cca700",
  },
};

/**
 * Opens the diagram of a text.
 *
 * @param {string} sql
 * @param {{ theme?: keyof typeof themes, width?: number, height?: number, dialect?: string, reducedMotion?: boolean, extra?: object, before?: object[], init?: () => void, webview?: string }} [options]
 */
export async function openDiagram(sql, options = {}) {
  const { theme = "light", width = 1200, height = 800, reducedMotion = true } = options;
  const webview = options.webview ?? path.join(root, "dist/webview");
  const session = await startSession();
  const uri = "file:///diagram/schema.sql";
  let text = sql;
  let version = 1;
  /** @type {{ type: string, format: string, data: string }[]} */
  const saved = [];
  /** @type {{ type: string }[]} */
  const messages = [];

  const textDocument = { uri, languageId: options.dialect ?? "sql", version, text };
  const checked = session.next("checked", uri, 1);
  await session.notify("textDocument/didOpen", { textDocument });
  await checked;
  const model = () => session.request("dbscst/diagram", { uri });

  // What is posted to the page goes to it as it would from an editor, and not through the browser's debugger, which
  // takes longer than everything that is measured.
  let connected;
  let stream = new Promise((resolve) => {
    connected = resolve;
  });
  let sent = 0;
  const server = createServer(async (request, response) => {
    if (request.url === "/messages") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.flushHeaders();
      connected(response);
      // After a reload the page listens anew.
      stream = Promise.resolve(response);
      return;
    }
    if (request.method === "POST") {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      response.writeHead(204).end();
      await receive(JSON.parse(Buffer.concat(chunks).toString("utf8"))).catch((error) => {
        // A page that is closed while it asks takes no answer.
        if (!page.isClosed()) errors.push(String(error));
      });
      return;
    }
    const name = path.basename(new URL(request.url, "http://localhost").pathname) || "index.html";
    if (name === "index.html") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      return response.end(pageOf(themes[theme]));
    }
    const type = name.endsWith(".css") ? "text/css" : "text/javascript";
    try {
      response.setHeader("content-type", type).end(await readFile(path.join(webview, name)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));

  // Before the page's own scripts.
  if (options.init) await page.addInitScript(options.init);
  /** Resolves when the page has taken the message. */
  const post = async (message) => {
    const nth = ++sent;
    (await stream).write(`id: ${nth}\ndata: ${JSON.stringify(message)}\n\n`);
    await page.evaluate((number) => globalThis.taken(number), nth);
  };
  const postModel = async () =>
    post({ type: "model", title: "schema.sql", model: await model(), problems: {}, ...options.extra });
  const change = async (next) => {
    text = next;
    version++;
    const done = session.next("diagnostics", uri, version);
    await session.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    await done;
    await postModel();
  };
  const receive = async (message) => {
    messages.push(message);
    if (message.type === "ready") {
      for (const first of options.before ?? []) await post(first);
      return postModel();
    }
    if (message.type === "save") return void saved.push(message);
    if (message.type !== "edit") return undefined;
    const answer = await session.request("dbscst/editSchema", {
      uri,
      version: message.version,
      edit: message.edit,
    });
    let outcome;
    if ("refusal" in answer) outcome = { kind: "refused", message: answer.refusal };
    else if (answer.consequences.length > 0 && !message.agreed)
      outcome = { kind: "confirm", consequences: answer.consequences };
    else {
      await change(applied(text, answer.edit.documentChanges[0].edits));
      outcome = { kind: "done", version };
    }
    return post({ type: "edited", id: message.id, outcome });
  };
  const opened = performance.now();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  return {
    page,
    session,
    opened,
    saved,
    messages,
    errors,
    post,
    change,
    model,
    text: () => text,
    async close() {
      await browser.close();
      await session.close();
      server.close();
    },
  };
}

/** The text with the edits of a WorkspaceEdit done. */
function applied(text, edits) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = ({ line, character }) => (starts[line] ?? text.length) + character;
  return edits
    .map(({ range, newText }, nth) => ({ start: offset(range.start), end: offset(range.end), newText, nth }))
    .sort((a, b) => b.start - a.start || b.nth - a.nth)
    .reduce((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
}

function pageOf(colors) {
  const variables = Object.entries({
    ...colors,
    "font-family": "system-ui, 'DejaVu Sans', sans-serif",
    "font-size": "13px",
    "editor-font-family": "'DejaVu Sans Mono', monospace",
  }).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `<!doctype html><html lang="en" style="${variables.join(" ")}"><head><meta charset="utf-8"><title>Diagram</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="diagram.css"></head><body data-layout-worker="elk-worker.js"><div id="root"></div>
<script>
let received = 0;
const waiting = new Map();
window.taken = (nth) => new Promise((resolve) => (nth <= received ? resolve() : waiting.set(nth, resolve)));
new EventSource("messages").onmessage = ({ data, lastEventId }) => {
  window.postMessage(JSON.parse(data), "*");
  // After the message that was posted just now.
  setTimeout(() => {
    received = Number(lastEventId);
    waiting.get(received)?.();
  });
};
let last = Promise.resolve();
const send = (message) => fetch("host", { method: "POST", body: JSON.stringify(message) });
let state = JSON.parse(sessionStorage.getItem("state") ?? "null");
window.acquireVsCodeApi = () => ({
  // One after the other, as an editor takes them.
  postMessage: (message) => void (last = last.then(() => send(message))),
  getState: () => state,
  setState: (next) => { state = next; sessionStorage.setItem("state", JSON.stringify(next)); },
});
</script><script src="diagram.js"></script></body></html>`;
}
