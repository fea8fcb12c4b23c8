import { expect, test } from "vitest";
import { parseScript } from "../../server/sql";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine({}, "sqlite");

test.each([
  ["CREATE TABLE t (id int); SELECT nope FROM t", "ok 42703:nope"],
  ["CREATE TABLE t (id int); CREATE TABLE T (id int)", "ok 42P07:T"],
  ["CREATE TABLE t (id int, ID text)", "42701:ID"],
  ["CREATE TABLE t (id int); CREATE INDEX i ON t (nope)", "ok 42703:nope"],
  ["CREATE INDEX i ON missing (id)", "42P01:missing"],
  [
    "CREATE TABLE t (id integer PRIMARY KEY, a UNIQUE); INSERT INTO t VALUES (1, 2); INSERT INTO t VALUES (2, 2)",
    "ok ok 23505:t",
  ],
  ["CREATE TABLE t (a NOT NULL); INSERT INTO t VALUES (NULL)", "ok 23502:t"],
  ["CREATE TABLE t (a CHECK (a > 0)); INSERT INTO t VALUES (0)", "ok 23514:t"],
  [
    "PRAGMA foreign_keys = ON; CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE b (a_id REFERENCES a); INSERT INTO b VALUES (1)",
    "ok ok ok 23503:b",
  ],
  ["SELECT nope()", "42883:nope"],
  ["CREATE TABLE t (id int) STRICT; CREATE TABLE u (id number) STRICT", "ok 42804:number"],
  ["BEGIN; CREATE TABLE t (id int); ROLLBACK; SELECT * FROM t", "ok ok ok 42P01:t"],
  [
    "CREATE TABLE t (id int); CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET id = 1; END; INSERT INTO t VALUES (2)",
    "ok ok ok",
  ],
  ["/* 🚀é */ SELECT '🚀', nope", "42703:nope"],
  ["ATTACH 'x.db' AS x", "?refused"],
  ["VACUUM INTO 'x.db'", "?refused"],
  ["SELECT load_extension('x')", "?refused"],
  ["SELECT writefile('x', 'y')", "?refused"],
])("%s", async (sql, expected) => {
  expect((await judge(engine, sql)).map((verdict) => verdict.replace(" ", ":"))).toEqual(expected.split(" "));
});

test("a query without end is ended, and the rest is judged", async () => {
  const sql =
    "CREATE TABLE t (id int); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n; SELECT * FROM t;";
  const { statements } = parseScript(sql, "sqlite");
  const { verdicts } = await engine.run({ document: "endless", statements }, { statementTimeoutMs: 500 });
  expect(verdicts).toEqual([
    { outcome: "accepted" },
    { outcome: "unknown", reason: "timeout" },
    { outcome: "accepted" },
  ]);
});
