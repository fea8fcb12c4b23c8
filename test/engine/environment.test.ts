import { describe, expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

describe("roles", () => {
  test("a missing role is made, and what names it is judged for the rest", async () => {
    const sql = `CREATE TABLE t (id int);
      ALTER TABLE t OWNER TO "App Owner";
      GRANT SELECT ON t TO reader, writer;
      CREATE POLICY p ON t TO reader USING (id > 0);
      CREATE POLICY q ON t TO guest USING (nope > 0);
      GRANT SELECT ON u TO reader;`;
    expect(await judge(engine, sql)).toEqual([
      "ok",
      '?role 42704 "App Owner"',
      "?role 42704 reader",
      "ok",
      "42703 nope",
      "42P01 u",
    ]);
  });

  test("a role that the document creates is no missing one", async () => {
    expect(await judge(engine, "CREATE ROLE r; CREATE TABLE t (id int); GRANT ALL ON t TO r;")).toEqual([
      "ok",
      "ok",
      "ok",
    ]);
  });

  test("roles of one document are unknown to the next", async () => {
    expect(await judge(engine, "CREATE ROLE only_here;")).toEqual(["ok"]);
    expect(await judge(engine, "CREATE ROLE only_here;")).toEqual(["ok"]);
  });
});

describe("extensions", () => {
  test("every shipped one can be created", async () => {
    const { archivesOf, shippedExtensions } = await import("../../server/engine/postgres/extensions");
    expect(shippedExtensions.flatMap(archivesOf).length).toBeGreaterThan(30);
    const sql = shippedExtensions
      .map((name) => `CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE;`)
      .join("\n");
    expect(await judge(engine, sql)).toEqual(shippedExtensions.map(() => "ok"));
  });

  test("their types, functions and operators work", async () => {
    const sql = `CREATE EXTENSION citext; CREATE EXTENSION pgcrypto; CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm;
      CREATE TABLE t (name citext UNIQUE, secret text DEFAULT crypt('x', gen_salt('bf')), during tsrange, room int,
        EXCLUDE USING gist (room WITH =, during WITH &&));
      CREATE INDEX ON t USING gin (secret gin_trgm_ops);
      SELECT 1 / (digest('a', 'sha256') IS NOT NULL)::int;`;
    expect(await judge(engine, sql)).toEqual(Array.from({ length: 7 }, () => "ok"));
  });

  test("what is not created is not there", async () => {
    expect(await judge(engine, "CREATE TABLE t (name citext);")).toEqual(["42704 citext"]);
  });

  test("what is not shipped is unknown, and so is what speaks of it", async () => {
    const sql = `CREATE EXTENSION postgis; COMMENT ON EXTENSION postgis IS 'x'; CREATE EXTENSION "no-such";
      CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'; DO LANGUAGE plperl 'return;';`;
    expect(await judge(engine, sql)).toEqual([
      ...["?extension", "?extension 42704 postgis", "?extension", "?extension", "?extension"],
    ]);
  });
});

describe("COPY", () => {
  test("rows after COPY … FROM stdin are loaded", async () => {
    const sql =
      "CREATE TABLE t (id int PRIMARY KEY, name text);\nCOPY t (id, name) FROM stdin;\n1\tone\n2\t\\N\n\\.\nSELECT 1 / (count(*) - 1) FROM t;\nINSERT INTO t VALUES (2, 'two');\n";
    expect(await judge(engine, sql)).toEqual(["ok", "ok", "?client", "ok", "23505 2"]);
  });

  test("a wrong column is COPY's fault, a wrong row is the row's", async () => {
    const wrong = "CREATE TABLE t (id int);\nCOPY t (nope) FROM stdin;\n1\n\\.\n";
    expect(await judge(engine, wrong)).toEqual(["ok", "42703 nope", "?client"]);
    const row = "CREATE TABLE t (id int);\nCOPY t FROM stdin;\n1\ntwo\n3\n\\.\nSELECT 1 / count(*) FROM t;\n";
    expect(await judge(engine, row)).toEqual(["ok", "ok", "22P02 two", "22012 SELECT"]);
  });

  test("COPY without rows", async () => {
    const sql =
      "CREATE TABLE t (id int);\nCOPY t FROM stdin;\n\\.\nCOPY t TO stdout;\nCOPY (SELECT 1) TO stdout WITH (FORMAT csv);\n";
    expect(await judge(engine, sql)).toEqual(["ok", "ok", "?client", "ok", "ok"]);
  });
});
