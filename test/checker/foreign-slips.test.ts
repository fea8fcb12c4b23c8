import { expect, test } from "vitest";
import { faults, fullCheck, useEngine } from "./check";

useEngine();

test("what a slip of another dialect explains, SQLite's engine does not say once more", async () => {
  const sql = [
    "CREATE TABLE a (id INTEGER PRIMARY KEY AUTO_INCREMENT);",
    "CREATE TABLE b (id INTEGER PRIMARY KEY, t text DEFAULT ('x'::text));",
    "CREATE TABLE c (id INTEGER PRIMARY KEY, x int,,);",
  ].join("\n");
  expect(faults(sql, await fullCheck(sql, { dialect: "sqlite" }))).toEqual([
    "1 error 42601 AUTO_INCREMENT",
    "2 error 42601 ::",
    "3 error 42601 ,",
  ]);
});
