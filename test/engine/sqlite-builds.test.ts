import { expect, it } from "vitest";
import { faults, fullCheck, useEngine } from "../checker/check";

useEngine();

it("a text in double quotes is a warning, since most builds of SQLite take it, and the statement has its effect", async () => {
  const sql = [
    'CREATE TABLE t (a TEXT CHECK (a <> "none"), b TEXT);',
    'INSERT INTO t (a, b) VALUES ("some", "text");',
    "INSERT INTO t (a, missing) VALUES (1, 2);",
    'SELECT "nothing" FROM nowhere;',
    'INSERT INTO t VALUES ("one");',
    "SELECT a FROM t;",
  ].join("\n");
  expect(faults(sql, await fullCheck(sql, { dialect: "sqlite" }))).toEqual([
    '1 warning 42703 "none"',
    '2 warning 42703 "some"',
    "3 error 42703 missing",
    "4 error 42P01 nowhere",
    "5 error HY000 t",
  ]);
});

it("what other builds of SQLite have is information", async () => {
  const sql = [
    "CREATE TABLE t (a INT);",
    "DELETE FROM t ORDER BY a LIMIT 1;",
    "UPDATE t SET a = 1 LIMIT 1;",
    "SELECT value FROM generate_series (1, 9);",
    "SELECT sha3('a');",
    "SELECT a FROM t ORDER ORDER BY a;",
    "SELECT shaa3('a');",
  ].join("\n");
  expect(faults(sql, await fullCheck(sql, { dialect: "sqlite" }))).toEqual([
    "2 information 42601 ORDER",
    "3 information 42601 LIMIT",
    "4 information 42P01 generate_series",
    "5 information 42883 sha3",
    "6 error 42601 ORDER",
    "7 error 42883 shaa3",
  ]);
});
