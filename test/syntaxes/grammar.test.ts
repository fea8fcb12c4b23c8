import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");
const snapshots = join(root, "node_modules", "vscode-tmgrammar-test", "dist", "snapshot.js");
const grammar = join(root, "syntaxes", "sql.tmLanguage.json");
const cases = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".sql"));

/** After a wanted change: `npx vscode-tmgrammar-snap -u -g syntaxes/sql.tmLanguage.json 'test/syntaxes/*.sql'`. */
describe("the SQL grammar", () => {
  it("has cases", () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases)("gives every word of %s its scope", async (file) => {
    const args = [snapshots, "-g", grammar, "-s", "source.sql", join(import.meta.dirname, file)];
    const outcome = await run(process.execPath, args, { cwd: root }).catch((error: unknown) => error);
    expect(outcome).not.toBeInstanceOf(Error);
  });
});
