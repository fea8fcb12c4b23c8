// Measures the requests of an editor on a schema of 2.2 MB: medians of ten, in milliseconds, over stdio.
//
//   node bench/language.mjs [--json]
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
  "semantic tokens, difference": 20,
  folding: 100,
  formatting: 1500,
};

const text = bigSchema(2_200_000);
const uri = "file:///bench/schema.sql";
const session = await startSession();
// With the engine at work the two share the machine; an editor at rest is what is measured.
const ready = session.next("checked", uri, 1);
await session.notify("textDocument/didOpen", {
  textDocument: { uri, languageId: "sql", version: 1, text },
});
await ready;

const textDocument = { uri };
const line = text.slice(0, text.indexOf("entity_700 (")).split("\n").length - 1;
const name = { line, character: 15 };
const atEnd = text.split("\n").length - 1;
const tokens = await session.request("textDocument/semanticTokens/full", { textDocument });
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
  "semantic tokens": () => session.request("textDocument/semanticTokens/full", { textDocument }),
  "semantic tokens, difference": () =>
    session.request("textDocument/semanticTokens/full/delta", {
      textDocument,
      previousResultId: tokens.resultId,
    }),
  folding: () => session.request("textDocument/foldingRange", { textDocument }),
  formatting: () =>
    session.request("textDocument/formatting", { textDocument, options: { tabSize: 2, insertSpaces: true } }),
};

const figures = {};
for (const [kind, request] of Object.entries(requests)) {
  const times = [];
  for (let run = 0; run < (kind === "formatting" ? 3 : 11); run++) {
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
