import { spawn } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type CancellationToken,
  type CodeAction,
} from "vscode-languageserver-protocol/node";
import type {
  EditorModelParams,
  EngineStateParams,
  GenerateProgressParams,
  GenerateResult,
} from "../../server/protocol/lsp";
import { LspClient, type LspOptions } from "./lsp-client";
import { processesOfGroup } from "./processes";

const uri = "file:///schema.sql";
const broken = `CREATE TABLE author (id bigint PRIMARY KEY);
CREATE TABLE book (id bigint PRIMARY KEY, author_id bigint UNIQUE REFERENCES authors (id));
`;

const running: LspClient[] = [];
async function start(options?: LspOptions): Promise<LspClient> {
  const client = await LspClient.start(options);
  running.push(client);
  return client;
}
afterEach(() => {
  for (const client of running.splice(0)) client.process.kill("SIGKILL");
});

describe("the language server", () => {
  it("publishes the fast tier, then the engine's verdict, then says that it is done", async () => {
    const client = await start();
    await client.open(uri, broken);
    const checked = await client.whenChecked(uri, 1);
    expect(checked).toMatchObject({
      uri,
      version: 1,
      errors: 1,
      warnings: 0,
      engine: "ran",
      dialect: "postgresql",
    });
    expect(
      client.published.map(({ version, diagnostics }) => [version, diagnostics.map(({ code }) => code)]),
    ).toEqual([
      [1, ["unknown-table"]],
      [1, ["42P01"]],
    ]);
    expect(client.diagnostics(uri)[0]).toMatchObject({
      range: { start: { line: 1, character: 77 }, end: { line: 1, character: 84 } },
      severity: 1,
      source: "dbscst",
    });
    expect(client.diagnostics(uri)[0]?.message).toContain('relation "authors" does not exist');
  });

  it("tells the syntax errors of a long text before it has made the model", async () => {
    const client = await start();
    const rows = Array.from({ length: 1000 }, (_, id) => `-- row ${id}\nSELECT ${id} AS "a long name";\n`);
    await client.open(uri, `${broken}CREATE TABLE (id int PRIMARY KEY);\n${rows.join("")}`);
    await client.whenChecked(uri, 1);
    const codes = client.published.map(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes.slice(0, 2)).toEqual([["42601"], ["unknown-table", "42601"]]);
    expect(new Set(client.published.map(({ version }) => version))).toEqual(new Set([1]));
    expect(client.published[0]?.diagnostics[0]?.range.start).toEqual({ line: 2, character: 13 });
    // An edit is told at once as a whole.
    client.published.length = 0;
    await client.change(uri, 2, [2, 13], [2, 13], "c ");
    await client.whenChecked(uri, 2);
    expect(client.published[0]?.diagnostics.map(({ code }) => code)).toEqual(["unknown-table"]);
  });

  it("follows incremental edits, in UTF-16, and takes a problem back when it is mended", async () => {
    const client = await start();
    await client.open(uri, `-- 📚\n${broken}`);
    await client.whenChecked(uri, 1);
    await client.change(uri, 2, [0, 3], [0, 5], "🐘🐘");
    await client.change(uri, 3, [2, 83], [2, 84], "");
    const checked = await client.whenChecked(uri, 3);
    expect(checked).toMatchObject({ errors: 0, engine: "ran" });
    expect(client.diagnostics(uri)).toEqual([]);
  });

  it("gives up the verdict on a version that has been typed over", async () => {
    const client = await start();
    await client.open(uri, broken);
    for (let version = 2; version <= 20; version++)
      await client.change(
        uri,
        version,
        [2, 0],
        [2, 0],
        `CREATE TABLE t${version} (id bigint PRIMARY KEY);\n`,
      );
    expect(await client.whenChecked(uri, 20)).toMatchObject({ errors: 1, engine: "ran" });
    expect(client.checked.length).toBeLessThan(20);
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it("keeps documents apart, and clears what it said of one that is closed", async () => {
    const client = await start();
    const other = "untitled:Untitled-1";
    await client.open(uri, broken);
    await client.open(other, "CREATE TABLE author (id bigint PRIMARY KEY);\n");
    expect((await client.whenChecked(other, 1)).errors).toBe(0);
    expect((await client.whenChecked(uri, 1)).errors).toBe(1);
    await client.close(uri);
    await client.until(() => (client.diagnostics(uri).length === 0 ? true : undefined));
  });

  it("reads settings where the client answers, and again when they change", async () => {
    const client = await start({ settings: { check: { engine: false, rules: { "unknown-table": "off" } } } });
    await client.open(uri, broken);
    expect(await client.whenChecked(uri, 1)).toMatchObject({ engine: "skipped", errors: 0 });
    client.settings = { check: { engine: false, rules: { "unknown-table": "warning" } } };
    client.checked.length = 0;
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    expect(await client.whenChecked(uri, 1)).toMatchObject({ errors: 0, warnings: 1 });
  });

  it("takes settings as they are pushed from a client that cannot be asked", async () => {
    const client = await start({
      capabilities: {},
      initializationOptions: { dbscst: { dialect: "sqlite", check: { engine: false } } },
    });
    await client.open(uri, "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);\n");
    expect(await client.whenChecked(uri, 1)).toMatchObject({
      dialect: "sqlite",
      engine: "skipped",
      errors: 0,
    });
  });

  it("offers quick fixes that mend the problem when they are applied", async () => {
    const client = await start({
      capabilities: { workspace: { configuration: true, workspaceEdit: { documentChanges: true } } },
    });
    await client.open(uri, broken);
    await client.whenChecked(uri, 1);
    const [diagnostic] = client.diagnostics(uri);
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: diagnostic?.range,
      context: { diagnostics: [diagnostic], only: ["quickfix"] },
    });
    const [edit] = actions[0]?.edit?.documentChanges ?? [];
    expect(edit).toMatchObject({ textDocument: { uri, version: 1 }, edits: [{ newText: "author" }] });
    expect(actions[0]).toMatchObject({ kind: "quickfix", diagnostics: [{ code: "42P01" }] });
  });

  it("offers refactorings and the mending of all problems of a kind, worked out when they are chosen", async () => {
    const client = await start({
      capabilities: {
        workspace: { configuration: true },
        textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } } },
      },
      initializationOptions: { dbscst: { check: { engine: false } } },
    });
    const text = "CREATE TABLE a (id bigint, at timestamp, until timestamp, k text CHECK (k IN ('x')));\n";
    await client.open(uri, text);
    await client.whenChecked(uri, 1);
    const actions = (character: number, only?: readonly string[]) =>
      client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: { line: 0, character }, end: { line: 0, character } },
        context: { diagnostics: [], ...(only && { only }) },
      });
    const resolved = async (all: readonly CodeAction[], title: string) =>
      client.connection.sendRequest<CodeAction>(
        "codeAction/resolve",
        all.find((action) => action.title.startsWith(title)),
      );
    const edits = ({ edit }: CodeAction) => edit?.changes?.[uri]?.map(({ newText }) => newText);

    const zones = await actions(text.indexOf("timestamp"), ["quickfix"]);
    expect(
      edits(await resolved(zones, "Fix all 2 problems of the kind timestamp-without-time-zone")),
    ).toEqual(["timestamptz", "timestamptz"]);
    const extract = await actions(text.indexOf("k text"), ["refactor"]);
    expect(extract.map(({ edit }) => edit)).toEqual(extract.map(() => undefined));
    expect(edits(await resolved(extract, "Extract the values of k into the enum a_k"))).toEqual([
      "CREATE TYPE a_k AS ENUM ('x');\n\n",
      "a_k",
      "",
    ]);
    const [all] = await actions(0, ["source.fixAll"]);
    expect(all?.kind).toBe("source.fixAll.dbscst");
    expect(all && edits(all)?.filter((newText) => newText === "timestamptz")).toHaveLength(2);
  });

  it("writes a migration that it has run, or says which schema has an error", async () => {
    const client = await start();
    const migrate = (before: string, after: string) =>
      client.connection.sendRequest("dbscst/migration", {
        before: { name: "old.sql", text: before },
        after: { name: "new.sql", text: after },
      });
    const old = "CREATE TABLE a (id bigint PRIMARY KEY, gone text);";
    expect(await migrate(old, old.replace("gone text", "come date NOT NULL"))).toEqual({
      sql: "-- DESTROYS DATA.\nALTER TABLE public.a DROP COLUMN gone;\n\nALTER TABLE public.a ADD COLUMN come date NOT NULL;\n",
      statements: 2,
      destroys: 1,
    });
    expect(await migrate(old, "CREATE TABLE b (a_id bigint REFERENCES nowhere);")).toEqual({
      refusal: 'new.sql has an error in line 1: relation "nowhere" does not exist',
    });
  });

  it("says what the engine does", async () => {
    const client = await start();
    const states: string[] = [];
    client.connection.onNotification("dbscst/engineState", ({ state }: EngineStateParams) => {
      states.push(state);
    });
    await client.open(uri, broken);
    await client.whenChecked(uri, 1);
    await client.until(() => (states.at(-1) === "idle" ? true : undefined));
    expect(states[0]).toBe("starting");
    expect(states).toContain("busy");
  });

  it("turns a brief into a schema and tells how it goes", async () => {
    const client = await start();
    const progress: GenerateProgressParams[] = [];
    client.connection.onNotification("dbscst/generateProgress", (params: GenerateProgressParams) => {
      progress.push(params);
    });
    const result = await client.connection.sendRequest<GenerateResult>("dbscst/generate", {
      id: "one",
      brief: "A library lends copies of books to members.",
      dialect: "postgresql",
      provider: "builtin",
    });
    expect(result).toMatchObject({ provider: "builtin", dialect: "postgresql", rounds: 1 });
    expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const streamed = progress.reduce(
      (sql, event) => (event.kind === "sql" ? (event.reset ? event.text : sql + event.text) : sql),
      "",
    );
    expect(streamed).toMatch(/create table/i);
    expect(new Set(progress.map(({ id }) => id))).toEqual(new Set(["one"]));
  });

  it("asks the editor's own model where the client offers one", async () => {
    const client = await start({ env: { OPENAI_API_KEY: "", OPENAI_BASE_URL: "" } });
    const sql =
      "CREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);";
    const asked: EditorModelParams[] = [];
    client.connection.onRequest("dbscst/editorModel", async (params: EditorModelParams) => {
      asked.push(params);
      for (const text of ["```sql\n", sql.slice(0, 20), `${sql.slice(20)}\n\`\`\`\n`])
        await client.connection.sendNotification("dbscst/editorModelText", { id: params.id, text });
      return { model: "Model of the editor" };
    });
    const request = { id: "e", brief: "Books with a title.", dialect: "postgresql", provider: "auto" };
    const result = await client.connection.sendRequest<GenerateResult>("dbscst/generate", {
      ...request,
      editor: { model: "Model of the editor" },
    });
    expect(result).toMatchObject({
      provider: "editor",
      model: "Model of the editor",
      rounds: 1,
      tables: ["book"],
    });
    expect(asked[0]?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  it("says why the editor's model did not answer", async () => {
    const client = await start({ env: { OPENAI_API_KEY: "", OPENAI_BASE_URL: "" } });
    client.connection.onRequest("dbscst/editorModel", () => ({
      failure: "unauthorized",
      message: "You did not allow it.",
    }));
    const request = { id: "f", brief: "A shop.", dialect: "postgresql", provider: "editor", editor: {} };
    await expect(client.connection.sendRequest("dbscst/generate", request)).rejects.toThrow(
      "You did not allow it.",
    );
  });

  it("stops when the request is cancelled", async () => {
    const client = await start();
    const cancellation = new CancellationTokenSource();
    client.connection.onRequest(
      "dbscst/editorModel",
      (_params: EditorModelParams, token: CancellationToken) =>
        new Promise((resolve) => {
          token.onCancellationRequested(() => resolve({ failure: "server", message: "cancelled" }));
          cancellation.cancel();
        }),
    );
    const request = { id: "g", brief: "A shop.", dialect: "postgresql", provider: "editor", editor: {} };
    await expect(
      client.connection.sendRequest("dbscst/generate", request, cancellation.token),
    ).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it("answers a failed provider with words for people", async () => {
    const client = await start({ env: { OPENAI_API_KEY: "", OPENAI_BASE_URL: "" } });
    const request = { id: "two", brief: "A shop.", dialect: "postgresql", provider: "openai" };
    await expect(client.connection.sendRequest("dbscst/generate", request)).rejects.toThrow(/API key/);
    await expect(
      client.connection.sendRequest("dbscst/listModels", { openai: { baseUrl: "http://127.0.0.1:9/v1" } }),
    ).rejects.toThrow(/127\.0\.0\.1:9/);
  });
});

describe.runIf(process.platform === "linux")("the language server's process", () => {
  async function busy(options?: LspOptions): Promise<LspClient> {
    const client = await start(options);
    await client.open(uri, broken);
    await client.whenChecked(uri, 1);
    expect(processesOfGroup(client.process.pid).length).toBeGreaterThan(1);
    return client;
  }
  const gone = (client: LspClient) => expect.poll(() => processesOfGroup(client.process.pid)).toEqual([]);

  it("ends with the engine when it is asked to", async () => {
    const client = await busy();
    expect(await client.stop()).toBe(0);
    await gone(client);
  });

  it("ends with the engine when its input closes", async () => {
    const client = await busy();
    client.process.stdin?.end();
    await gone(client);
  });

  it("ends with the engine when the editor has died", async () => {
    const editor = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const client = await busy({ processId: editor.pid ?? null });
    editor.kill("SIGKILL");
    await gone(client);
  });

  it("leaves no engine behind when it is killed", async () => {
    const client = await busy();
    client.process.kill("SIGKILL");
    await gone(client);
  });

  it("comes back by itself when the engine is killed", async () => {
    const client = await busy();
    const engine = processesOfGroup(client.process.pid).find((id) => id !== client.process.pid);
    process.kill(engine ?? NaN, "SIGKILL");
    await client.change(uri, 2, [1, 77], [1, 84], "author");
    expect(await client.whenChecked(uri, 2)).toMatchObject({ errors: 0, engine: "ran" });
  });

  it("is what the command line starts", async () => {
    const client = await start({ command: ["cli.js", "lsp", "--stdio"] });
    expect(client.initialized.serverInfo?.name).toBe("dbscst");
    await client.open(uri, broken);
    expect(await client.whenChecked(uri, 1)).toMatchObject({ errors: 1, engine: "ran" });
    expect(await client.stop()).toBe(0);
  });
});
