import { afterAll, beforeAll, expect, it } from "vitest";
import type {
  CompletionItem,
  DocumentSymbol,
  Hover,
  Location,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import type { DiagramModel } from "../../server/protocol/diagram";
import type { ExportResult } from "../../server/protocol/export";
import type { ChangesResult, MergeResult } from "../../server/protocol/merge";
import { LspClient } from "./lsp-client";

const uri = "file:///shop.sql";
const text = `CREATE TABLE customers (id bigint PRIMARY KEY, name text);
create table orders (id bigint primary key, customer_id bigint references customers (id));
CREATE INDEX ON orders (customer_id);
SELECT c. FROM customers c;
`;
const textDocument = { uri };

let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({
    capabilities: {
      workspace: { configuration: true },
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
    },
  });
  await client.open(uri, text);
  await client.whenChecked(uri, 1);
});
afterAll(() => client.process.kill("SIGKILL"));

/** A request about the word at the line and character. */
function ask<T>(method: string, line: number, character: number, more: object = {}): Promise<T> {
  return client.connection.sendRequest<T>(method, { textDocument, position: { line, character }, ...more });
}

it("announces what it can do", () => {
  expect(Object.keys(client.initialized.capabilities)).toEqual(
    expect.arrayContaining([
      "completionProvider",
      "hoverProvider",
      "definitionProvider",
      "referencesProvider",
      "renameProvider",
      "documentSymbolProvider",
      "workspaceSymbolProvider",
      "foldingRangeProvider",
      "selectionRangeProvider",
      "semanticTokensProvider",
      "inlayHintProvider",
      "codeLensProvider",
      "signatureHelpProvider",
      "documentFormattingProvider",
    ]),
  );
});

it("completes columns behind an alias in a statement that does not parse", async () => {
  const items = await ask<CompletionItem[]>("textDocument/completion", 3, 9);
  expect(items.map(({ label }) => label)).toEqual(["id", "name"]);
  expect(items[0]?.textEdit).toEqual({
    range: { start: { line: 3, character: 9 }, end: { line: 3, character: 9 } },
    newText: "id",
  });
});

it("tells about a table on hover", async () => {
  const hover = await ask<Hover>("textDocument/hover", 0, 15);
  expect(hover.contents).toMatchObject({ kind: "markdown" });
  expect(JSON.stringify(hover.contents)).toContain("Referenced by `orders`");
});

it("leads from a foreign key to its table, and back to all mentions", async () => {
  const definition = await ask<Location[]>("textDocument/definition", 1, 78);
  expect(definition).toEqual([
    { uri, range: { start: { line: 0, character: 13 }, end: { line: 0, character: 22 } } },
  ]);
  const references = await ask<Location[]>("textDocument/references", 0, 15, {
    context: { includeDeclaration: false },
  });
  expect(references.map(({ range }) => range.start.line)).toEqual([1]);
});

it("renames in every mention, or says why it will not", async () => {
  const { changes } = await ask<WorkspaceEdit>("textDocument/rename", 2, 18, { newName: "purchases" });
  expect(changes?.[uri]?.map(({ range, newText }) => [range.start.line, newText])).toEqual([
    [1, "purchases"],
    [2, "purchases"],
  ]);
  await expect(ask("textDocument/rename", 2, 18, { newName: "customers" })).rejects.toThrow(
    'There is already a table "customers".',
  );
});

it("outlines the document and finds symbols in all that are open", async () => {
  const outline = await client.connection.sendRequest<DocumentSymbol[]>("textDocument/documentSymbol", {
    textDocument,
  });
  expect(outline.map(({ name }) => name)).toEqual(["customers", "orders", "orders_customer_id_idx"]);
  const found = await client.connection.sendRequest<{ readonly name: string }[]>("workspace/symbol", {
    query: "custid",
  });
  expect(found.map(({ name }) => name)).toEqual(["customer_id", "orders_customer_id_idx"]);
});

it("formats what parses and leaves the rest", async () => {
  const edits = await client.connection.sendRequest<TextEdit[]>("textDocument/formatting", {
    textDocument,
    options: { tabSize: 2, insertSpaces: true },
  });
  expect(edits.map(({ range }) => range.start.line)).not.toContain(3);
  expect(edits.find(({ range }) => range.start.line === 1)?.newText).toMatch(/^CREATE TABLE orders \(/);
});

it("colours names, whole and as a difference", async () => {
  const whole = await client.connection.sendRequest<SemanticTokens>("textDocument/semanticTokens/full", {
    textDocument,
  });
  expect(whole.data.length % 5).toBe(0);
  expect(whole.data.slice(0, 5)).toEqual([0, 13, 9, 1, 1]);
  const difference = await client.connection.sendRequest<SemanticTokens>(
    "textDocument/semanticTokens/full/delta",
    {
      textDocument,
      previousResultId: whole.resultId,
    },
  );
  expect(difference).toMatchObject({ edits: [] });
  await client.change(uri, 2, [0, 13], [0, 13], "x");
  await client.whenChecked(uri, 2);
  const edited = await client.connection.sendRequest("textDocument/semanticTokens/full/delta", {
    textDocument,
    previousResultId: difference.resultId,
  });
  // The name is one longer, and the name after it stands one further; the rest is not told again.
  expect(edited).toMatchObject({ edits: [{ start: 0, deleteCount: 10 }] });
  await client.change(uri, 3, [0, 13], [0, 14], "");
  await client.whenChecked(uri, 3);
});

it("shows the signature of a call", async () => {
  await client.open("file:///call.sql", "SELECT coalesce(1, ");
  await client.whenChecked("file:///call.sql", 1);
  const help = await client.connection.sendRequest<SignatureHelp>("textDocument/signatureHelp", {
    textDocument: { uri: "file:///call.sql" },
    position: { line: 0, character: 19 },
  });
  expect([help.signatures[0]?.label, help.activeParameter]).toEqual(["coalesce(value, …) → value", 1]);
});

it("draws the document and writes it for other tools", async () => {
  const diagram = await client.connection.sendRequest<DiagramModel>("dbscst/diagram", { uri });
  expect(diagram.tables.map(({ name, columns }) => [name, columns.length])).toEqual([
    ["customers", 2],
    ["orders", 2],
  ]);
  expect(diagram.relations).toMatchObject([
    {
      from: { table: "public.orders", columns: ["customer_id"] },
      to: { table: "public.customers", columns: ["id"] },
      many: true,
      optional: true,
    },
  ]);
  const written = await client.connection.sendRequest<ExportResult>("dbscst/export", {
    uri,
    format: "mermaid",
  });
  expect(written).toMatchObject({ leftOut: 1 });
  expect(written.text).toContain('orders }o--o| customers : "customer_id"');
});

it("draws the schema, by what it loads on first need", async () => {
  const params = { uri, format: "svg" };
  const written = await client.connection.sendRequest<ExportResult>("dbscst/export", params);
  expect(written.text).toMatch(/^<svg .*<\/svg>\n$/s);
});

it("answers with nothing, not with an error, about a document that is not open", async () => {
  const elsewhere = { textDocument: { uri: "file:///none.sql" }, position: { line: 0, character: 0 } };
  expect(await client.connection.sendRequest("textDocument/hover", elsewhere)).toBeNull();
  expect(await client.connection.sendRequest("textDocument/definition", elsewhere)).toEqual([]);
  expect(await client.connection.sendRequest("dbscst/diagram", { uri: "file:///none.sql" })).toBeNull();
});

it("merges versions of a schema by their objects, and proves the result", async () => {
  const base = "CREATE TABLE a (id int PRIMARY KEY, note text);\n";
  const params = {
    dialect: "postgresql",
    base,
    ours: base.replace("note text", "note varchar(9)"),
    theirs:
      base.replace("note text", "note text NOT NULL") + "CREATE TABLE b (a_id int REFERENCES nowhere);\n",
    check: true,
  };
  const { conflicts, errors } = await client.connection.sendRequest<MergeResult>("dbscst/merge", params);
  expect(conflicts).toEqual([
    {
      id: "relation public.a / column note",
      object: { kind: "column", name: "a.note" },
      base: "note text",
      ours: "note varchar(9)",
      theirs: "note text NOT NULL",
    },
  ]);
  expect(errors).toEqual([{ line: 1, message: expect.stringContaining("nowhere") as string }]);
  const { changes } = await client.connection.sendRequest<ChangesResult>("dbscst/changes", {
    dialect: "postgresql",
    before: base,
    after: params.theirs,
  });
  expect(changes).toEqual([
    { object: { kind: "column", name: "a.note" }, what: "changed" },
    { object: { kind: "table", name: "b" }, what: "added" },
  ]);
});

/** Sends messages in one piece, so that the server has all of them before it looks at the first; gives its answer. */
async function sendTogether(id: string, ...messages: readonly object[]): Promise<unknown> {
  const answer = new Promise<unknown>((resolve) => {
    let output = "";
    client.process.stdout?.on("data", (data: Buffer) => {
      output += data.toString();
      const found = new RegExp(`\\{"jsonrpc":"2.0","id":"${id}",.*?\\}(?=Content-Length|$)`).exec(
        output,
      )?.[0];
      if (found !== undefined) resolve(JSON.parse(found));
    });
  });
  client.process.stdin?.write(
    messages
      .map((message) => JSON.stringify({ jsonrpc: "2.0", ...message }))
      .map((body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      .join(""),
  );
  return answer;
}

it.each([
  ["documentSymbol", {}],
  ["hover", { position: { line: 0, character: 15 } }],
  ["completion", { position: { line: 3, character: 9 } }],
  ["references", { position: { line: 0, character: 15 }, context: { includeDeclaration: true } }],
  ["semanticTokens/full", {}],
  ["formatting", { options: { tabSize: 2, insertSpaces: true } }],
])("answers %s with RequestCancelled when it is taken back before its turn", async (method, more) => {
  const id = `cancelled-${method}`;
  const answer = await sendTogether(
    id,
    { id, method: `textDocument/${method}`, params: { textDocument, ...more } },
    { method: "$/cancelRequest", params: { id } },
  );
  expect(answer).toMatchObject({ error: { code: -32800 } });
});

it("answers with ContentModified when the document has changed before its edits are made", async () => {
  const changed = "file:///changed.sql";
  await client.open(changed, "select 1 from t;\n");
  await client.whenChecked(changed, 1);
  const answer = await sendTogether(
    "modified",
    {
      id: "modified",
      method: "textDocument/formatting",
      params: { textDocument: { uri: changed }, options: { tabSize: 2, insertSpaces: true } },
    },
    {
      method: "textDocument/didChange",
      params: { textDocument: { uri: changed, version: 2 }, contentChanges: [{ text: "select 2;\n" }] },
    },
  );
  expect(answer).toMatchObject({ error: { code: -32801 } });
  await client.close(changed);
});
