import { afterAll, beforeAll, expect, test } from "vitest";
import type { SandboxOpenResult, SandboxResult, SandboxRunResult } from "../../server/protocol/sandbox";
import { LspClient } from "./lsp-client";

const schema = `CREATE TABLE author (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE book (id int PRIMARY KEY, author_id bigint NOT NULL REFERENCES author (id), title text);
CREATE TABLE broken (id int REFERENCES nowhere (id));
`;
const uri = "untitled:tried.sql";

let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start();
  await client.open(uri, schema);
  await client.whenChecked(uri, 1);
});
afterAll(() => client.stop());

const open = (of = uri) =>
  client.connection.sendRequest<SandboxOpenResult>("dbscst/sandboxOpen", { uri: of });
async function run(sql: string, { explain = false, of = uri } = {}): Promise<readonly SandboxResult[]> {
  const params = { uri: of, sql, explain };
  const result = await client.connection.sendRequest<SandboxRunResult>("dbscst/sandboxRun", params);
  if (result.kind === "unavailable") throw new Error(result.message);
  return result.results;
}

test("the schema is there, and what failed of it is told with its place", async () => {
  const opened = await open();
  expect(opened).toMatchObject({
    kind: "open",
    dialect: "postgresql",
    statements: 3,
    failures: [{ code: "42P01", range: { start: { line: 2 } } }],
  });
});

test("rows come back with names and types, nulls as nulls", async () => {
  const results = await run(
    "insert into author (name) values ('Ada'); insert into book values (1, 1, null); select * from book;",
  );
  expect(results).toMatchObject([
    { kind: "done", command: "INSERT 0 1" },
    { kind: "done", command: "INSERT 0 1" },
    {
      kind: "rows",
      columns: [
        { name: "id", type: "integer" },
        { name: "author_id", type: "bigint" },
        { name: "title", type: "text" },
      ],
      rows: [["1", "1", null]],
      total: 1,
    },
  ]);
});

test("an error has the place of its word, and ends the run", async () => {
  const results = await run("select 1;\nselect titel from book;\nselect 2;");
  expect(results).toMatchObject([
    { kind: "rows" },
    {
      kind: "failed",
      code: "42703",
      range: { start: { line: 1, character: 7 }, end: { line: 1, character: 12 } },
    },
  ]);
});

test("a plan is shown and what it did is undone; its errors have their places too", async () => {
  const [plan] = await run("delete from book", { explain: true });
  expect(plan).toMatchObject({ kind: "plan" });
  expect(JSON.stringify(plan)).toContain("Delete on book");
  expect(await run("select count(*) from book")).toMatchObject([{ rows: [["1"]] }]);
  expect(await run("select titel from book", { explain: true })).toMatchObject([
    { kind: "failed", range: { start: { line: 0, character: 7 } } },
  ]);
  expect(await run("select 1")).toMatchObject([{ kind: "rows" }]);
});

test("a transaction lasts over several runs", async () => {
  await run("begin; delete from book;");
  expect(await run("rollback; select count(*) from book;")).toMatchObject([
    { kind: "done" },
    { rows: [["1"]] },
  ]);
});

test("at most 10,000 rows are given, and all are counted", async () => {
  const [result] = await run("select g, repeat('x', 50) from generate_series(1, 25000) g");
  expect(result).toMatchObject({ kind: "rows", total: 25_000 });
  expect(result?.kind === "rows" && result.rows.length).toBe(10_000);
});

test.each(["copy book to program 'id'", "copy book to '/tmp/x'", "select pg_read_file('/etc/passwd')"])(
  "%s is refused",
  async (sql) => {
    expect(await run(sql)).toMatchObject([{ kind: "failed", code: "0A000" }]);
  },
);

test("what does not end is ended, and the next run begins with the schema alone", async () => {
  const started = performance.now();
  expect(await run("do $$ begin loop end loop; end $$")).toMatchObject([{ kind: "failed", code: "57014" }]);
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(await run("select count(*) from book")).toMatchObject([{ rows: [["0"]] }]);
}, 60_000);

test("an SQLite document is tried on SQLite, with its foreign keys", async () => {
  const of = "untitled:tried-sqlite.sql";
  await client.open(
    of,
    "PRAGMA foreign_keys = ON;\nCREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, t TEXT);\nCREATE TABLE b (a_id INTEGER REFERENCES a (id));\n",
  );
  await client.whenChecked(of, 1);
  expect(await open(of)).toMatchObject({ kind: "open", dialect: "sqlite", failures: [] });
  expect(await run("insert into a (t) values ('x'); select * from a;", { of })).toMatchObject([
    { kind: "done", command: "1 row changed" },
    { kind: "rows", rows: [["1", "x"]] },
  ]);
  expect(await run("insert into b values (7)", { of })).toMatchObject([{ kind: "failed", code: "23503" }]);
  const [plan] = await run("select * from a where id = 1", { of, explain: true });
  expect(JSON.stringify(plan)).toContain("SEARCH a");
});

test("a document that is not open, and a dialect without an engine, are said to be", async () => {
  expect(await open("untitled:nothing.sql")).toMatchObject({ kind: "unavailable" });
});
