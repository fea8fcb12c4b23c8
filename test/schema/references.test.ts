import { beforeAll, describe, expect, it } from "vitest";
import { loadParsers } from "../../server/sql";
import { mentions, missing, schemaOf } from "./schema-of";

beforeAll(loadParsers);

const table = "CREATE TABLE t (id int PRIMARY KEY, name text);\n";

describe("what is not there", () => {
  it.each([
    ["CREATE TABLE u (x int REFERENCES tt)", ["relation tt"]],
    ["CREATE TABLE u (x int REFERENCES t (idd))", ["column idd"]],
    ["CREATE TABLE u (x int, FOREIGN KEY (y) REFERENCES t)", ["column y"]],
    ["CREATE TABLE u (x int, PRIMARY KEY (y), CHECK (z > 0))", ["column y", "column z"]],
    ["CREATE INDEX ON t (nam, lower(nme)) WHERE iid > 0", ["column nam", "column nme", "column iid"]],
    ["ALTER TABLE tt ADD x int", ["relation tt"]],
    ["ALTER TABLE t DROP COLUMN x, ALTER nam SET NOT NULL", ["column x", "column nam"]],
    ["CREATE TABLE u (x mood)", ["type mood"]],
    ["CREATE FUNCTION f() RETURNS mood LANGUAGE plpgsql AS ''", ["type mood"]],
    ["CREATE FUNCTION f(mood) RETURNS int AS 'x' LANGUAGE C", ["type mood"]],
    ["CREATE VIEW v AS SELECT a.nam, id, x FROM t a", ["column nam", "column x"]],
    ["CREATE VIEW v AS SELECT s.y FROM (SELECT id AS x FROM t) s", ["column y"]],
    ["WITH c AS (SELECT id FROM t) SELECT idd FROM c", ["column idd"]],
    ["SELECT 1 FROM t WHERE EXISTS (SELECT 1 FROM t u WHERE u.id = t.idd)", ["column idd"]],
    ["INSERT INTO t (id, nam) VALUES (1, 'x')", ["column nam"]],
    ["UPDATE t SET nam = 'x' WHERE idd = 1", ["column nam", "column idd"]],
    ["COMMENT ON COLUMN t.x IS 'y'", ["column x"]],
    ["CREATE POLICY p ON t USING (owner = 1)", ["column owner"]],
    ["CREATE TRIGGER g BEFORE UPDATE OF x ON t EXECUTE FUNCTION f()", ["column x", "routine f"]],
    ["GRANT SELECT ON t, tt TO public", ["relation tt"]],
    ["DROP TABLE t; SELECT 1 FROM t", ["relation t"]],
    ["ALTER TABLE t RENAME TO u; SELECT 1 FROM t", ["relation t"]],
    ["CREATE TABLE u (x int DEFAULT nextval('u_seq'::regclass))", ["relation u_seq"]],
    ["DROP TRIGGER g ON t", ["trigger g"]],
  ])("%s", (text, expected) => {
    expect(missing(table + text)).toEqual(expected);
  });
});

describe("what is there, or cannot be told", () => {
  it.each([
    "SELECT * FROM pg_class, information_schema.tables, auth.users WHERE relname = 'x' AND users.id = 1",
    "SELECT t, t.ctid, xmin FROM t ORDER BY 1",
    "SELECT id AS n FROM t ORDER BY n",
    "SELECT x.a FROM json_to_recordset('[]') AS x(a int), generate_series(1, 2) g WHERE g > 1",
    "SELECT (SELECT max(id) FROM t u WHERE u.name = t.name) FROM t",
    "WITH RECURSIVE r AS (SELECT id FROM t UNION ALL SELECT r.id FROM r JOIN t USING (id)) SELECT id FROM r",
    "INSERT INTO t AS a (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING a.id",
    "CREATE EXTENSION citext; CREATE TABLE u (x citext, y public.citext)",
    'CREATE TABLE u (x int, CHECK (u.x > 0), y int4, z _text, w "char", v timestamp(3) with time zone)',
    "ALTER TABLE t DROP CONSTRAINT t_pkey; ALTER TABLE t DROP CONSTRAINT IF EXISTS nothing",
    "DROP TABLE IF EXISTS nothing; ALTER TABLE IF EXISTS nothing ADD x int",
    "DO $$ BEGIN EXECUTE 'CREATE TABLE made (x int)'; END $$; SELECT x FROM made",
    "CREATE TABLE made (x int,,); SELECT x, y FROM made",
    "CREATE TABLE s (id serial); SELECT nextval('s_id_seq'::regclass); ALTER SEQUENCE s_id_seq RESTART",
    "ALTER TABLE t ADD s serial, ADD i int GENERATED ALWAYS AS IDENTITY; GRANT USAGE ON SEQUENCE t_s_seq, t_i_seq TO public",
    "ALTER TABLE t ALTER id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.own_seq); ALTER SEQUENCE public.own_seq RESTART",
    "CREATE FUNCTION p_in(cstring) RETURNS p AS 'x', 'p_in' LANGUAGE C; CREATE FUNCTION p_out(p) RETURNS cstring AS 'x' LANGUAGE C",
    "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT a + id FROM t WHERE x = 1 $$",
    "CREATE RULE r AS ON INSERT TO t DO ALSO UPDATE t SET name = new.name WHERE id = old.id",
    "COPY t (id, name) FROM stdin;\n1\tx\n\\.\n",
    "SET search_path = other, public; SELECT 1 FROM anything",
  ])("%s", (text) => {
    expect(missing(table + text)).toEqual([]);
  });
});

it("holds every mention with its place, in the order of the text", () => {
  const text = 'CREATE TABLE "T" (a int); CREATE VIEW public.v AS SELECT x.a FROM "T" AS x;';
  expect(mentions(text, "yes")).toEqual([
    'relation "T"',
    "column a",
    "schema public",
    "relation v",
    "column a",
    'relation "T"',
  ]);
  expect(schemaOf(text).references.at(-2)).toMatchObject({
    name: "a",
    relation: { schema: "public", name: "T" },
    span: { start: text.indexOf("x.a") + 2, end: text.indexOf("x.a") + 3 },
    fullSpan: { start: text.indexOf("x.a"), end: text.indexOf("x.a") + 3 },
  });
});

describe("duplicates", () => {
  it.each([
    ["CREATE TABLE t (x int)", ["relation t"]],
    ["CREATE VIEW t AS SELECT 1", ["relation t"]],
    ["CREATE TABLE u (a int, A text)", ["column a"]],
    ["ALTER TABLE t ADD name int", ["column name"]],
    ["ALTER TABLE t RENAME id TO name", ["column name"]],
    ["CREATE INDEX i ON t (id); CREATE INDEX i ON t (name)", ["relation i"]],
    ["CREATE TYPE e AS ENUM ('a'); CREATE TYPE e AS (x int)", ["type e"]],
    ["CREATE SCHEMA s; CREATE SCHEMA s", ["schema s"]],
    [
      "ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0); ALTER TABLE t ADD CONSTRAINT c CHECK (id > 1)",
      ["constraint c"],
    ],
    ["CREATE POLICY p ON t; CREATE POLICY p ON t", ["policy p"]],
    ["CREATE TABLE IF NOT EXISTS t (x int); CREATE SCHEMA IF NOT EXISTS public", []],
    ["CREATE VIEW v AS SELECT 1; CREATE OR REPLACE VIEW v AS SELECT 2", []],
    ["ALTER TABLE t ADD COLUMN IF NOT EXISTS name text", []],
    ["DROP TABLE t; CREATE TABLE t (x int)", []],
    ["CREATE TEMP TABLE t (x int)", []],
    ["BEGIN; CREATE TABLE u (x int); ROLLBACK; CREATE TABLE u (x int)", []],
  ])("%s", (text, expected) => {
    expect(schemaOf(table + text).duplicates.map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
  });
});
