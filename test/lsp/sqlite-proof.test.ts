import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngines, noEngines, type Engines } from "../../server/engine/node";
import { proveOnSqlite } from "../../server/lsp/sqlite-proof";
import { downMigration, printUndoing } from "../../server/language";
import { loadParsers } from "../../server/sql";

let engines: Engines;
beforeAll(async () => {
  await loadParsers();
  engines = await createEngines();
});
afterAll(() => engines.dispose());

const { signal } = new AbortController();
const before =
  "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT CHECK (x <> ''), y INT);\nCREATE INDEX a_x ON a (x);\n";

/** What is known of a way back: `proven`, or the difference that it leaves. */
async function proof(up: string, back: string): Promise<string | undefined> {
  const found = await proveOnSqlite(engines, { done: [before, up, back], wanted: [before] }, signal);
  return found && (found.holds ? "proven" : found.reason.replace(/^.*difference: /, ""));
}

describe("the way back from a migration of SQLite", () => {
  it.each([
    ["CREATE TABLE b (a_id INT REFERENCES a);\nALTER TABLE a ADD COLUMN z TEXT;"],
    ['ALTER TABLE a RENAME TO "the a";\nCREATE VIEW v AS SELECT x FROM "the a";'],
    ["DROP INDEX a_x;\nALTER TABLE a DROP COLUMN y;\nCREATE UNIQUE INDEX a_y ON a (x);"],
  ])("is proven by running it: %s", async (up) => {
    expect(await proof(up, printUndoing(downMigration([before], up, "sqlite").undoings))).toBe("proven");
  });

  it.each([
    ["ALTER TABLE a ADD COLUMN z TEXT;", "", 'table "a" is not as it was before.'],
    ["CREATE TABLE b (id INT);", "", 'table "b" is left.'],
    ["DROP INDEX a_x;", "", 'index "a_x" does not come back.'],
    ["DROP INDEX a_x;", "CREATE INDEX a_x ON a (y);", 'index "a_x" is not as it was before.'],
  ])("is not where it leaves a difference: %s", async (up, back, left) => {
    expect(await proof(up, back)).toBe(left);
  });

  it("is not known where there is no engine", async () => {
    expect(await proveOnSqlite(noEngines, { done: [before], wanted: [before] }, signal)).toBeUndefined();
  });
});
