import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startModelServer } from "../model-server/server.mjs";
import { dbscst, shell } from "./cli-process";

const brief = "A library lends copies of books to members. A book has an ISBN, a title and authors.";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-generate-"));
  writeFileSync(join(folder, "brief.md"), brief);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const builtin = ["generate", "--provider", "builtin"];

describe("dbscst generate", () => {
  it("turns a brief into SQL that the checker accepts", async () => {
    const { code, stdout } = await dbscst([...builtin, brief]);
    expect(code).toBe(0);
    expect((await dbscst(["check", "-"], { input: stdout })).code).toBe(0);
  });

  it("designs as the configuration file beside the result says, unless an option does", async () => {
    const root = mkdtempSync(join(tmpdir(), "dbscst-configured-"));
    const config = join(root, "dbscst.config.json");
    const [order, out] = [
      "An order has a number and a status (open, paid or shipped).",
      join(root, "db", "shop.sql"),
    ];
    mkdirSync(join(root, "db"));
    writeFileSync(config, '{ "dialect": "sqlite", "generate": { "keys": "uuid", "categories": "lookup" } }');
    const text = async (...options: readonly string[]) => {
      expect((await dbscst([...builtin, order, "--out", out, ...options])).code).toBe(0);
      return readFileSync(out, "utf8");
    };
    expect(await text()).toMatch(/order_statuses[^]*id text not null primary key/i);
    const options = ["--dialect", "postgresql", "--keys", "identity", "--categories", "enum"];
    expect(await text(...options)).toMatch(
      /create type order_status as enum[^]*generated always as identity/i,
    );
    writeFileSync(config, '{ "generate": { "keys": "serial" } }');
    const { code, stderr } = await dbscst([...builtin, order], { cwd: join(root, "db") });
    rmSync(root, { recursive: true });
    expect([code, stderr]).toEqual([
      2,
      'dbscst: ../dbscst.config.json:1:17: "keys" is one of identity, uuid.\n',
    ]);
  });

  it("adds sample rows that the database takes", async () => {
    const { code, stdout, stderr } = await dbscst([...builtin, "--samples", "3", brief]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/INSERT INTO members/);
    expect(stderr).toContain("The database took all of them.");
    expect((await dbscst(["check", "-"], { input: stdout })).code).toBe(0);
    const again = await dbscst([...builtin, "--samples", "3", "--format", "json", brief]);
    const { sql, samples } = JSON.parse(again.stdout) as {
      sql: string;
      samples: { sql: string; proven: boolean };
    };
    expect(samples.proven).toBe(true);
    expect(stdout).toBe(`${sql.trimEnd()}\n\n${samples.sql}`);
    expect((await dbscst([...builtin, "--samples", "0", brief])).code).toBe(2);
  });

  it("reads the brief from a file and from standard input alike", async () => {
    const given = await dbscst([...builtin, brief]);
    const file = await dbscst([...builtin, "brief.md"], { cwd: folder });
    const piped = await dbscst([...builtin, "-"], { input: brief });
    expect([file.stdout, piped.stdout]).toEqual([given.stdout, given.stdout]);
  });

  it("gives the fields of the contract as JSON", async () => {
    const { stdout } = await dbscst([...builtin, "--format", "json", brief]);
    const outcome = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(outcome)).toEqual(
      expect.arrayContaining([
        "sql",
        "dialect",
        "provider",
        "rounds",
        "problems",
        "assumptions",
        "uncovered",
        "tables",
        "timings",
      ]),
    );
    expect(outcome).toMatchObject({ dialect: "postgresql", provider: "builtin", rounds: 1 });
  });

  it("writes the file whole and leaves nothing beside it", async () => {
    const { code, stdout } = await dbscst([...builtin, brief, "--out", "schema.sql"], { cwd: folder });
    expect([code, stdout]).toEqual([0, ""]);
    expect(readFileSync(join(folder, "schema.sql"), "utf8")).toMatch(/create table/i);
    expect(readdirSync(folder).sort()).toEqual(["brief.md", "schema.sql"]);
  });

  it("keeps the old file when the new one does not fit", async () => {
    const before = readFileSync(join(folder, "schema.sql"), "utf8");
    const { code, stderr } = await shell(
      `ulimit -f 0; exec $DBSCST generate --provider builtin 'Online shop' --out schema.sql`,
      { cwd: folder },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/dbscst: --out schema\.sql: .*Nothing was written\.\n$/);
    expect(readFileSync(join(folder, "schema.sql"), "utf8")).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(["brief.md", "schema.sql"]);
  });

  it.runIf(process.platform === "linux")("says that the disk is full", async () => {
    const { code, stderr } = await dbscst([...builtin, brief, "--out", "/dev/full"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/dbscst: --out \/dev\/full: the disk is full\. Nothing was written\.\n$/);
  });

  it.each([
    [[], "The brief is empty. Say in a sentence or more what the database is to hold."],
    [["an", "unquoted", "brief"], "Give the brief as one argument: put it in quotes."],
    [["x", "--out", "nowhere/x.sql"], "--out nowhere/x.sql: no such file or folder."],
    [["x", "--out", "."], "--out .: it is a folder."],
    [
      ["x", "--provider", "backend"],
      "--provider backend is for the editor, which has the account; use openai (with --base-url or a key) or builtin.",
    ],
    [["x", "--provider", "oracle"], "--provider is one of auto, openai, builtin; it cannot be 'oracle'."],
    [
      ["x", "--base-url", "localhost"],
      "--base-url takes an address such as http://localhost:11434/v1; it cannot be 'localhost'.",
    ],
    [["x", "--timeout", "0"], "--timeout takes a whole number of at least 1; it cannot be '0'."],
  ])("ends with 2 for %j", async (args, message) => {
    expect(await dbscst(["generate", ...args], { cwd: folder })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `dbscst: ${message}\n`,
    });
  });

  it("says that no key is set", async () => {
    const { code, stdout, stderr } = await dbscst(["generate", brief, "--provider", "openai"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("OPENAI_API_KEY");
  });

  it("asks an OpenAI-compatible server, with the key of the environment", async () => {
    const sql =
      "CREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);";
    const server = await startModelServer([{ text: `\`\`\`sql\n${sql}\n\`\`\``, chunkSize: 7 }]);
    try {
      const args = ["generate", brief, "--provider", "openai", "--base-url", server.url, "--model", "m"];
      const { code, stdout } = await dbscst(args, { env: { OPENAI_API_KEY: "sk-test" } });
      expect(stdout).toContain("CREATE TABLE book");
      expect(code).toBe(0);
      expect(server.chats()[0]?.headers.authorization).toBe("Bearer sk-test");
    } finally {
      await server.close();
    }
  });

  it("gives up on a model that falls silent, after the time that was given", async () => {
    const server = await startModelServer([{ text: "CREATE TABLE x (", chunkSize: 4, stallAfter: 2 }]);
    try {
      const { code, stdout, stderr } = await dbscst([
        ...["generate", brief, "--provider", "openai", "--base-url", server.url, "--model", "m"],
        ...["--timeout", "1", "--out", join(folder, "stalled.sql")],
      ]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr.trimEnd().split("\n").at(-1)).toMatch(/^dbscst: /);
      expect(readdirSync(folder)).not.toContain("stalled.sql");
    } finally {
      await server.close();
    }
  });

  it("ends with 130 when interrupted, and leaves nothing", async () => {
    const server = await startModelServer([{ text: "CREATE TABLE x (", chunkSize: 4, stallAfter: 2 }]);
    try {
      const { code, stdout, leftovers } = await dbscst(
        [
          ...["generate", brief, "--provider", "openai", "--base-url", server.url, "--model", "m"],
          ...["--out", join(folder, "interrupted.sql")],
        ],
        { interrupt: (stderr) => (stderr.includes("writes") ? "SIGINT" : undefined) },
      );
      expect({ code, stdout, leftovers }).toEqual({ code: 130, stdout: "", leftovers: [] });
      expect(readdirSync(folder).filter((file) => file.includes("interrupted"))).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
