import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  FileChangeType,
  type ApplyWorkspaceEditParams,
  type CodeAction,
  type CompletionItem,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import {
  generateRequest,
  newSchemaDialectRequest,
  type GenerateParams,
  type GenerateResult,
  type NewSchemaDialectParams,
  type NewSchemaDialectResult,
} from "../../server/protocol/lsp";
import { dbscst } from "./cli-process";
import { LspClient } from "./lsp-client";

const member = "CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, fax text);\n";
const fax = member.indexOf("fax");
const phone = "ALTER TABLE member DROP COLUMN fax;\n";

let folder = "";
let client: LspClient;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dbscst-lsp-"));
  client = await LspClient.start({ settings: { check: { rules: { "missing-lock-timeout": "off" } } } });
});
afterEach(() => {
  client.process.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file and gives its URI. */
function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return pathToFileURL(path).href;
}

/** Waits until the document's checks, counted from the first, are done, and gives the codes of what is found. */
async function codes(uri: string, checks: number): Promise<unknown[]> {
  await client.until(() => client.checked.filter((one) => one.uri === uri)[checks - 1]);
  return client.diagnostics(uri).map(({ code }) => code);
}

const changed = (uri: string, type: FileChangeType) =>
  client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });

it("takes what a file beside makes for no error, in the first publication and in the verdict", async () => {
  write("package.json", "{}");
  write("tables.sql", member);
  write("roles.sql", "-- None.\n");
  write("rows.sql", "INSERT INTO member (fax) VALUES ('1');\n");
  const text = "CREATE VIEW fax_numbers AS SELECT fax FROM member;\nSELECT * FROM visitor;\n";
  const uri = write("views.sql", text);
  await client.open(uri, text);
  expect(await codes(uri, 1)).toEqual(["42P01", "42P01"]);
  expect(client.diagnostics(uri).map(({ severity }) => severity)).toEqual([3, 1]);
  expect(client.diagnostics(uri)[0]?.message).toContain('tables.sql makes "member"');
});

it("generates as the configuration file says, unless the request does", async () => {
  const config = '{ "dialect": "sqlite", "generate": { "keys": "uuid", "categories": "lookup" } }';
  const uri = write("dbscst.config.json", config).replace("/dbscst.config.json", "");
  const brief = "An order has a number and a status (open, paid or shipped).";
  const ask = (more: Partial<GenerateParams>) =>
    client.connection.sendRequest<GenerateResult>(generateRequest, {
      ...{ id: "1", brief, provider: "builtin" },
      ...more,
    });
  const { dialect, sql, tables } = await ask({ uri: `${uri}/deep/shop.sql` });
  expect([dialect, tables]).toEqual(["sqlite", ["order_statuses", "orders"]]);
  expect(sql).toMatch(/id text not null primary key/i);
  const named = await ask({ uri, dialect: "postgresql", design: { categories: "enum" } });
  expect(named.sql).toMatch(/create type order_status as enum[^]*id uuid/i);
  expect((await ask({})).dialect).toBe("postgresql");
  const said = (params: NewSchemaDialectParams) =>
    client.connection.sendRequest<NewSchemaDialectResult>(newSchemaDialectRequest, params);
  expect([await said({ uri }), await said({})]).toEqual([{ dialect: "sqlite" }, { dialect: "postgresql" }]);
});

describe("a document among others", () => {
  it("stands on the migrations before it, as the editor has them; an edit there refreshes it", async () => {
    const first = write("migrations/1_member.sql", "SELECT 1;\n");
    const second = write("migrations/2_phone.sql", phone);
    await client.open(first, member);
    await client.open(second, phone);
    expect(await codes(second, 1)).toEqual(["drop-column"]);
    await client.change(first, 2, [0, fax], [0, fax + 3], "tel");
    expect(await codes(second, 2)).toEqual(["42703", "drop-column"]);
    await client.change(first, 3, [0, fax], [0, fax + 3], "fax");
    expect(await codes(second, 3)).toEqual(["drop-column"]);
    // Once it is closed, what is on the disk counts.
    await client.close(first);
    expect(await codes(second, 4)).toContain("42P01");
  });

  it("follows what changes on the disk", async () => {
    write("migrations/1_member.sql", member);
    const second = write("migrations/3_phone.sql", phone);
    await client.open(second, phone);
    expect(await codes(second, 1)).toEqual(["drop-column"]);
    const between = write("migrations/2_gone.sql", "DROP TABLE member;\n");
    await changed(between, FileChangeType.Created);
    expect(await codes(second, 2)).toContain("42P01");
    rmSync(join(folder, "migrations/2_gone.sql"));
    await changed(between, FileChangeType.Deleted);
    expect(await codes(second, 3)).toEqual(["drop-column"]);
  });

  it("is checked as the configuration file says, which is told what is wrong in it", async () => {
    const config = write(
      "dbscst.config.json",
      '{ "rules": { "char-type": "error" }, "engine": false, "x": 1 }',
    );
    const uri = write("a.sql", "CREATE TABLE a (id bigint PRIMARY KEY, code char(3) NOT NULL);\n");
    await client.open(uri, "CREATE TABLE a (id bigint PRIMARY KEY, code char(3) NOT NULL);\n");
    expect(await codes(uri, 1)).toEqual(["char-type"]);
    expect(client.checked.at(-1)).toMatchObject({ errors: 1, engine: "skipped" });
    expect(client.diagnostics(config).map(({ range, message }) => [range.start, message])).toEqual([
      [
        { line: 0, character: 54 },
        'There is no "x" here; there are dialect, rules, schema, engine, generate.',
      ],
    ]);
    write("dbscst.config.json", '{ "rules": { "char-type": "off" } }');
    await changed(config, FileChangeType.Changed);
    expect(await codes(uri, 2)).toEqual([]);
    expect(client.checked.at(-1)).toMatchObject({ errors: 0, engine: "ran" });
    expect(client.diagnostics(config)).toEqual([]);
  });

  it("is one schema with the files around it for definition, references, hover, completion and rename", async () => {
    const first = write("migrations/1_member.sql", member);
    const second = write("migrations/2_phone.sql", "SELECT 1;\n");
    const third = write("migrations/3_index.sql", "CREATE INDEX ON member (fax);\n");
    await client.open(
      second,
      "ALTER TABLE member ADD phone text;\nSELECT m.fax FROM member m;\nSELECT m. FROM member m;\n",
    );
    await codes(second, 1);
    const ask = <T>(method: string, line: number, character: number, more: object = {}) =>
      client.connection.sendRequest<T>(`textDocument/${method}`, {
        textDocument: { uri: second },
        position: { line, character },
        ...more,
      });
    const range = (line: number, start: number, end: number) => ({
      start: { line, character: start },
      end: { line, character: end },
    });
    expect(await ask("definition", 0, 14)).toEqual([{ uri: first, range: range(0, 13, 19) }]);
    expect(await ask("references", 0, 14, { context: { includeDeclaration: false } })).toEqual([
      { uri: second, range: range(0, 12, 18) },
      { uri: second, range: range(1, 18, 24) },
      { uri: third, range: range(0, 16, 22) },
    ]);
    expect(JSON.stringify(await ask("hover", 0, 14))).toContain("fax");
    const items = await ask<CompletionItem[]>("completion", 2, 9);
    expect(items.map(({ label }) => label)).toEqual(["id", "fax", "phone"]);
    await expect(ask("rename", 0, 14, { newName: "person" })).rejects.toThrow(
      "line 3 of 2_phone.sql has the same word",
    );
    await client.change(second, 2, [2, 9], [2, 9], "id");
    const edit = (line: number, start: number, end: number) => ({
      range: range(line, start, end),
      newText: "person",
    });
    expect(await ask("rename", 0, 14, { newName: "person" })).toEqual({
      changes: {
        [first]: [edit(0, 13, 19)],
        [second]: [edit(0, 12, 18), edit(1, 18, 24), edit(2, 17, 23)],
        [third]: [edit(0, 16, 22)],
      },
    });
  });
});

describe("the down migration", { timeout: 120_000 }, () => {
  /** Chooses the code action in the first line, and gives what it writes and where, and what it says. */
  async function generate(uri: string) {
    const start = { line: 0, character: 0 };
    const range = { start, end: start };
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: ["refactor"] },
    });
    const command = actions.find(({ title }) => title === "Generate the down migration")?.command;
    if (!command) return undefined;
    let edit: WorkspaceEdit | undefined;
    let said = "";
    client.connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      ({ edit } = params);
      return { applied: true };
    });
    client.connection.onNotification("window/showMessage", (params: { message: string }) => {
      said = params.message;
    });
    await client.connection.sendRequest("workspace/executeCommand", command);
    const [target, edits] = Object.entries(edit?.changes ?? {})[0] ?? ["", []];
    return { target: target.replace(pathToFileURL(folder).href, ""), edits, said };
  }

  it("is written beside the migration, completed and proven by running it", async () => {
    write(
      "migrations/1_member.up.sql",
      `CREATE TABLE team (id bigint PRIMARY KEY);
CREATE TABLE member (id bigint PRIMARY KEY, team_id bigint REFERENCES team, age int DEFAULT 3, name text);
CREATE VIEW names AS SELECT name FROM member;
CREATE TYPE mood AS ENUM ('a');
`,
    );
    const text = `ALTER TABLE member RENAME COLUMN name TO full_name;
ALTER TABLE member ADD COLUMN mail text UNIQUE, ALTER COLUMN age DROP DEFAULT;
ALTER TABLE member SET (fillfactor = 70);
DROP TABLE team CASCADE;
ALTER TYPE mood ADD VALUE 'b';
CREATE TABLE note (id bigint PRIMARY KEY, member_id bigint REFERENCES member);
CREATE INDEX ON note (member_id);
INSERT INTO member (id) VALUES (1);
`;
    const second = write("migrations/2_mail.up.sql", text);
    await client.open(second, text);
    await codes(second, 1);
    const found = await generate(second);
    expect(found?.target).toBe("/migrations/2_mail.down.sql");
    expect(found?.said).toBe(
      "2_mail.down.sql is proven: run after the migration, it leaves the schema as it was before. Read the 3 remarks in it.",
    );
    const down = found?.edits[0]?.newText ?? "";
    expect(down).toBe(`-- Not undone, rows stay as this left them: INSERT INTO member (id) VALUES (1)

DROP TABLE note;

-- PostgreSQL cannot take a value out of an enum: 'b' stays in mood.

-- The rows that team had do not come back.
CREATE TABLE team (id bigint PRIMARY KEY);

ALTER TABLE member DROP COLUMN mail;

ALTER TABLE member ALTER COLUMN age SET DEFAULT 3;

ALTER TABLE member RENAME COLUMN full_name TO name;

ALTER TABLE public.member RESET (fillfactor);

ALTER TABLE public.member ADD CONSTRAINT member_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.team(id);
`);
    // The same by another way: the command line compares the schemas, of which the value of the enum is left.
    const first = readFileSync(join(folder, "migrations/1_member.up.sql"), "utf8");
    writeFileSync(join(folder, "before.sql"), first.replace("'a'", "'a', 'b'"));
    writeFileSync(join(folder, "back.sql"), first + text + down);
    const { code, stderr } = await dbscst(["diff", "back.sql", "before.sql"], { cwd: folder });
    expect([code, stderr]).toEqual([0, "dbscst: the schemas are equal.\n"]);
  });

  it("goes into the section of the file, with the marks that the tool needs", async () => {
    client.settings = { check: { engine: false } };
    const text = `-- +goose Up
CREATE TABLE a (id bigint PRIMARY KEY);
DROP FUNCTION f();

-- +goose Down
`;
    write(
      "migrations/1_f.sql",
      "-- +goose Up\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\n",
    );
    const second = write("migrations/2_a.sql", text);
    await client.open(second, text);
    await codes(second, 1);
    const found = await generate(second);
    expect([found?.target, found?.edits]).toEqual([
      "/migrations/2_a.sql",
      [
        {
          range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } },
          newText: `-- +goose StatementBegin
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
-- +goose StatementEnd

DROP TABLE a;
`,
        },
      ],
    ]);
  });

  it("is proven in SQLite too, and refuses what has an error", async () => {
    client.settings = { dialect: "sqlite" };
    write("migrations/1_a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);\n");
    const text = "ALTER TABLE a ADD COLUMN x TEXT;\n";
    const second = write("migrations/2_x.sql", text);
    await client.open(second, text);
    await codes(second, 1);
    const found = await generate(second);
    expect(found?.edits[0]?.newText).toBe("ALTER TABLE a DROP COLUMN x;\n");
    expect(found?.said).toMatch(/^2_x.down.sql is proven: run after the migration/);
    await client.change(second, 2, [0, 12], [0, 13], "missing");
    await codes(second, 2);
    expect(await generate(second)).toEqual({
      target: "",
      edits: [],
      said: expect.stringContaining("2_x.sql has an error that has to be mended first: line 1") as unknown,
    });
    // What is no migration has no way back.
    const alone = write("schema.sql", "CREATE TABLE b (id INTEGER PRIMARY KEY);\n");
    await client.open(alone, "CREATE TABLE b (id INTEGER PRIMARY KEY);\n");
    await codes(alone, 1);
    expect(await generate(alone)).toBeUndefined();
  });
});
