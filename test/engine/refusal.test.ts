import { expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

test.each([
  "COPY pg_class TO PROGRAM 'cat'",
  "COPY pg_class FROM PROGRAM 'cat'",
  "COPY pg_class TO '/tmp/x'",
  "COPY pg_class FROM '/tmp/x'",
  "LOAD 'auto_explain'",
  "CREATE FUNCTION f() RETURNS int AS 'lib', 'f' LANGUAGE c",
  "CREATE FUNCTION f() RETURNS int LANGUAGE C AS 'lib', 'f'",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_catalog.pg_read_binary_file ('/etc/passwd')",
  "SELECT * FROM pg_ls_dir('.')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT lo_export(1, '/tmp/x')",
  "SELECT dblink_connect('host=example.org')",
  "SELECT * FROM dblink('host=example.org', 'SELECT 1') AS t (a int)",
  "INSERT INTO t VALUES (pg_read_file('/etc/passwd'))",
  "SELECT pg_terminate_backend(1)",
  "CREATE SUBSCRIPTION s CONNECTION 'host=example.org' PUBLICATION p",
  "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z",
  "DO $$ BEGIN EXECUTE 'x'; COPY t TO PROGRAM 'cat'; END $$",
  "DO $$ BEGIN COPY t FROM '/etc/passwd'; END $$",
  "DO $x$ BEGIN PERFORM pg_read_file('/etc/passwd'); END $x$",
])("%s is refused", async (sql) => {
  expect(await judge(engine, `CREATE TABLE t (a text);\n${sql};\nSELECT * FROM t;`)).toEqual([
    "ok",
    "?refused",
    "ok",
  ]);
});

test("names alone are not refused", async () => {
  const sql = `CREATE TABLE pg_read_file (dblink int, program text);
    COMMENT ON COLUMN pg_read_file.program IS 'COPY x TO PROGRAM y';
    CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_read_file('x'); END $$;
    DO $$ BEGIN -- COPY t TO PROGRAM 'cat'
      NULL; END $$;
    SELECT dblink FROM pg_read_file;`;
  expect(await judge(engine, sql)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
});

test("files and programs of this machine are not there even where nothing is refused", async () => {
  const sql = `CREATE FUNCTION f(path text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN pg_read_file(path); END $$;
    SELECT f('/etc/passwd');`;
  const [, verdict] = await judge(engine, sql);
  expect(verdict).toMatch(/^58P01|^\?environment 58P01/);
});
