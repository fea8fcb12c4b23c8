import { describe, expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

describe("statements", () => {
  test("a failure undoes its statement and nothing else", async () => {
    const sql =
      "CREATE TABLE a (id int); CREATE TABLE b (id itn); CREATE TABLE c (id int); SELECT id FROM a, c;";
    expect(await judge(engine, sql)).toEqual(["ok", "42704 itn", "ok", "42702 id"]);
  });

  test("what does not parse is left to the parser, and the rest is judged", async () => {
    expect(await judge(engine, "CREATE TABLE a (id int,); CREATE TABLE b (id int);")).toEqual([
      "?syntax",
      "ok",
    ]);
  });

  test("a statement that only lacks its semicolon takes effect for what follows", async () => {
    const sql = "CREATE TABLE a (id int)\nCREATE TABLE b (id int);\nSELECT id FROM b;";
    expect(await judge(engine, sql)).toEqual(["ok", "?syntax", "ok"]);
  });

  test("documents do not see each other's tables", async () => {
    expect(await judge(engine, "CREATE TABLE shared (id int);")).toEqual(["ok"]);
    expect(await judge(engine, "SELECT * FROM shared;")).toEqual(["42P01 shared"]);
  });

  test("psql lines are the client's", async () => {
    expect(await judge(engine, "\\set x 1\nSELECT 1;\n")).toEqual(["?client", "ok"]);
  });

  test("settings last, as in a session", async () => {
    const sql =
      "CREATE SCHEMA s; SET search_path = s; CREATE TABLE t (id int); SELECT * FROM s.t; RESET search_path; SELECT * FROM t;";
    expect(await judge(engine, sql)).toEqual(["ok", "ok", "ok", "ok", "ok", "42P01 t"]);
  });

  test("set_config lasts, and a document in another encoding is still sent as UTF-8", async () => {
    const sql = `CREATE SCHEMA s; SET client_encoding = 'LATIN1'; SELECT set_config('search_path', 's', false);
      CREATE TABLE "tablé" (id int); SELECT * FROM s."tablé";`;
    expect(await judge(engine, sql)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
  });

  test("temporary tables, prepared statements and cursors belong to the document", async () => {
    const sql = "CREATE TEMP TABLE t (id int); PREPARE p AS SELECT id FROM t; EXECUTE p;";
    expect(await judge(engine, sql)).toEqual(["ok", "ok", "ok"]);
    expect(await judge(engine, sql)).toEqual(["ok", "ok", "ok"]);
    expect(await judge(engine, "EXECUTE p;")).toEqual(["26000 p"]);
  });

  test("nothing is made in pg_catalog", async () => {
    expect(await judge(engine, "CREATE TABLE pg_catalog.t (id int);")).toEqual(["42501 pg_catalog.t"]);
  });

  test("a session user is left again", async () => {
    const sql =
      "CREATE ROLE app; SET SESSION AUTHORIZATION app; CREATE TABLE t (id int); RESET SESSION AUTHORIZATION; CREATE TABLE t (id int);";
    expect(await judge(engine, sql)).toEqual(["ok", "ok", "42501 t", "ok", "ok"]);
  });

  test("an enum's new value can be used at once", async () => {
    const sql = `CREATE TYPE mood AS ENUM ('sad', 'ok');
      ALTER TYPE mood ADD VALUE 'glad' AFTER 'sad';
      ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad';
      CREATE TABLE person (feels mood DEFAULT 'glad', CHECK (feels > 'sad'));
      INSERT INTO person VALUES ('glad'), ('ok');
      SELECT 1 / (SELECT count(*) FROM person WHERE feels < 'ok');
      INSERT INTO person VALUES ('sad');
      INSERT INTO person VALUES ('mad');`;
    expect(await judge(engine, sql)).toEqual([
      ...["ok", "ok", "ok", "ok", "ok", "ok", "23514 'sad'", "22P02 'mad'"],
    ]);
  });

  test("deferred constraints are checked when psql would commit", async () => {
    const sql = `CREATE TABLE a (id int PRIMARY KEY, b int);
      CREATE TABLE b (id int PRIMARY KEY REFERENCES a DEFERRABLE INITIALLY DEFERRED);
      INSERT INTO b VALUES (1);
      BEGIN; INSERT INTO b VALUES (2); INSERT INTO a VALUES (2); COMMIT;
      ALTER TABLE b ADD COLUMN c int;
      BEGIN; INSERT INTO b VALUES (3); COMMIT;`;
    expect(await judge(engine, sql)).toEqual([
      ...["ok", "ok", "23503 1", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "23503 COMMIT"],
    ]);
  });

  test("what cannot run in a transaction is judged without that", async () => {
    const sql = `CREATE TABLE t (id int);
      CREATE INDEX CONCURRENTLY i ON t (id);
      CREATE INDEX CONCURRENTLY j ON t (nope);
      REINDEX INDEX CONCURRENTLY i;
      REINDEX (CONCURRENTLY) TABLE t;
      DROP INDEX CONCURRENTLY i;
      VACUUM (ANALYZE) t;
      VACUUM nothing;
      VACUUM;
      DISCARD ALL;
      BEGIN; CREATE INDEX CONCURRENTLY k ON t (id); COMMIT;`;
    expect(await judge(engine, sql)).toEqual([
      ...["ok", "ok", "42703 nope", "ok", "ok", "ok", "ok", "42P01 nothing", "ok", "ok"],
      ...["ok", "25001 CONCURRENTLY", "ok"],
    ]);
  });

  test("what is the server's affair is not judged", async () => {
    const sql = `CREATE DATABASE d; ALTER DATABASE d SET work_mem = '1MB'; DROP DATABASE d; ALTER SYSTEM SET work_mem = '1MB';
      CREATE TABLESPACE s LOCATION '/x'; REINDEX DATABASE postgres; ALTER DATABASE d OWNER TO postgres;
      CREATE TABLE t (a text COLLATE "de_DE.utf8") ; CREATE TABLE u (id int) TABLESPACE fast;
      LISTEN news; NOTIFY news; CHECKPOINT;`;
    expect((await judge(engine, sql)).map((verdict) => verdict.split(" ")[0])).toEqual([
      ...Array.from({ length: 9 }, () => "?environment"),
      ...["ok", "ok", "ok"],
    ]);
  });
});
