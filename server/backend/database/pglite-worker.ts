import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import type { PgliteReply, PgliteRequest, PgliteWorkerData } from "./pglite-messages";

// SQL runs on the thread that calls it, so the embedded database has a thread of its own.

const port = parentPort;
if (!port) throw new Error("this file runs as a worker");
const reply = (message: PgliteReply) => port.postMessage(message);

const asNumber = (text: string) => Number(text);
const asIs = (text: string) => text;
const asText = (value: unknown) => (typeof value === "string" ? value : String(value));
/** The types that the pool of a PostgreSQL server parses too; everything else stays text. */
const parsers: Record<number, (text: string) => unknown> = {
  20: asNumber,
  1082: asIs,
  1114: asIs,
  1184: asIs,
};
/** Values come in PostgreSQL's text format already. */
const serializers = Object.fromEntries(
  [16, 17, 20, 21, 23, 25, 114, 700, 701, 1009, 1043, 1082, 1114, 1184, 2950, 2951, 3802].map((oid) => [
    oid,
    asText,
  ]),
);

async function open(data: PgliteWorkerData): Promise<PGlite> {
  const wasm = async (file: string) => WebAssembly.compile(await readFile(file));
  const database = await PGlite.create({
    ...(data.directory !== undefined && { dataDir: `file://${data.directory}` }),
    pgliteWasmModule: await wasm(data.pgliteWasm),
    initdbWasmModule: await wasm(data.initdbWasm),
    fsBundle: new Blob([await readFile(data.pgliteData)]),
    parsers,
    serializers,
  });
  // What is said about time zones and dates must not depend on the machine.
  await database.exec("SET TIME ZONE 'UTC'");
  return database;
}

async function answer(database: PGlite, request: PgliteRequest): Promise<Record<string, unknown>[]> {
  switch (request.kind) {
    case "query":
      return (await database.query<Record<string, unknown>>(request.text, [...request.values])).rows;
    case "script":
      return (await database.exec(request.text)).at(-1)?.rows ?? [];
    case "close":
      await database.close();
      return [];
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

open(workerData as PgliteWorkerData).then(
  (database) => {
    port.on("message", (request: PgliteRequest) => {
      answer(database, request).then(
        (rows) => {
          reply({ kind: "rows", id: request.id, rows });
          if (request.kind === "close") port.close();
        },
        (error: unknown) => {
          const state = codeOf(error);
          reply({
            kind: "error",
            id: request.id,
            message: messageOf(error),
            ...(state !== undefined && { code: state }),
          });
        },
      );
    });
    reply({ kind: "ready" });
  },
  (error: unknown) => {
    reply({ kind: "failed", message: messageOf(error) });
    port.close();
  },
);
