import { describe, expect, test } from "vitest";
import { generate, listModels, ProviderFailure } from "../../server/generation";
import { startModelServer, type Behaviour } from "../model-server/server.mjs";
import { answer, apiKey, books, run } from "./run";

const good = answer(books, "-- assumption: One copy of each.");

describe("an answer is read whole from", () => {
  test.each<[string, Behaviour]>([
    ["a stream", {}],
    ["a stream of single characters", { chunkSize: 1 }],
    ["a stream cut inside of characters", { byteSize: 1 }],
    ["a stream with Windows line ends", { crlf: true, byteSize: 7 }],
    ["a stream with comments", { comments: true }],
    ["a stream without its end marker", { noDone: true }],
    ["a stream without a reason to end", { finish: null }],
    [
      "a stream whose last event is not ended",
      { noDone: true, noFinalBlank: true, noUsage: true, finish: null },
    ],
    ["a stream without usage", { noUsage: true }],
    [
      "a stream with the thoughts of the model",
      { reasoning: "Let me think. ```sql\nCREATE TABLE no (id int);\n```" },
    ],
    ["a list of parts", { parts: true }],
    ["whole JSON in place of a stream", { whole: true }],
    ["JSON on many lines in place of a stream", { whole: true, pretty: true }],
    ["whole JSON with a list of parts", { whole: true, parts: true }],
  ])("%s", async (_name, behaviour) => {
    const { outcome, shown } = await run([{ text: good, ...behaviour }]);
    expect(outcome).toMatchObject({
      sql: books,
      rounds: 1,
      tables: ["books"],
      assumptions: ["One copy of each."],
    });
    expect(shown).toBe(books);
  });
});

describe("a request that the server finds faulty is changed", () => {
  const refusal = (message: string, param: string): Behaviour => ({ status: 400, message, param });
  test.each<[string, Behaviour, (body: Record<string, unknown>) => unknown, unknown]>([
    [
      "without a temperature",
      refusal("Unsupported value: 'temperature'", "temperature"),
      (b) => b.temperature,
      undefined,
    ],
    [
      "without stream options",
      refusal("Unknown parameter: stream_options", "stream_options"),
      (b) => b.stream_options,
      undefined,
    ],
    [
      "with a limit of tokens",
      refusal("max_tokens: field required", "max_tokens"),
      (b) => b.max_tokens,
      16_384,
    ],
    [
      "with the newer limit of tokens",
      refusal("Use 'max_completion_tokens'.", "max_tokens"),
      (b) => b.max_completion_tokens,
      16_384,
    ],
    [
      "without a stream",
      refusal("Your organization must be verified to stream this model.", "stream"),
      (b) => b.stream,
      false,
    ],
    [
      "without a system role",
      refusal("Unsupported value: 'messages[0].role' does not support 'system'", "messages[0].role"),
      (b) => (b.messages as { role: string }[]).map(({ role }) => role),
      ["user"],
    ],
  ])("%s", async (_name, complaint, read, expected) => {
    const { outcome, chats } = await run([complaint, { text: good }]);
    expect(outcome).toMatchObject({ sql: books, rounds: 1 });
    expect(chats).toHaveLength(2);
    expect(read(chats[1]!.body!)).toEqual(expected);
  });

  test("once, and stays changed in the next round", async () => {
    const { chats } = await run([
      refusal("Unsupported value: 'temperature'", "temperature"),
      { text: answer("CREATE TABLE books (id bigint PRIMARY KEY, title txt(;") },
      { text: good },
    ]);
    expect(chats.map(({ body }) => body?.temperature)).toEqual([0.2, undefined, undefined]);
  });

  test("no model that reasons is sent a temperature", async () => {
    const { chats } = await run([{ text: good }], { model: "gpt-5-mini" });
    expect(chats.map(({ body }) => body?.temperature)).toEqual([undefined]);
  });
});

describe("what passes is tried again", () => {
  const soon = new Date(Date.now() + 900).toUTCString();
  test.each<[string, Behaviour]>([
    ["too many requests, with seconds to wait", { status: 429, retryAfter: 0.2 }],
    ["too many requests, with a date to wait for", { status: 429, retryAfter: soon }],
    ["too many requests, with nonsense to wait for", { status: 429, retryAfter: "soon" }],
    ["a server error", { status: 500 }],
    ["a server that is starting", { status: 503, retryAfter: 0 }],
    ["a connection that breaks before the answer", { resetAfter: 0 }],
    ["a connection that breaks in the middle", { text: good, resetAfter: 5 }],
    [
      "an error in the middle of the stream",
      { text: good, errorInStream: { message: "overloaded", code: 503 } },
    ],
    ["a line that is no JSON", { text: good, invalidJson: true }],
  ])("%s", async (_name, behaviour) => {
    const { outcome, chats, shown } = await run([behaviour, { text: good }]);
    expect(outcome).toMatchObject({ sql: books, rounds: 1 });
    expect(chats).toHaveLength(2);
    expect(shown).toBe(books);
  });

  test("after the time that the server asks for", async () => {
    const started = performance.now();
    await run([{ status: 429, retryAfter: 1 }, { text: good }]);
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  test("but not when the server asks for more than a person waits", async () => {
    const { failure, chats } = await run([{ status: 429, retryAfter: 3600 }]);
    expect(failure).toMatchObject({
      code: "rate_limited",
      message: expect.stringContaining("Wait 60 minutes") as string,
    });
    expect(chats).toHaveLength(1);
  });

  test("four times at most", async () => {
    const { failure, chats } = await run([{ status: 503, retryAfter: 0.01, message: "overloaded" }]);
    expect(failure).toMatchObject({
      code: "server",
      message: expect.stringContaining("“overloaded”") as string,
    });
    expect(chats).toHaveLength(4);
  });
});

describe("what does not pass is told at once, with what to do", () => {
  test.each<[string, Behaviour, string, RegExp]>([
    [
      "a key that is refused",
      { status: 401, message: "Incorrect API key" },
      "unauthorized",
      /OPENAI_API_KEY/,
    ],
    ["a key without the right", { status: 403, message: "no access" }, "unauthorized", /no access/],
    [
      "a model that is not there",
      { status: 404, code: "model_not_found", message: "The model `m` does not exist" },
      "model_not_found",
      /Choose one/,
    ],
    [
      "a model of Ollama that is not there",
      { status: 404, message: 'model "m" not found, try pulling it first' },
      "model_not_found",
      /load it/,
    ],
    ["a path that is not there", { status: 404, body: "404 page not found" }, "network", /ends in \/v1/],
    [
      "an account without quota",
      { status: 429, code: "insufficient_quota", message: "You exceeded your current quota" },
      "rate_limited",
      /billing/,
    ],
    [
      "a brief that is too long",
      { status: 400, code: "context_length_exceeded", message: "maximum context length" },
      "context_length",
      /Shorten/,
    ],
    ["a request that is refused", { status: 400, message: "bad tool" }, "server", /bad tool/],
    ["a web page", { html: "<html>Log in</html>" }, "network", /base URL/],
    [
      "an error page",
      { status: 502, body: "<html><h1>Bad gateway</h1></html>", retryAfter: 0.01 },
      "server",
      /502/,
    ],
  ])("%s", async (_name, behaviour, code, words) => {
    const { failure } = await run([behaviour]);
    expect(failure?.code).toBe(code);
    expect(failure?.message).toMatch(words);
  });

  test("a server that is not there", async () => {
    const gone = await startModelServer();
    await gone.close();
    const { failure } = await run([], { baseUrl: () => gone.url });
    expect(failure).toMatchObject({
      code: "network",
      message: `${new URL(gone.url).host} cannot be reached: nothing listens there. Start the server, or check the base URL.`,
    });
  });

  test.each<[string, number]>([
    ["before its answer", 0],
    ["in the middle of its answer", 4],
  ])("a server that stalls %s", async (_name, stallAfter) => {
    const { failure, chats } = await run([{ text: good, stallAfter }], { request: { stallTimeoutMs: 200 } });
    expect(failure).toMatchObject({
      code: "stalled",
      message: expect.stringContaining("nothing for 0.2 s") as string,
    });
    expect(await chats[0]!.closed).toBe(false);
  });

  test("but a slow server is waited for as long as bytes come", async () => {
    const slow = { text: good, chunkSize: 8, chunkDelayMs: 30 };
    const { outcome } = await run([slow], { request: { stallTimeoutMs: 300 } });
    expect(outcome?.sql).toBe(books);
    expect(outcome?.timings.model).toBeGreaterThan(300);
  });
});

describe("no key is in what people see", () => {
  test.each<[string, Behaviour]>([
    ["refused", { status: 401, message: "Incorrect API key provided: {key}." }],
    ["faulty", { status: 400, message: 'header "Authorization: Bearer {key}"' }],
    ["a page", { status: 500, retryAfter: 0, body: `<p>${apiKey}</p>` }],
    ["a stream", { errorInStream: { message: `bad ${apiKey}`, code: "401" } }],
    ["prose", { text: "Your key is {key}." }],
    ["a refusal", { refusal: `no ${apiKey}` }],
    [
      "a schema",
      {
        text: answer(
          `CREATE TABLE t (id bigint PRIMARY KEY, k text DEFAULT '{key}');`,
          "-- assumption: {key}",
        ),
        chunkSize: 5,
      },
    ],
    ["an error of the schema", { text: answer(`CREATE TABLE t (id "{key}" nonsense here);`) }],
  ])("echoed by the server: %s", async (_name, behaviour) => {
    const recordings: unknown[] = [];
    const { failure, outcome, events } = await run([behaviour], {
      options: { record: (recording) => recordings.push(recording) },
    });
    const seen = [failure?.message, failure?.stack, failure?.cause, outcome, events, recordings];
    expect(recordings).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain(apiKey);
  });

  test("in the base URL", async () => {
    const secret = "correct-horse-battery";
    const { failure, chats } = await run([{ status: 500, message: `bad ${secret}`, retryAfter: 0 }], {
      baseUrl: ({ url }) => url.replace("//", `//me:${secret}@`),
    });
    expect(failure?.message).not.toContain(secret);
    expect(chats[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`me:${secret}`).toString("base64")}`);
  });

  test("that no header can hold", async () => {
    const { failure } = await run([], { key: { value: "sk-line\nbreak-1234567890" } });
    expect(failure?.code).toBe("unauthorized");
    expect(failure?.message).not.toContain("1234567890");
  });
});

describe("base URLs are read as people paste them", () => {
  test.each<[string, string | undefined, string]>([
    ["", undefined, "/chat/completions"],
    ["/v1/", "/v1", "/v1/chat/completions"],
    ["/v1/chat/completions", "/v1", "/v1/chat/completions"],
    [
      "/openai/deployments/gpt?api-version=2025-01-01",
      undefined,
      "/openai/deployments/gpt/chat/completions?api-version=2025-01-01",
    ],
  ])("%s", async (path, base, expected) => {
    const { outcome, chats } = await run([{ text: good }], {
      baseUrl: ({ origin }) => origin + path,
      server: base === undefined ? {} : { base },
    });
    expect(outcome?.sql).toBe(books);
    expect(chats.map(({ url }) => url)).toEqual([expected]);
  });

  test("with /v1 left out, as Ollama's address is", async () => {
    const { outcome, chats } = await run([{ text: good }], {
      baseUrl: ({ origin }) => origin,
      server: { base: "/v1" },
    });
    expect(outcome?.sql).toBe(books);
    expect(chats.map(({ url }) => url)).toEqual(["/chat/completions", "/v1/chat/completions"]);
  });

  test("that are none", async () => {
    const { failure } = await run([], { baseUrl: () => "file:///etc/passwd" });
    expect(failure).toMatchObject({ code: "network", message: expect.stringContaining("http") as string });
  });
});

describe("a model that is not named", () => {
  test("is OPENAI_MODEL", async () => {
    const { outcome } = await run([{ text: good }], {
      options: { environment: { OPENAI_MODEL: "from-there" } },
    });
    expect(outcome?.model).toBe("from-there");
  });

  test("is the first of a local server that writes text", async () => {
    const server = { models: ["nomic-embed-text", "qwen3:8b", "other"] };
    const { outcome, chats } = await run([{ text: good }], { server, key: { value: undefined } });
    expect(outcome?.model).toBe("qwen3:8b");
    expect(chats[0]?.headers.authorization).toBeUndefined();
  });

  test("is the usual one where a server has no list", async () => {
    const { outcome } = await run([{ text: good }], { server: { modelsStatus: 404 } });
    expect(outcome?.model).toBe("gpt-4.1");
  });
});

test("the models of a server are listed", async () => {
  const server = await startModelServer([], { models: ["a", "b"] });
  try {
    expect(await listModels({ baseUrl: server.url, apiKey })).toEqual(["a", "b"]);
    expect(await listModels({ baseUrl: server.origin })).toEqual(["a", "b"]);
  } finally {
    await server.close();
  }
});

test("OpenAI itself is not asked without a key", async () => {
  const asked = generate(
    { brief: "Books.", dialect: "postgresql", provider: "openai" },
    {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      engines: () => undefined,
      environment: {},
    },
  );
  await expect(asked).rejects.toThrow(ProviderFailure);
  await expect(asked).rejects.toThrow(/OPENAI_API_KEY/);
});

test("cancelling in the middle of an answer closes the connection", async () => {
  const server = await startModelServer([{ text: good, stallAfter: 6 }]);
  const cancel = new AbortController();
  const reason = new Error("cancelled by the person");
  try {
    const run = generate(
      {
        brief: "Books.",
        dialect: "postgresql",
        provider: "openai",
        openai: { baseUrl: server.url, model: "m" },
      },
      {
        signal: cancel.signal,
        onProgress: (event) => event.kind === "sql" && cancel.abort(reason),
        engines: () => undefined,
        environment: {},
      },
    );
    await expect(run).rejects.toBe(reason);
    expect(await server.chats()[0]!.closed).toBe(false);
  } finally {
    await server.close();
  }
});

test("cancelling while waiting to try again ends the wait", async () => {
  const cancel = new AbortController();
  const server = await startModelServer([
    () => {
      setImmediate(() => cancel.abort());
      return { status: 429, retryAfter: 20 };
    },
  ]);
  try {
    const run = generate(
      {
        brief: "Books.",
        dialect: "postgresql",
        provider: "openai",
        openai: { baseUrl: server.url, model: "m" },
      },
      { signal: cancel.signal, onProgress: () => undefined, engines: () => undefined, environment: {} },
    );
    await expect(run).rejects.toThrow("aborted");
  } finally {
    await server.close();
  }
});
