import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dbscst } from "./cli-process";

let folder = "";
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const diff = (...args: string[]) => dbscst(["diff", ...args], { cwd: folder });

const old = `
CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE client (id bigint PRIMARY KEY, name text NOT NULL, age integer);
CREATE TABLE purchase (
  id bigint PRIMARY KEY,
  client_id bigint NOT NULL REFERENCES client,
  state state NOT NULL DEFAULT 'open'
);
CREATE VIEW names AS SELECT name FROM client;
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-diff-"));
  write("old.sql", old);
  write("empty.sql", "");
  write("broken.sql", "CREATE TABLE a (id bigint REFERENCES nowhere);\n");
  write("my.sql", "CREATE TABLE a (id int NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;\n");
  mkdirSync(join(folder, "migrations"));
  write("migrations/001_client.sql", "CREATE TABLE client (id bigint PRIMARY KEY);\n");
  write("migrations/002_name.sql", "ALTER TABLE client ADD COLUMN name text;\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("dbscst diff", { timeout: 120_000 }, () => {
  it("writes the statements that lead from one schema to the other, in an order that was run", async () => {
    write(
      "new.sql",
      old
        .replace("'done'", "'done', 'void'")
        .replace("DEFAULT 'open'", "DEFAULT 'void'")
        .replace("REFERENCES client,", "REFERENCES client ON DELETE CASCADE,")
        .replace("age integer", "email text UNIQUE"),
    );
    const { code, stdout, stderr } = await diff("old.sql", "new.sql");
    expect(stdout).toBe(`ALTER TABLE public.purchase DROP CONSTRAINT purchase_client_id_fkey;

-- DESTROYS DATA.
ALTER TABLE public.client DROP COLUMN age;

ALTER TABLE public.client ADD COLUMN email text;

ALTER TYPE public.state ADD VALUE 'void' AFTER 'done';

ALTER TABLE public.client ADD CONSTRAINT client_email_key UNIQUE (email);

ALTER TABLE public.purchase ADD CONSTRAINT purchase_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.client(id) ON DELETE CASCADE;

-- Commit what comes before: this uses a value that was added there.
ALTER TABLE public.purchase ALTER COLUMN state SET DEFAULT 'void'::public.state;
`);
    expect(stderr).toBe(
      "dbscst: 7 statements, proven: run on the old schema they give the new one; 1 destroys data.\n",
    );
    expect(code).toBe(0);
  });

  it("renames what only has another name", async () => {
    write("renamed.sql", old.replaceAll("name", "full_name"));
    const renamed = await diff("old.sql", "renamed.sql");
    expect(renamed.stdout).toContain("-- Renamed, since it is otherwise the same: column client.name → ");
    expect(renamed.stdout).toContain("ALTER TABLE public.client RENAME COLUMN name TO full_name;");
    expect(renamed.code).toBe(0);
  });

  it("says of a table that it may be a renamed one only where most columns have the same names", async () => {
    const key = "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created_at timestamptz NOT NULL";
    const table = (name: string, columns: string) => `CREATE TABLE ${name} (${key}, ${columns});\n`;
    write("shop.sql", table("client", "name text, email text") + table("purchase", "total numeric"));
    write("other.sql", table("person", "name text, email text, born date") + table("berth", "length_m int"));
    const { stdout } = await diff("shop.sql", "other.sql");
    expect(stdout.split("\n").filter((line) => line.includes("rename"))).toEqual([
      "-- Dropped and made anew, though it may be a rename: table client → person.",
    ]);
  });

  it("goes back with --down to what the files of a migrations folder make, and writes into a file", async () => {
    write("wanted.sql", "CREATE TABLE client (id bigint PRIMARY KEY, full_name text NOT NULL);\n");
    const args = ["migrations", "wanted.sql", "--down", "--no-renames", "--out", "down.sql"];
    const { code, stdout } = await diff(...args);
    const written = readFileSync(join(folder, "down.sql"), "utf8");
    expect([code, stdout, written]).toEqual([
      0,
      "",
      `-- DESTROYS DATA.
ALTER TABLE public.client DROP COLUMN full_name;

ALTER TABLE public.client ADD COLUMN name text;
`,
    ]);
  });

  it("says that equal schemas are equal, whatever they are written like", async () => {
    write("same.sql", old.replace("id bigint PRIMARY KEY, name", "id int8, PRIMARY KEY (id), name"));
    const { code, stdout, stderr } = await diff("old.sql", "same.sql");
    expect([code, stdout, stderr]).toEqual([0, "", "dbscst: the schemas are equal.\n"]);
  });

  it("gives programs the same with what is known of each statement", async () => {
    const { stdout } = await diff("empty.sql", "old.sql", "--format", "json");
    const { sql, proven, statements } = JSON.parse(stdout) as {
      sql: string;
      proven: boolean;
      statements: { sql: string; destroys: boolean; rewrites: boolean }[];
    };
    expect(sql).toContain("CREATE TABLE public.client");
    expect(proven).toBe(true);
    expect(statements.filter(({ destroys, rewrites }) => destroys || rewrites)).toEqual([]);
  });

  it("does not call proven what PostgreSQL refuses", async () => {
    write("number.sql", "CREATE TABLE a (id bigint PRIMARY KEY);\n");
    write("uuid.sql", "CREATE TABLE a (id uuid PRIMARY KEY);\n");
    const { code, stderr } = await diff("number.sql", "uuid.sql");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "NOT proven: PostgreSQL refuses `ALTER TABLE public.a ALTER COLUMN id TYPE uuid",
    );
  });

  it("shows the errors of a schema that does not run, and writes nothing", async () => {
    const { code, stdout, stderr } = await diff("old.sql", "broken.sql");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain('broken.sql:1:38 error relation "nowhere" does not exist');
    expect(stderr).toContain("broken.sql has errors; a migration needs two schemas that run.");
  });

  it.each([
    ["one schema", ["old.sql"], "Name two schemas"],
    ["a file that is not there", ["old.sql", "none.sql"], "none.sql: no such file"],
    [
      "another dialect",
      ["my.sql", "my.sql"],
      "my.sql is read as mysql; migrations are written for PostgreSQL",
    ],
    ["standard input twice", ["-", "-"], "Only one of the two"],
  ])("refuses %s with 2", async (_name, args, message) => {
    const { code, stdout, stderr } = await diff(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
