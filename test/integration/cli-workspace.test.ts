import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dbscst } from "./cli-process";

const files = {
  "app/migrations/1_member.sql":
    "CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, fax text);\n",
  "app/migrations/2_loan.up.sql": `-- 📚
CREATE TABLE loan (id bigint PRIMARY KEY, member_id bigint UNIQUE REFERENCES member (id));
ALTER TABLE member DROP COLUMN fax;
`,
  "app/migrations/2_loan.down.sql": "DROP TABLE loan;\nDROP TABLE loans;\n",
  "app/migrations/10_fax.sql": `-- migrate:up
CREATE INDEX ON member (fax);
-- migrate:down
DROP TABLE loan;
`,
  "team/supabase/migrations/20240101000000_profile.sql":
    "create table profile (id uuid primary key references auth.users (id));\n",
  "team/supabase/migrations/20240102000000_post.sql": `create extension if not exists "uuid-ossp" with schema extensions;
create table post (
  id uuid primary key default uuid_generate_v4(),
  author uuid not null references profile (id),
  file uuid references storage.objects (id)
);
create index on post (author);
create index on post (file);
alter table post enable row level security;
create policy own on post for select to authenticated using ((select auth.uid()) = author);
create view names as select user_name from auth.users;
`,
  "globs/views/a.sql": "CREATE VIEW x AS SELECT id FROM auth.users, t;\n",
  "globs/tables/z.sql": "CREATE TABLE t (id bigint PRIMARY KEY);\n",
  "globs/dbscst.config.json":
    '{"schema": {"files": ["tables/*.sql", "views/*.sql"], "assume": ["auth"]}, "rules": {"isolated-table": "off"}}',
  "bad/dbscst.config.json": '{\n  "engines": false\n}',
  "bad/a.sql": "SELECT 1;",
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-workspace-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is found, in short: `file:line severity code`; hints are left out. */
async function found(...args: string[]): Promise<string[]> {
  const { stdout } = await dbscst(["check", "--format", "json", ...args], { cwd: folder });
  const list = JSON.parse(stdout) as {
    file: string;
    severity: string;
    code: string;
    range: { start: { line: number } };
  }[];
  return list
    .filter(({ severity }) => severity !== "hint")
    .map(({ file, severity, code, range }) => `${file}:${range.start.line + 1} ${severity} ${code}`);
}

describe("dbscst check of files that belong together", () => {
  it("checks a project of Supabase on what its databases have", async () => {
    const at = "team/supabase/migrations/20240102000000_post.sql";
    expect((await found("team")).filter((line) => !line.includes(" warning "))).toEqual([
      `${at}:11 error 42703`,
    ]);
  });

  it("checks each migration on top of those before it, and what undoes apart", async () => {
    expect(await found("app")).toEqual([
      "app/migrations/10_fax.sql:2 warning index-not-concurrent",
      "app/migrations/10_fax.sql:2 error 42703",
      "app/migrations/2_loan.down.sql:2 error 42P01",
      "app/migrations/2_loan.up.sql:3 warning drop-column",
    ]);
  });

  it("does so for one file of the folder, too, and takes severities from the command line", async () => {
    expect(await found("app/migrations/2_loan.up.sql", "--rule", "drop-column=error")).toEqual([
      "app/migrations/2_loan.up.sql:3 error drop-column",
    ]);
  });

  it("takes from the configuration which files form a schema and what lies outside", async () => {
    expect(await found("globs")).toEqual(["globs/views/a.sql:1 information 42P01"]);
  });

  it("ends with 2 and the place of what is wrong in a configuration, or in --rule", async () => {
    expect(await dbscst(["check", "bad"], { cwd: folder })).toMatchObject({
      code: 2,
      stdout: "",
      stderr:
        'dbscst: bad/dbscst.config.json:2:3: There is no "engines" here; there are dialect, rules, schema, engine, generate. Did you mean "engine"?\n',
    });
    const { code, stderr } = await dbscst(["check", "app", "--rule", "drop-colum=off"], { cwd: folder });
    expect([code, stderr]).toEqual([
      2,
      'dbscst: --rule: There is no rule "drop-colum". Did you mean "drop-column"?\n',
    ]);
  });
});
