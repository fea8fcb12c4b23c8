import { afterAll, beforeAll, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { LspClient } from "./lsp-client";

const uri = "file:///shop/shop.sql";
const text = `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
CREATE INDEX ON orders (customer_id);
`;

let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({
    capabilities: {
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
      textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } } },
    },
  });
  await client.open(uri, text);
  await client.whenChecked(uri, 1);
});
afterAll(() => client.process.kill("SIGKILL"));

it("splits a schema into files that its own file then includes", async () => {
  const place = { line: 0, character: 0 };
  const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: place, end: place },
    context: { diagnostics: [], only: ["refactor"] },
  });
  const split = actions.find(({ title }) => title === "Split the schema into files");
  const { edit } = await client.connection.sendRequest<CodeAction>("codeAction/resolve", split);
  const whole = { start: place, end: { line: 3, character: 0 } };
  const first = "file:///shop/shop/001_customers.sql";
  const second = "file:///shop/shop/002_orders.sql";
  const written = (name: string, newText: string) => [
    { kind: "create", uri: name },
    {
      textDocument: { uri: name, version: null },
      edits: [{ range: { start: place, end: place }, newText }],
    },
  ];
  const [table, ...rest] = text.split(/(?<=\n)/);
  expect(edit?.documentChanges).toEqual([
    ...written(first, table ?? ""),
    ...written(second, rest.join("")),
    {
      textDocument: { uri, version: 1 },
      edits: [{ range: whole, newText: "\\ir shop/001_customers.sql\n\\ir shop/002_orders.sql\n" }],
    },
  ]);
});
