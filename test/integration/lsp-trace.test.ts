import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CodeLens, Hover, MarkupContent } from "vscode-languageserver-protocol/node";
import {
  generateRequest,
  sideFileNotification,
  type GenerateResult,
  type SideFileParams,
} from "../../server/protocol/lsp";
import { sampleRowsRequest, type SampleRowsResult } from "../../server/protocol/samples";
import { uncoveredRequest, type UncoveredResult } from "../../server/protocol/uncovered";
import { LspClient } from "./lsp-client";

const sentence = "Each *member* has a name.";
const side = {
  version: 1,
  trace: {
    "public.members": { sentences: [{ start: 0, end: sentence.length, text: sentence }] },
    "public.members.name": { sentences: [], assumptions: ["a1"] },
  },
  assumptions: [{ id: "a1", text: "Names are one text.", state: "confirmed" }],
};
const sql = "CREATE TABLE members (id bigint PRIMARY KEY, name text NOT NULL);\n";

let folder = "";
let client: LspClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-trace-"));
  writeFileSync(join(folder, "club.brief.json"), JSON.stringify(side));
  client = await LspClient.start();
});
afterAll(() => {
  client.process.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function hover(uri: string, character: number): Promise<string> {
  const position = { line: 0, character };
  const found = await client.connection.sendRequest<Hover | null>("textDocument/hover", {
    textDocument: { uri },
    position,
  });
  return (found?.contents as MarkupContent | undefined)?.value ?? "";
}

async function lenses(uri: string): Promise<string[]> {
  const found = await client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", {
    textDocument: { uri },
  });
  return found.map(({ command }) => command?.title ?? "");
}

it("tells of a refinement why the things are there that it made, and of no others", async () => {
  const ask = (current: string, instruction: string) =>
    client.connection.sendRequest<GenerateResult>(generateRequest, {
      ...{ id: "1", brief: "", dialect: "postgresql", provider: "builtin", current, instruction },
    });
  const { trace, sql: changed } = await ask(sql, "Add soft delete to all tables");
  expect(changed).toContain("deleted_at");
  expect(Object.entries(trace ?? {})).toEqual([
    [
      "public.members.deleted_at",
      { sentences: [{ start: 0, end: 29, text: "Add soft delete to all tables" }], by: "names" },
    ],
  ]);
  const renamed = await ask(sql, "Rename members to patrons");
  expect([renamed.tables, renamed.trace]).toEqual([["patrons"], {}]);
});

it("shows the sentence and the assumption of a side file that stands beside the SQL", async () => {
  const uri = pathToFileURL(join(folder, "club.sql")).toString();
  await client.open(uri, sql);
  await client.whenChecked(uri, 1);
  expect(await hover(uri, sql.indexOf("members"))).toContain(
    String.raw`**In the brief**${"\n\n"}> Each \*member\* has a name.`,
  );
  expect(await hover(uri, sql.indexOf("name"))).toContain("**Assumed**\n\n- Names are one text. (confirmed)");
  expect(await lenses(uri)).toContain(`“${sentence}”`);
  await client.change(uri, 2, [0, 13], [0, 20], "patrons");
  await client.whenChecked(uri, 2);
  expect(await hover(uri, 15)).toContain("**In the brief**");
});

it("shows what the client says of a document that has no file, and forgets it", async () => {
  const uri = "untitled:Untitled-1";
  await client.open(uri, sql);
  await client.whenChecked(uri, 1);
  expect(await hover(uri, sql.indexOf("members"))).not.toContain("In the brief");
  const tell = (file: SideFileParams["file"]) =>
    client.connection.sendNotification(sideFileNotification, { uri, file } satisfies SideFileParams);
  await tell({ trace: side.trace });
  expect(await hover(uri, sql.indexOf("members"))).toContain("**In the brief**");
  await tell(null);
  expect(await hover(uri, sql.indexOf("members"))).not.toContain("In the brief");
});

it("tells which sentences nothing covers, at the table that the brief spoke of before", async () => {
  const uri = "untitled:Untitled-2";
  await client.open(uri, sql);
  await client.whenChecked(uri, 1);
  const uncovered = ["Trainers coach athletes.", "The weather is nice today.", "Each member has a name."].map(
    (text, index) => ({ start: 100 + index, end: 120, text, ...(index === 1 && { dismissed: true }) }),
  );
  const told: SideFileParams = { uri, file: { trace: side.trace, uncovered } };
  await client.connection.sendNotification(sideFileNotification, told);
  const found = await client.connection.sendRequest<UncoveredResult>(uncoveredRequest, { uri });
  expect(found.sentences.map(({ text, range }) => ({ text, at: range.start }))).toEqual([
    { text: "Trainers coach athletes.", at: { line: 0, character: 13 } },
  ]);
});

it("makes rows for an open document, and none for one that it does not have", async () => {
  const uri = "untitled:Untitled-1";
  const rows = await client.connection.sendRequest<SampleRowsResult | null>(sampleRowsRequest, {
    uri,
    rows: 2,
  });
  expect(rows).toMatchObject({ proven: true, tables: [{ name: "members", rows: 2 }], left: [] });
  expect(await client.connection.sendRequest(sampleRowsRequest, { uri: "untitled:no", rows: 2 })).toBeNull();
});
