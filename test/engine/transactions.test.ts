import { expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

test.each([
  ["ROLLBACK undoes", "BEGIN; CREATE TABLE t (id int); ROLLBACK; SELECT * FROM t", "ok ok ok 42P01:t"],
  ["COMMIT keeps", "BEGIN; CREATE TABLE t (id int); COMMIT; SELECT * FROM t", "ok ok ok ok"],
  [
    "END and ABORT are the same",
    "BEGIN; CREATE TABLE t (id int); END; START TRANSACTION; DROP TABLE t; ABORT; SELECT * FROM t",
    "ok ok ok ok ok ok ok",
  ],
  [
    "an error leaves the rest of its transaction to be judged",
    "BEGIN; CREATE TABLE t (id itn); CREATE TABLE u (id int); CREATE TABLE v (id tni); COMMIT; SELECT * FROM u",
    "ok 42704:itn ok 42704:tni ok ok",
  ],
  [
    "savepoints",
    "BEGIN; CREATE TABLE a (id int); SAVEPOINT s; CREATE TABLE b (id int); ROLLBACK TO s; COMMIT; SELECT * FROM a; SELECT * FROM b",
    "ok ok ok ok ok ok ok 42P01:b",
  ],
  [
    "a released savepoint is gone",
    "BEGIN; SAVEPOINT s; RELEASE s; ROLLBACK TO s; COMMIT",
    "ok ok ok 3B001:s ok",
  ],
  [
    "an inner savepoint hides an outer one of the same name",
    "BEGIN; SAVEPOINT s; CREATE TABLE a (id int); SAVEPOINT s; CREATE TABLE b (id int); ROLLBACK TO s; SELECT * FROM a; RELEASE s; ROLLBACK TO s; SELECT * FROM a; ROLLBACK",
    "ok ok ok ok ok ok ok ok ok 42P01:a ok",
  ],
  ["savepoints need a transaction", "SAVEPOINT s; RELEASE s", "25P01:SAVEPOINT 25P01:RELEASE"],
  ["COMMIT and ROLLBACK without a transaction warn only", "COMMIT; ROLLBACK", "ok ok"],
  [
    "AND CHAIN begins another",
    "BEGIN; CREATE TABLE a (id int); COMMIT AND CHAIN; CREATE TABLE b (id int); ROLLBACK; SELECT * FROM a; SELECT * FROM b",
    "ok ok ok ok ok ok 42P01:b",
  ],
  [
    "SET LOCAL ends with its transaction",
    "CREATE SCHEMA s; CREATE TABLE s.t (id int); BEGIN; SET LOCAL search_path = s; SELECT * FROM t; COMMIT; SELECT * FROM t",
    "ok ok ok ok ok ok 42P01:t",
  ],
  [
    "SET LOCAL outside of one does nothing",
    "CREATE SCHEMA s; CREATE TABLE s.t (id int); SET LOCAL search_path = s; SELECT * FROM t",
    "ok ok ok 42P01:t",
  ],
  [
    "SET LOCAL of a function ends with the statement that called it",
    "CREATE SCHEMA s; CREATE TABLE s.t (id int); CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SET LOCAL search_path = s; PERFORM * FROM t; END $$; SELECT f(); SELECT * FROM t; CREATE TABLE t (id int)",
    "ok ok ok ok 42P01:t ok",
  ],
  [
    "SET LOCAL of a function ends with the transaction in which it was called",
    "CREATE SCHEMA s; CREATE TABLE s.t (id int); BEGIN; DO $$ BEGIN PERFORM set_config('search_path', 's', true); END $$; SELECT * FROM t; COMMIT; SELECT * FROM t",
    "ok ok ok ok ok ok 42P01:t",
  ],
  [
    "set_config of a transaction ends with its statement",
    "SELECT set_config('search_path', '', true); CREATE TABLE t (id int)",
    "ok ok",
  ],
  [
    "ROLLBACK takes settings back",
    "CREATE SCHEMA s; CREATE TABLE s.t (id int); BEGIN; SET search_path = s; ROLLBACK; SELECT * FROM t",
    "ok ok ok ok ok 42P01:t",
  ],
  [
    "isolation levels are taken as they come",
    "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; SET TRANSACTION READ ONLY; COMMIT; CREATE TABLE t (id int)",
    "ok ok ok ok ok",
  ],
  [
    "what needs a transaction block is refused outside of one",
    "CREATE TABLE t (id int); LOCK TABLE t; DECLARE c CURSOR FOR SELECT 1; DECLARE d CURSOR WITH HOLD FOR SELECT 1; BEGIN; LOCK TABLE t; COMMIT",
    "ok 25P01:LOCK 25P01:DECLARE ok ok ok ok",
  ],
  [
    "what refuses a transaction block is refused in one",
    "BEGIN; CREATE DATABASE d; DISCARD ALL; REINDEX SCHEMA public; COMMIT; REINDEX SCHEMA public; REINDEX SCHEMA nowhere",
    "ok 25001:d 25001:DISCARD 25001:REINDEX ok ok 3F000:nowhere",
  ],
  [
    "a partitioned table is indexed anew outside of a block only",
    "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE INDEX p_id ON p (id); REINDEX TABLE p; BEGIN; REINDEX INDEX p_id; COMMIT",
    "ok ok ?environment:25001:REINDEX ok 25001:REINDEX ok",
  ],
  [
    "a cursor is closed when its transaction ends",
    "CREATE TABLE t (id int); BEGIN; DECLARE c CURSOR FOR SELECT * FROM t; FETCH c; COMMIT; DROP TABLE t; FETCH c",
    "ok ok ok ok ok ok 34000:c",
  ],
  [
    "ON COMMIT DROP",
    "CREATE TEMP TABLE t (id int) ON COMMIT DROP; CREATE TEMP TABLE t (id int) ON COMMIT DROP; BEGIN; CREATE TEMP TABLE t ON COMMIT DROP AS SELECT 1 AS id; SELECT * FROM t; COMMIT; SELECT * FROM t",
    "ok ok ok ok ok ok 42P01:t",
  ],
  ["two-phase commit is the server's affair", "BEGIN; PREPARE TRANSACTION 'x'", "ok ?environment"],
])("%s", async (_name, sql, expected) => {
  expect((await judge(engine, sql)).map((verdict) => verdict.replaceAll(" ", ":"))).toEqual(
    expected.split(" "),
  );
});
