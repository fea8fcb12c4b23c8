import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dbscst, shell } from "./cli-process";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-cli-inputs-"));
  chmodSync(folder, 0o755);
  execFileSync("mkfifo", [join(folder, "pipe.sql")]);
  mkdirSync(join(folder, "mixed"));
  execFileSync("mkfifo", [join(folder, "mixed", "0001_pipe.sql")]);
  writeFileSync(join(folder, "mixed", "0002_file.sql"), "SELEC 1;\n");
  mkdirSync(join(folder, "closed", "inner"), { recursive: true });
  writeFileSync(join(folder, "closed", "open.sql"), "SELECT 1;\n");
  chmodSync(join(folder, "closed", "inner"), 0);
  writeFileSync(join(folder, "many.sql"), "SELEC 1;\n".repeat(20_000));
});
afterAll(() => {
  chmodSync(join(folder, "closed", "inner"), 0o755);
  rmSync(folder, { recursive: true, force: true });
});

/** A line of sh that must end by itself within twenty seconds; 124 where it does not. */
const within = (line: string) => shell(`timeout 20 ${line}`, { cwd: folder });

describe("what dbscst check is given to read", () => {
  it("waits for the writer of a named pipe, and reads what it writes", async () => {
    const { code, stdout } = await within(
      'sh -c \'(sleep 1; echo "SELEC 1;" > pipe.sql) & exec "$@"\' - $DBSCST check --no-engine pipe.sql',
    );
    expect(stdout).toMatch(/^pipe\.sql:1:1 error syntax error at or near "SELEC"/);
    expect(code).toBe(1);
  });

  it.each([
    ["SIGINT", "pipe.sql", 130],
    ["SIGTERM", "pipe.sql", 143],
    ["SIGTERM", "-", 143],
    ["SIGINT", "/dev/stdin", 130],
  ] as const)("is ended by %s while it waits for %s", async (signal, input, code) => {
    const line = `timeout --preserve-status -k 10 -s ${signal.slice(3)} 2 $DBSCST check --no-engine ${input}`;
    const run = await shell(line, { cwd: folder, waits: true });
    expect(run).toEqual({ code, stdout: "", stderr: "", leftovers: [] });
  });

  it("takes /dev/stdin for the standard input, whatever that is", async () => {
    const piped = await within('sh -c \'echo "SELEC 1;" | "$@"\' - $DBSCST check --no-engine /dev/stdin');
    const file = await within("$DBSCST check --no-engine /dev/stdin < mixed/0002_file.sql");
    for (const { code, stdout } of [piped, file]) {
      expect(stdout).toMatch(/^\/dev\/stdin:1:1 error syntax error at or near "SELEC"/);
      expect(code).toBe(1);
    }
  });

  it("does not read devices, and leaves out pipes in folders", async () => {
    const zero = await within("$DBSCST check --no-engine /dev/zero /dev/null");
    expect(zero).toMatchObject({ code: 2, stderr: "dbscst: /dev/zero: it is a device, not a file.\n" });
    const mixed = await within("$DBSCST check --no-engine mixed");
    expect(mixed.stdout).toMatch(/^mixed\/0002_file\.sql:1:1 error/);
    expect(mixed.code).toBe(1);
  });

  it("says which folders it may not read, and checks the others", async () => {
    const nobody = process.getuid?.() === 0 ? "setpriv --reuid=65534 --clear-groups" : "";
    const below = await within(`${nobody} $DBSCST check --no-engine closed`);
    expect(below).toMatchObject({
      code: 2,
      stdout: "No problems in 1 file, not run on a real database.\n",
      stderr: "dbscst: closed/inner: permission denied.\n",
    });
    const itself = await within(`${nobody} $DBSCST check --no-engine closed/inner`);
    expect(itself).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "dbscst: closed/inner: permission denied.\n",
    });
  });

  it("goes on where a file goes away before it is read", async () => {
    writeFileSync(join(folder, "gone.sql"), "SELECT 1;\n");
    const { code, stdout, stderr } = await within(
      'sh -c \'(sleep 1; rm gone.sql; echo "SELECT 1;" > pipe.sql) & exec "$@"\' - $DBSCST check --no-engine ./pipe.sql gone.sql closed/open.sql',
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: "dbscst: gone.sql: no such file or folder.\n" });
    expect(stdout).toBe("No problems in 2 files, not run on a real database.\n");
  });

  it("is quiet when its reader has seen enough", async () => {
    const { code, stdout, stderr } = await within(
      "sh -c '{ \"$@\"; echo $? >&2; } | head -n 1' - $DBSCST check --no-engine many.sql",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "1\n" });
    expect(stdout).toMatch(/^many\.sql:1:1 error/);
  });

  it("reads a named pipe for the other commands as well", async () => {
    const { stdout, code } = await within(
      'sh -c \'(sleep 1; echo "CREATE TABLE a (id int PRIMARY KEY);" > pipe.sql) & exec "$@"\' - $DBSCST export pipe.sql --to dbml',
    );
    expect(stdout).toContain("Table a {");
    expect(code).toBe(0);
    expect((await dbscst(["export", "/dev/zero", "--to", "dbml"])).code).toBe(2);
  });
});
