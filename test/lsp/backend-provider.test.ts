import { PassThrough } from "node:stream";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createConnection, CancellationTokenSource } from "vscode-languageserver/node";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import type * as vscode from "vscode";
import { eventually } from "../eventually";
import type { Tokens } from "../../client/api/client";
import { SignedOut } from "../../client/api/failure";
import { askBackend } from "../../client/generation/backend-model";
import { createEngines, type Engines } from "../../server/engine/node";
import { generateSchema } from "../../server/lsp/generation";
import { Workspace } from "../../server/lsp/workspace";
import {
  backendGenerateProgressNotification,
  backendGenerateRequest,
  generateProgressNotification,
  type BackendGenerateParams,
  type GenerateParams,
  type GenerateProgressParams,
  type GenerateResult,
} from "../../server/protocol/lsp";
import { startModelServer, type Behaviour, type ModelServer } from "../model-server/server.mjs";
import { TestBackend } from "../backend/harness";
import { answer, books, shownAfter } from "../generation/run";

// Only the words need the editor; whatever asks and answers here is the real thing.
vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, place) => values[Number(place)] ?? ""),
  },
}));

let engines: Engines;
let model: ModelServer;
let backend: TestBackend;
let address: string;
/** What the team's model does next. */
let script: Behaviour[] = [];
beforeAll(async () => {
  engines = await createEngines();
  model = await startModelServer([() => script.shift() ?? {}]);
  backend = await TestBackend.start("pglite", {
    REQUIRE_EMAIL_VERIFICATION: "false",
    OPENAI_API_KEY: "sk-of-the-team",
    OPENAI_BASE_URL: model.url,
    OPENAI_MODEL: "team-model",
    GENERATIONS_PER_HOUR: "1",
  });
  address = await backend.backend.app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  // What fetch keeps open for its next request would be waited for.
  backend.app.server.closeAllConnections();
  await backend.stop();
  await model.close();
  await engines.dispose();
});

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Editor {
  readonly asked: BackendGenerateParams[];
  readonly progress: GenerateProgressParams[];
  readonly generate: (
    request?: Partial<GenerateParams>,
    token?: vscode.CancellationToken,
  ) => Promise<GenerateResult>;
}

/** The language server's half and the extension's, joined by a real connection. */
function editor(tokens: Tokens, at = address): Editor {
  const there = new PassThrough();
  const back = new PassThrough();
  const connection = createConnection(new StreamMessageReader(there), new StreamMessageWriter(back));
  const client: ProtocolConnection = createProtocolConnection(
    new StreamMessageReader(back),
    new StreamMessageWriter(there),
  );
  closing.push(() => {
    connection.dispose();
    client.dispose();
  });
  const asked: BackendGenerateParams[] = [];
  const progress: GenerateProgressParams[] = [];
  const team = { name: "team.example", address: () => Promise.resolve(at) };
  client.onRequest(
    backendGenerateRequest,
    (params: BackendGenerateParams, token: vscode.CancellationToken) => {
      asked.push(params);
      return askBackend(
        { backend: team, tokens },
        params,
        (event) =>
          void client.sendNotification(backendGenerateProgressNotification, {
            id: params.id,
            progress: event,
          }),
        token,
      );
    },
  );
  client.onNotification(generateProgressNotification, (event: GenerateProgressParams) => {
    progress.push(event);
  });
  connection.listen();
  client.listen();
  return {
    asked,
    progress,
    generate: (request, token = new CancellationTokenSource().token) =>
      generateSchema(
        { connection, engines, workspace: new Workspace(connection, () => undefined) },
        {
          id: "one",
          brief: "A library keeps books.",
          dialect: "postgresql",
          provider: "backend",
          backend: true,
          ...request,
        },
        token,
      ),
  };
}

/** Somebody who has not asked yet. */
async function newcomer(): Promise<Tokens> {
  const { token } = await backend.person();
  return {
    access: () => Promise.resolve(token),
    renew: () => Promise.reject(new SignedOut("The session has ended.")),
  };
}

it("has the team's model write, with the person's choices, and checks here what comes back", async () => {
  script = [
    { text: answer(books.replace("text NOT NULL", "txet NOT NULL")) },
    { text: answer(books, "-- assumption: One library.") },
  ];
  const person = await backend.person();
  const expired: string[] = [];
  const { generate, asked, progress } = editor({
    access: () => Promise.resolve("stale"),
    renew: (refused) => {
      expired.push(refused);
      return Promise.resolve(person.token);
    },
  });
  const result = await generate({ design: { keys: "uuid" } });
  expect(result).toMatchObject({
    provider: "backend",
    providerReason: "backend was asked for.",
    model: "team-model",
    rounds: 1,
    sql: books,
    tables: ["books"],
    problems: [],
    assumptions: ["One library."],
  });
  expect(result.timings.engine).toBeGreaterThan(0);
  expect(expired).toEqual(["stale"]);
  expect(asked[0]).toMatchObject({ brief: "A library keeps books.", design: { keys: "uuid" } });
  const chats = model.chats();
  expect(chats).toHaveLength(2);
  expect(chats[0]?.headers.authorization).toBe("Bearer sk-of-the-team");
  expect(JSON.stringify(chats[0]?.body?.messages)).toContain("gen_random_uuid()");
  await eventually(() => {
    expect(shownAfter(progress)).toBe(books);
  });
  const stages = progress.flatMap((event) => (event.kind === "stage" ? [event.message] : []));
  expect(stages.join("\n")).toMatch(/Asking for a repair of 1 error/);
});

it("says when a share that is used up begins anew", async () => {
  script = [{ text: answer(books) }];
  const { generate } = editor(await newcomer());
  expect((await generate()).tables).toEqual(["books"]);
  await expect(generate()).rejects.toMatchObject({
    message: expect.stringMatching(
      /^Your share of schemas at team\.example is used up for now\. You can ask again at \d.*, or choose another provider/,
    ) as string,
    data: { code: "rate_limited" },
  });
});

it("tells what the team's model said no to", async () => {
  script = [{ status: 401, message: "Incorrect API key." }];
  await expect(editor(await newcomer()).generate()).rejects.toMatchObject({
    message: expect.stringMatching(
      /^The model of team\.example gave no schema\. Choose another provider, or tell whoever runs it: /,
    ) as string,
    data: { code: "server" },
  });
});

const cutOff = `${books}\nCREATE TABLE authors (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name`;

it("keeps what came before the backend went away", async () => {
  script = [{ text: answer(cutOff), chunkSize: 40, stallAfter: 7 }];
  const { generate, progress } = editor(await newcomer());
  const generating = generate();
  await eventually(() => {
    expect(shownAfter(progress)).toMatch(/COMMENT ON TABLE books IS .*;\s/);
  });
  backend.app.server.closeAllConnections();
  const { tables, problems } = await generating;
  expect(tables).toEqual(["books"]);
  expect(problems.map(({ message }) => message).join("\n")).toMatch(/The connection to .* broke/);
});

it("ends the stream, and so the model's, when it is cancelled", async () => {
  script = [{ text: answer(cutOff), chunkSize: 40, stallAfter: 7 }];
  const { generate, progress } = editor(await newcomer());
  const cancellation = new CancellationTokenSource();
  const generating = generate({}, cancellation.token);
  await eventually(() => {
    expect(shownAfter(progress)).not.toBe("");
  });
  cancellation.cancel();
  await expect(generating).rejects.toThrow("Cancelled.");
  expect(await model.chats().at(-1)?.closed).toBe(false);
});

it.each<[string, string, Tokens["access"], string, RegExp]>([
  [
    "who is not signed in",
    "http://127.0.0.1:9",
    () => Promise.reject(new SignedOut("Nobody is signed in.")),
    "unauthorized",
    /^Schemas are written by the backend on team\.example, for whoever has an account there\. Sign in or sign up,/,
  ],
  [
    "a backend that is not there",
    "http://127.0.0.1:9",
    () => Promise.resolve("t"),
    "network",
    /^(?:Nothing answers at|http)/,
  ],
])("tells of %s", async (_name, at, access, code, message) => {
  const { generate } = editor({ access, renew: access }, at);
  await expect(generate()).rejects.toMatchObject({
    message: expect.stringMatching(message) as string,
    data: { code },
  });
});

it("is never what auto takes", async () => {
  vi.stubEnv("OPENAI_API_KEY", "");
  vi.stubEnv("OPENAI_BASE_URL", "");
  const { generate, asked } = editor({ access: vi.fn(), renew: vi.fn() });
  expect(await generate({ provider: "auto" })).toMatchObject({ provider: "builtin" });
  expect(asked).toEqual([]);
  vi.unstubAllEnvs();
});
