import { PassThrough } from "node:stream";
import { afterAll, expect, it } from "vitest";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { eventually } from "../eventually";
import { prepareChecker } from "../../server/checker";
import { createEngines } from "../../server/engine/node";
import { startServer } from "../../server/lsp/server";
import { checkedNotification, type CheckedParams } from "../../server/protocol/lsp";

const engines = await createEngines({ idleMs: 50 });
const [toServer, toClient] = [new PassThrough(), new PassThrough()];
const server = startServer({
  connection: createConnection(ProposedFeatures.all, toServer, toClient),
  engines,
  parsers: prepareChecker(),
});
const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
client.listen();
afterAll(() => engines.dispose());

const uri = "untitled:schema.sql";
/** Long enough that its syntax errors are told first. */
const filling = Array.from({ length: 1200 }, (_, id) => `-- About ${id}.\nSELECT ${id} AS "a name";\n`);
const text = `CREATE TABLE a (id bigint PRIMARY KEY);\n${filling.join("")}SELECT * FROM b;\n`;

function checked(version: number): Promise<CheckedParams> {
  return new Promise((resolve) => {
    const listener = client.onNotification(checkedNotification, (params: CheckedParams) => {
      if (params.version !== version) return;
      listener.dispose();
      resolve(params);
    });
  });
}

/** Until the model of the document is another, which is made when it is asked for after a rest. */
async function rested(before: unknown): Promise<void> {
  await eventually(() => expect(server.documents.get(uri)?.result.schema).not.toBe(before));
}

it("lets go of what can be made again once the engine is idle, and makes it again", async () => {
  await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  await client.sendNotification("initialized", {});
  const opened = checked(1);
  const textDocument = { uri, languageId: "sql", version: 1, text };
  await client.sendNotification("textDocument/didOpen", { textDocument });
  expect(await opened).toMatchObject({ engine: "ran", errors: 1 });
  const first = server.documents.get(uri)?.result;
  await rested(first?.schema);
  const again = server.documents.get(uri)?.result;
  expect({ problems: again?.problems, engine: again?.engine }).toEqual({
    problems: first?.problems,
    engine: "ran",
  });
  expect(again?.schema.tables.map(({ name }) => name)).toEqual(first?.schema.tables.map(({ name }) => name));

  // Straight from rest, an edit is judged as ever.
  const start = { line: 0, character: 13 };
  const change = (version: number, to: string) =>
    client.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end: { line: 0, character: 14 } }, text: to }],
    });
  const mended = checked(2);
  await change(2, "b");
  expect(await mended).toMatchObject({ engine: "ran", errors: 0 });
  server.documents.rest();
  const broken = checked(3);
  const published: number[] = [];
  client.onNotification("textDocument/publishDiagnostics", ({ version }: { version: number }) => {
    published.push(version);
  });
  await change(3, "c");
  expect(await broken).toMatchObject({ engine: "ran", errors: 1 });
  // What does not parse, the fast tier, the verdict.
  expect(published).toEqual([3, 3, 3]);
});
