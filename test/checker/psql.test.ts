import { describe, expect, test } from "vitest";
import { createDocument } from "../../server/checker";
import { faults, fullCheck, useEngine } from "./check";

useEngine();

/** The errors and what the engine says besides, in short. */
async function told(sql: string): Promise<string[]> {
  return faults(sql, await fullCheck(sql));
}

describe("lines for psql within a statement", () => {
  test("the branch that is run is judged, and the others are no part of it", async () => {
    const sql = [
      "\\set is_new on",
      "CREATE TABLE a (",
      "  id int PRIMARY KEY,",
      "  \\if :is_new",
      "  code text UNIQUE NULLS NOT DISTINCT,",
      "  \\else",
      "  code nonsense UNIQUE,",
      "  \\endif",
      "  note misspelt",
      ");",
      "SELECT code FROM a;",
    ].join("\n");
    expect(await told(sql)).toEqual(["9 error 42704 misspelt", "11 information 42P01 a <- 9"]);
    expect(await told(sql.replace("misspelt", "text"))).toEqual([]);
    expect(await told(sql.replace("misspelt", "text").replace(" on", " off"))).toEqual([
      "7 error 42704 nonsense",
      "11 information 42P01 a <- 7",
    ]);
  });

  test("a variable has its value from where it is set", async () => {
    const sql = [
      "\\set q 'WHERE id > 5'",
      "CREATE TABLE a (id int PRIMARY KEY, n int);",
      "SELECT n FROM a",
      "  :q",
      "\\set q 'ORDER BY nn'",
      "\\echo don't worry",
      "  :q;",
      "SELECT id FROM a :q;",
    ].join("\n");
    expect(await told(sql)).toEqual(["7 error 42703 :q", "8 error 42703 :q"]);
  });

  test("a branch that nobody can decide leaves the statement unjudged", async () => {
    const sql = [
      "SELECT current_setting('server_version_num')::int > 150000 AS is_new \\gset",
      "CREATE TABLE a (",
      "\\if :is_new",
      "  code text,",
      "\\else",
      "  code varchar(9),",
      "\\endif",
      "  id nonsense",
      ");",
      "SELECT code FROM a;",
      "SELECT code FROM b;",
    ].join("\n");
    expect((await told(sql)).map((line) => line.split("\n")[0])).toEqual([
      "2 information 42P02 CREATE TABLE a (",
      "10 information 42P01 a <- 2",
      "11 error 42P01 b",
    ]);
  });

  test("what is left open in a branch that is passed over is forgotten", async () => {
    const sql =
      "\\if false\nCREATE TABLE x (id int)\n\\endif\nCREATE TABLE y (id int PRIMARY KEY);\nSELECT 1 FROM y;";
    expect(await told(sql)).toEqual([]);
    expect(await told(sql.replace("false", "true"))).toEqual(["4 error 42601 CREATE"]);
  });
});

describe("variables of psql", () => {
  test("a value is put in, and what is wrong is where it stands in the file", async () => {
    const sql = [
      "\\set app shop",
      "\\set table 'book'",
      "\\set n 20",
      "CREATE SCHEMA :app;",
      "CREATE TABLE :app.:\"table\" (id bigint PRIMARY KEY, title varchar(:n) DEFAULT :'table');",
      "COMMENT ON TABLE shop.book IS :'table';",
      "CREATE TABLE :app.loan (book bigint REFERENCES :app.:table (id), of int REFERENCES :app.boook);",
      "SELECT title, titel FROM :app.:table WHERE title <> :'app' LIMIT :n;",
      "INSERT INTO :app.:table VALUES (:n, :'nothing);",
    ].join("\n");
    expect(await told(sql)).toEqual(["7 error 42P01 boook", "8 error 42703 titel", "9 error 42601 :"]);
  });

  test("casts, slices, JSON, strings and bodies stay as they are", async () => {
    const sql = [
      "\\set j '1'",
      "CREATE TABLE t (a int[], i int, j int, v jsonb);",
      "SELECT a[1:2], a[i:i], i::text, v::jsonb -> ':j', ':j' FROM t;",
      "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN ':j' || ':none'; END $$;",
      "SELECT json_object('a': 1, 'b' : i), '{\"a\":null}'::json -- :none",
      "FROM t;",
    ].join("\n");
    expect(await told(sql)).toEqual([]);
  });

  test("what has no value is no error, and what depends on it is not judged", async () => {
    const sql = [
      "CREATE TABLE :pre.x (id int PRIMARY KEY);",
      "CREATE TABLE :name (id int PRIMARY KEY);",
      "SELECT * FROM x;",
      "SELECT * FROM any_name;",
      "INSERT INTO any_name VALUES (:id, :'text', :\"column\");",
      "ALTER TABLE any_name ADD :definition;",
      ":more",
    ].join("\n");
    const result = await fullCheck(sql);
    expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(faults(sql, result)).toEqual([
      "1 information 42P02 :pre",
      "2 information 42P02 :name",
      "3 information 42P01 x <- 2",
      "4 information 42P01 any_name <- 2",
      "5 information 42P02 :id",
      "6 information 42P02 :definition",
      "7 information 42P02 :more",
    ]);
  });

  test("only what may be meant by it is left alone", async () => {
    const sql = [
      "CREATE TABLE :pre.x (id int PRIMARY KEY);",
      "CREATE TABLE y (id int PRIMARY KEY);",
      "SELECT idd FROM y;",
      "SELECT * FROM z;",
      "SELEC :x;",
    ].join("\n");
    expect(await told(sql)).toEqual([
      "1 information 42P02 :pre",
      "3 error 42703 idd",
      "4 error 42P01 z",
      "5 error 42601 SELEC",
    ]);
  });

  test("a branch is followed as far as the file tells which one is run", async () => {
    const sql = [
      "\\if :{?app}",
      "CREATE TABLE never (id int REFERENCES nowhere);",
      "\\else",
      "\\set app shop",
      "\\endif",
      "CREATE SCHEMA :app;",
      "SELECT count(*) > 0 AS filled FROM pg_class \\gset",
      "\\if :filled",
      "CREATE TABLE shop.a (id int PRIMARY KEY, nonsense nothing);",
      "\\elif true",
      "CREATE TABLE shop.a (id int PRIMARY KEY);",
      "\\endif",
      "SELECT * FROM shop.a;",
      "\\if off",
      "this is passed over;",
      "\\else",
      "SELECT * FROM shop.b;",
      "\\endif",
    ].join("\n");
    expect(await told(sql)).toEqual([
      "9 information 42P02 CREATE TABLE shop.a (id int PRIMARY KEY, nonsense nothing)",
      "11 information 42P02 CREATE TABLE shop.a (id int PRIMARY KEY)",
      "13 information 42P01 shop.a <- 11",
      "17 error 42P01 shop.b",
    ]);
  });

  test("what another file brings is not missing", async () => {
    const sql =
      "\\ir tables.sql\nCREATE TABLE a (id int PRIMARY KEY, b int REFERENCES b (id));\nSELECT idd FROM a;";
    expect(await told(sql)).toEqual(["2 information 42P01 b <- 1", "3 information 42P01 a <- 1"]);
  });

  test("fixes leave variables alone", async () => {
    const sql = "\\set t User\nCREATE TABLE :t (id serial PRIMARY KEY, at timestamp);";
    const { problems } = await fullCheck(sql);
    const start = sql.indexOf(":t");
    const edits = problems.flatMap(({ fixes }) => (fixes ?? []).flatMap((fix) => fix.edits));
    expect(edits.filter(({ span }) => span.start < start + 2 && span.end > start)).toEqual([]);
  });

  test("a changed value is followed in the statements after it", () => {
    const text = (value: string) =>
      `\\set s ${value}\nCREATE SCHEMA a;\nCREATE TABLE :s.t (id int PRIMARY KEY);\nSELECT * FROM a.t;`;
    const document = createDocument("file:///values.sql", text("a"), { dialect: "postgresql" });
    expect(document.fast().schema.tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual(["a.t"]);
    document.update(text("b"));
    expect(document.fast().schema.tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual(["b.t"]);
    document.update(text("a"));
    expect(document.fast().problems).toEqual([]);
    document.dispose();
  });

  test("other databases have no such variables", async () => {
    const { problems } = await fullCheck("\\set a b\nSELECT 1 AS :a;", { dialect: "sqlite" });
    expect(problems.some(({ severity }) => severity === "error")).toBe(true);
  });
});

test("what a migration tells psql is not known to the next one, which is a run of its own", async () => {
  const before = ["\\set name loan\n\\if :no\nCREATE TABLE :name (id bigint PRIMARY KEY);\n"];
  const sql = "CREATE TABLE member (id bigint PRIMARY KEY);\nDROP TABLE :name;\n";
  const check = async (earlier: readonly string[]) =>
    (await fullCheck(sql, { before: earlier })).problems.filter(({ code }) => code === "42P02");
  expect(await check(before)).toEqual(await check([]));
  expect(await check(before)).toHaveLength(1);
});

test("what another program fills in is no error, and what depends on it is not judged", async () => {
  const sql = [
    "CREATE SCHEMA IF NOT EXISTS ${schema};",
    "CREATE TABLE ${schema}.book (id bigint PRIMARY KEY);",
    "CREATE TABLE \"${schema}\".loan (id bigint PRIMARY KEY, note text DEFAULT '${note}');",
    "INSERT INTO {{ .Schema }}.book VALUES (${ids.first});",
    "GRANT SELECT ON book TO ${flyway:user};",
    "CREATE TABLE author (id bigint PRIMARY KEY, name text DEFAULT '${name}');",
    "SELECT nam FROM author;",
    "SELEC ${what};",
    "INSERT INTO author VALUES ({{1,2},{3,4}});",
  ].join("\n");
  expect(await told(sql)).toEqual([
    "1 information 42P02 ${schema}",
    '3 information 3F000 "${schema}".loan <- 1',
    "4 information 42P02 {{ .Schema }}",
    "5 information 42P02 ${flyway:user}",
    expect.stringMatching(/^7 error 42703 nam/),
    "8 error 42601 SELEC",
    expect.stringMatching(/^9 error 42601/),
  ]);
});
