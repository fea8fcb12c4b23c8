import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dbscst, shell } from "./cli-process";

const clean =
  "CREATE TABLE author (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);\n";
const broken = `${clean}-- 📚
CREATE TABLE book (id bigint PRIMARY KEY, "📖" text, author_id bigint UNIQUE REFERENCES authors (id));
`;

let folder = "";
const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-cli-"));
  mkdirSync(join(folder, "db", "node_modules"), { recursive: true });
  mkdirSync(join(folder, "empty"));
  write("clean.sql", clean);
  write("db/b.sql", broken);
  write("db/A.SQL", clean);
  write("db/node_modules/skipped.sql", "nonsense");
  write("db/readme.md", "nonsense");
  write("bom.sql", `\ufeff${broken}`);
  write("utf-16.sql", Buffer.from(`\ufeff${clean}`, "utf16le"));
  write("utf-16-be.sql", Buffer.from(`\ufeff${clean}`, "utf16le").swap16());
  write("utf-32.sql", Buffer.from([0xff, 0xfe, 0, 0, 0x53, 0, 0, 0]));
  mkdirSync(join(folder, "linked"));
  write("linked/a.sql", broken);
  symlinkSync(".", join(folder, "linked", "again"));
  write("binary.sql", Buffer.from([0x53, 0, 1, 2, 3]));
  write("latin.sql", Buffer.from([0x53, 0xe9, 0x20]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = {
  range: { start: { line: 2, character: 88 }, end: { line: 2, character: 95 } },
  severity: "error",
  code: "42P01",
  source: "dbscst",
};

describe("dbscst check", () => {
  it("says nothing wrong of a clean file and ends with 0", async () => {
    expect(await dbscst(["check", "clean.sql"], { cwd: folder })).toEqual({
      code: 0,
      stdout: "No problems in 1 file, run on a real database.\n",
      stderr: "",
      leftovers: [],
    });
  });

  it("gives problems as one JSON array, counted from 0 in UTF-16, and ends with 1", async () => {
    const { code, stdout } = await dbscst(["check", "db", "--format", "json"], { cwd: folder });
    const problems = JSON.parse(stdout) as { message: string }[];
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: "db/b.sql", ...found });
    expect(problems[0]?.message).toContain('relation "authors" does not exist');
    expect(code).toBe(1);
  });

  it("shows the line and the words for people", async () => {
    const { stdout } = await dbscst(["check", "db/b.sql"], { cwd: folder });
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^db\/b\.sql:3:89 error relation "authors" does not exist.* 42P01$/);
    expect(lines[1]).toMatch(/^ {2}3 │ .*REFERENCES authors \(id\)\);$/);
    // The book is two columns wide and two code units long.
    expect(lines[2]?.indexOf("^")).toBe(lines[1]?.indexOf("authors"));
    expect(stdout.endsWith("1 error in 1 file, run on a real database.\n")).toBe(true);
  });

  it("reads globs, standard input and files with a byte order mark alike", async () => {
    const globbed = await dbscst(["check", "{db,nowhere}/*.sql", "--format", "json"], { cwd: folder });
    const piped = await dbscst(["check", "-", "--format", "json"], { cwd: folder, input: broken });
    const marked = await dbscst(["check", "bom.sql", "--format", "json"], { cwd: folder });
    expect([globbed, piped, marked].map(({ stdout }) => JSON.parse(stdout) as unknown)).toMatchObject([
      [{ file: "db/b.sql", ...found }],
      [{ file: "<stdin>", ...found }],
      [{ file: "bom.sql", ...found }],
    ]);
    expect((await dbscst(["check", "utf-16.sql", "utf-16-be.sql"], { cwd: folder })).code).toBe(0);
  });

  it("checks a file once that links lead to in several ways", async () => {
    const { stdout } = await dbscst(["check", "linked", "--no-engine", "--format", "json"], { cwd: folder });
    expect((JSON.parse(stdout) as { file: string }[]).map(({ file }) => file)).toEqual(["linked/a.sql"]);
  });

  it("parses and lints without an engine when asked to", async () => {
    const { stdout, code } = await dbscst(["check", "db/b.sql", "--no-engine", "--format", "json"], {
      cwd: folder,
    });
    expect(JSON.parse(stdout)).toMatchObject([{ ...found, code: "unknown-table" }]);
    expect(code).toBe(1);
  });

  it("speaks SARIF and GitHub's workflow commands, which count from 1", async () => {
    const sarif = await dbscst(["check", "db/b.sql", "--format", "sarif"], { cwd: folder });
    expect(JSON.parse(sarif.stdout)).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          columnKind: "utf16CodeUnits",
          results: [
            {
              ruleId: "42P01",
              level: "error",
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "db/b.sql" },
                    region: { startLine: 3, startColumn: 89, endLine: 3, endColumn: 96 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
    const github = await dbscst(["check", "db/b.sql", "--format", "github"], { cwd: folder });
    expect(github.stdout).toMatch(
      /^::error file=db\/b\.sql,line=3,endLine=3,col=89,endColumn=96,title=dbscst 42P01::relation "authors"/,
    );
  });

  it("runs SQLite's engine, also when its code comes from the cache", async () => {
    const input = "CREATE TABLE a (id INTEGER PRIMARY KEY);\nSELECT no_such(id) FROM a;\n";
    for (let start = 0; start < 2; start++) {
      const run = await dbscst(["check", "-", "--dialect", "sqlite", "--format", "json"], { input });
      const found = JSON.parse(run.stdout) as { code: string }[];
      expect([run.code, found.map(({ code }) => code), run.stderr]).toEqual([1, ["42883"], ""]);
    }
  });

  it("ends with 1 when there are more warnings than allowed", async () => {
    const input = "CREATE TABLE keyless (name text);\n";
    const strict = await dbscst(["check", "-", "--max-warnings", "0"], { input });
    expect([strict.code, strict.stderr]).toEqual([
      1,
      "dbscst: 1 warning, more than the 0 of --max-warnings.\n",
    ]);
    expect((await dbscst(["check", "-", "--max-warnings", "1"], { input })).code).toBe(0);
  });

  it("parses and lints a file whose statements do not end in time", async () => {
    const loop = "DO $$ BEGIN LOOP END LOOP; END $$;\n".repeat(20);
    const { code, stdout } = await dbscst(["check", "-", "--timeout", "1"], { input: loop });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        "! <stdin>: checked without the database engine: running its statements took longer than the 1 s of --timeout.\n" +
        "No problems in 1 file, not run on a real database.\n",
    });
  });

  it.each([
    ["missing.sql", "dbscst: missing.sql: no such file or folder.\n"],
    ["*.ddl", "dbscst: *.ddl: no file matches.\n"],
    ["empty", "dbscst: empty: the folder holds no .sql file.\n"],
    ["utf-32.sql", "dbscst: 'utf-32.sql' is binary data, not SQL text.\n"],
    ["binary.sql", "dbscst: 'binary.sql' is binary data, not SQL text.\n"],
    ["latin.sql", "dbscst: 'latin.sql' is not UTF-8 text. Save it as UTF-8 and check it again.\n"],
  ])("says why %s cannot be checked and ends with 2", async (argument, stderr) => {
    expect(await dbscst(["check", argument], { cwd: folder })).toMatchObject({ code: 2, stdout: "", stderr });
  });

  it("checks what it can read beside what it cannot", async () => {
    const { code, stdout, stderr } = await dbscst(["check", "missing.sql", "clean.sql"], { cwd: folder });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "No problems in 1 file, run on a real database.\n",
      stderr: "dbscst: missing.sql: no such file or folder.\n",
    });
  });

  it.each([
    [["check", "--format", "xml"], "--format is one of pretty, json, sarif, github; it cannot be 'xml'."],
    [
      ["check", "--dialect", "oracle"],
      "--dialect is one of auto, postgresql, mysql, mariadb, sqlite; it cannot be 'oracle'.",
    ],
    [
      ["check", "--max-warnings", "many"],
      "--max-warnings takes a whole number of at least 0; it cannot be 'many'.",
    ],
    [["check", "--quiet"], "Unknown option '--quiet'."],
    [["chek"], "There is no command 'chek'. 'dbscst --help' lists the ones that there are."],
  ])("ends with 2 for %j", async (args, message) => {
    expect(await dbscst(args)).toMatchObject({ code: 2, stdout: "", stderr: `dbscst: ${message}\n` });
  });

  it("writes a large result whole, and is quiet when the reader leaves early", async () => {
    write("many.sql", Array.from({ length: 3_000 }, (_, n) => `CREATE TABLE t${n} (name text);\n`).join(""));
    const whole = await shell("$DBSCST check many.sql --no-engine --format json | cat", { cwd: folder });
    expect(JSON.parse(whole.stdout)).toHaveLength(3_000);
    const cut = await shell("$DBSCST check many.sql --no-engine --format json | head -n 1", { cwd: folder });
    expect([cut.stdout, cut.stderr]).toEqual(["[\n", ""]);
  });
});

describe("dbscst", () => {
  it("tells about itself and each command", async () => {
    const { code, stdout } = await dbscst(["--help"]);
    expect(code).toBe(0);
    const names = [...stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name]) => name ?? "");
    expect(names).toEqual(expect.arrayContaining(["check", "generate", "serve", "lsp"]));
    for (const name of names) {
      const help = await dbscst([name, "--help"]);
      expect([help.code, help.stdout.split("\n")[0]?.startsWith(`Usage: dbscst ${name}`)]).toEqual([0, true]);
    }
    expect((await dbscst(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
