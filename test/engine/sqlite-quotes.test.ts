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
