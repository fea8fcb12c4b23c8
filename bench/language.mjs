// Measures the requests of an editor on a schema of 2.2 MB: medians of ten, in milliseconds, over stdio.
//
//   node bench/language.mjs [--json] [--file FILE.sql]      another file's name is that of the table in its middle
import { readFileSync } from "node:fs";
import { bigSchema } from "./big-schema.mjs";
import { median, round, startSession } from "./lsp-session.mjs";

const limits = {
  completion: 20,
  hover: 5,
  definition: 5,
  highlight: 5,
  references: 50,
  rename: 50,
  symbols: 50,
  "semantic tokens": 100,
  "tokens after an edit at the head": 20,
  "tokens after an edit at the tail": 20,
  folding: 100,
  formatting: 1500,
};

const file = process.argv.includes("--file") ? process.argv[process.argv.indexOf("--file") + 1] : undefined;
const text = file === undefined ? bigSchema(2_200_000) : readFileSync(file, "utf8").replaceAll("\r\n", "\n");
const uri = "file:///bench/schema.sql";
const session = await startSession();
// With the engine at work the two share the machine; an editor at rest is what is measured.
const ready = session.next("checked", uri, 1);
await session.notify("textDocument/didOpen", {
  textDocument: { uri, languageId: "sql", version: 1, text },
});
await ready;

const textDocument = { uri };
const name = placeOfTable(text);
const atEnd = text.split("\n").length - 1;
let resultId;
let version = 1;
/** @returns {{ line: number, character: number }} inside the name of the table that is made nearest to a third */
function placeOfTable(text) {
  const made = /^CREATE TABLE (?:\w+\.)?(?=\w)/gm;
  made.lastIndex = text.length / 3;
  const { index, 0: words } = made.exec(text);
  const line = text.slice(0, index).split("\n").length - 1;
  return { line, character: words.length + 1 };
}
/** Writes a line and takes it away again, and waits for the verdict: editors ask for colours a while after a key. */
async function edit(position) {
  version++;
  const isThere = version % 2 === 1;
  const end = isThere ? { line: position.line + 1, character: 0 } : position;
  const checked = session.next("checked", uri, version);
  await session.notify("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: position, end }, text: isThere ? "" : "-- A remark.\n" }],
  });
  await checked;
}
async function tokensSince() {
  const told = { textDocument, previousResultId: resultId };
  const answer = await session.request("textDocument/semanticTokens/full/delta", told);
  if (answer.edits === undefined) throw new Error("the server told all tokens instead of a difference");
  ({ resultId } = answer);
}
const requests = {
  completion: () =>
    session.request("textDocument/completion", { textDocument, position: { line: atEnd, character: 0 } }),
  hover: () => session.request("textDocument/hover", { textDocument, position: name }),
  definition: () => session.request("textDocument/definition", { textDocument, position: name }),
  highlight: () => session.request("textDocument/documentHighlight", { textDocument, position: name }),
  references: () =>
    session.request("textDocument/references", {
      textDocument,
      position: name,
      context: { includeDeclaration: true },
    }),
  rename: () => session.request("textDocument/rename", { textDocument, position: name, newName: "renamed" }),
  symbols: () => session.request("textDocument/documentSymbol", { textDocument }),
  "semantic tokens": async () => {
    ({ resultId } = await session.request("textDocument/semanticTokens/full", { textDocument }));
  },
  folding: () => session.request("textDocument/foldingRange", { textDocument }),
  formatting: () =>
    session.request("textDocument/formatting", { textDocument, options: { tabSize: 2, insertSpaces: true } }),
};

/** What is done, and not measured, before each request. */
const before = {
  "tokens after an edit at the head": () => edit({ line: 0, character: 0 }),
  "tokens after an edit at the tail": () => edit({ line: atEnd, character: 0 }),
};
for (const kind of Object.keys(before)) requests[kind] = tokensSince;

const figures = {};
for (const [kind, request] of Object.entries(requests)) {
  const times = [];
  // An even number, so that what is written is taken away.
  for (let run = 0; run < (kind === "formatting" ? 3 : 12); run++) {
    await before[kind]?.();
    const start = performance.now();
    await request();
    // The first one fills caches, as the first one of a session does.
    if (run > 0) times.push(performance.now() - start);
  }
  figures[kind] = { ms: round(median(times)), limit: limits[kind] };
  const verdict = figures[kind].ms <= limits[kind] ? "" : "  missed";
  console.error(
    `${kind.padEnd(28)} ${String(figures[kind].ms).padStart(8)} ms  (at most ${limits[kind]})${verdict}`,
  );
}
await session.close();
if (process.argv.includes("--json")) console.log(JSON.stringify({ bytes: text.length, figures }));
