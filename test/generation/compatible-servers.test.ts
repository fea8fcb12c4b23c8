import { describe, expect, test } from "vitest";
import type { Behaviour } from "../model-server/server.mjs";
import { answer, books, run } from "./run";

/**
 * What servers other than OpenAI's send, to the byte, beside the proper form. The general faults of a stream are in
 * openai.test.ts.
 */

const good = answer(books, "-- assumption: One copy of each.");
const halves = [good.slice(0, 70), good.slice(70)] as const;

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const done = "data: [DONE]\n\n";
const chunk = (delta: object, finish: string | null = null, rest: object = {}) =>
  event({
    id: "c",
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...rest,
  });
const text = (...pieces: readonly string[]) => pieces.map((content) => chunk({ content }));

const isWhole = { sql: books, rounds: 1, tables: ["books"], assumptions: ["One copy of each."] };

describe("an answer is read whole as it comes from", () => {
  test.each<[string, readonly string[]]>([
    [
      "Ollama, whose model thinks first and tells no usage",
      [
        ...text(
          "<think>\nFirst a try:\n```sql\n",
          "CREATE TABLE wrong (id int);\n```\n</thi",
          "nk>\n\n",
          ...halves,
        ),
        chunk({ content: "" }, "stop", { system_fingerprint: "fp_ollama" }),
        done,
      ],
    ],
    [
      "Ollama, whose model thinks in a field of its own",
      [
        chunk({ role: "assistant", content: "", reasoning: "```sql\nCREATE TABLE wrong (id int);\n```" }),
        ...text(...halves),
        chunk({}, "stop"),
        done,
      ],
    ],
    [
      "LM Studio, with names of events and statistics",
      [
        `event: message\n${chunk({ role: "assistant", content: "" })}`,
        ...text(...halves),
        chunk({}, "stop", { stats: {}, system_fingerprint: "m" }),
        done,
      ],
    ],
    [
      "vLLM, with usage in every event and reasoning beside the content",
      [
        chunk({ role: "assistant", content: null, reasoning_content: "Hm. CREATE TABLE wrong (id int);" }),
        ...halves.map((content, index) =>
          chunk({ content }, null, { usage: { prompt_tokens: 5, completion_tokens: index } }),
        ),
        chunk({ content: "" }, "stop", { usage: { prompt_tokens: 5, completion_tokens: 9 } }),
        done,
      ],
    ],
    [
      "llama.cpp, with comments, spaces left out and a reason of its own to end",
      [
        ": ping\n\n",
        ...text(...halves).map((line) => line.replace("data: ", "data:")),
        ":\n\n",
        chunk({}, "eos"),
        done,
      ],
    ],
    [
      "Azure, whose first event has no choice and whose events carry filters",
      [
        event({
          choices: [],
          prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
          model: "",
        }),
        ...halves.map((content) =>
          event({
            choices: [{ index: 0, delta: { content }, finish_reason: null, content_filter_results: {} }],
          }),
        ),
        chunk({}, "stop"),
        event({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } }),
        done,
      ],
    ],
    [
      "a server that gives an empty reason to end with every event",
      [...text(...halves).map((line) => line.replace('"finish_reason":null', '"finish_reason":""')), done],
    ],
    ["a server that ends without [DONE]", [...text(...halves), chunk({}, "stop")]],
    ["a server that writes usage of null", [...text(...halves), chunk({}, "stop", { usage: null }), done]],
  ])("%s", async (_name, raw) => {
    for (const pieces of [raw, bytes(raw)]) {
      const { outcome, shown, chats } = await run([{ raw: pieces }]);
      expect(outcome).toMatchObject(isWhole);
      expect(shown).toBe(books);
      expect(chats).toHaveLength(1);
    }
  });
});

/** The same, cut after every fifth byte, which is in the middle of many a character. */
function bytes(raw: readonly string[]): Uint8Array[] {
  const all = Buffer.from(raw.join(""));
  return Array.from({ length: Math.ceil(all.length / 5) }, (_, at) => all.subarray(at * 5, at * 5 + 5));
}

describe("an answer that was cut off is continued, where the reason to end is", () => {
  test.each(["length", "max_tokens", "MAX_TOKENS", "model_length", "error"])("%s", async (reason) => {
    const whole = `${books}\nCREATE TABLE pages (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, no in`;
    const { outcome, chats } = await run([
      { raw: [...text("```sql\n", whole), chunk({}, reason), done] },
      { text: answer("CREATE TABLE pages (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);") },
    ]);
    expect(outcome).toMatchObject({ rounds: 2, tables: ["books", "pages"] });
    expect(chats).toHaveLength(2);
  });
});

describe("a server that says no is understood", () => {
  const status = (code: number, body: unknown): Behaviour => ({ status: code, body: JSON.stringify(body) });
  test.each<[string, Behaviour, string, RegExp]>([
    [
      "vLLM, with its error flat in the body",
      status(400, {
        object: "error",
        message: "This model's maximum context length is 4096 tokens.",
        type: "BadRequestError",
        param: null,
        code: 400,
      }),
      "context_length",
      /4096 tokens.*Shorten/,
    ],
    [
      "llama.cpp, whose context is too small",
      status(400, {
        error: {
          code: 400,
          message: "the request exceeds the available context size, try increasing it",
          type: "exceed_context_size_error",
        },
      }),
      "context_length",
      /Shorten/,
    ],
    [
      "LM Studio, whose context is too small",
      status(400, {
        error:
          "Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens",
      }),
      "context_length",
      /4096/,
    ],
    [
      "Azure, whose filter holds the brief back",
      status(400, {
        error: {
          message: "The response was filtered due to the prompt triggering our content management policy.",
          param: "prompt",
          code: "content_filter",
          status: 400,
        },
      }),
      "bad_answer",
      /filter.*Reword/,
    ],
    [
      "Azure, which does not have the deployment",
      status(404, {
        error: {
          code: "DeploymentNotFound",
          message: "The API deployment for this resource does not exist.",
        },
      }),
      "network",
      /does not exist/,
    ],
    [
      "a gateway that says it in `detail`",
      status(403, { detail: "Not for you" }),
      "unauthorized",
      /Not for you/,
    ],
    [
      "Ollama, with a text for its error",
      status(404, { error: "model 'm' not found" }),
      "model_not_found",
      /load it there/,
    ],
    [
      "a web page in place of a stream",
      { raw: ["<!doctype html><title>Log in</title>"] },
      "network",
      /base URL/,
    ],
    [
      "an error in a stream with status 200",
      { raw: [event({ error: { message: "Incorrect API key provided", code: "invalid_api_key" } })] },
      "unauthorized",
      /Incorrect API key/,
    ],
    [
      "an error in the stream of vLLM",
      { raw: [event({ object: "error", message: "maximum context length", code: 400 }), done] },
      "context_length",
      /Shorten/,
    ],
    ["a filter that ends the answer", { raw: [chunk({}, "content_filter"), done] }, "bad_answer", /refused/],
    ["a filter with another name", { raw: [chunk({}, "SAFETY"), done] }, "bad_answer", /refused/],
    [
      "a refusal",
      { raw: [chunk({ refusal: "I cannot." }), chunk({}, "stop"), done] },
      "bad_answer",
      /refused/,
    ],
    ["nothing but empty events", { raw: [event({ choices: [] }), done] }, "bad_answer", /empty answer/],
  ])("%s", async (_name, behaviour, code, words) => {
    const { failure, chats } = await run([behaviour]);
    expect(failure?.message).toMatch(words);
    expect(failure?.code).toBe(code);
    expect(chats.length).toBeLessThanOrEqual(2);
  });
});

describe("a connection that breaks in the middle, again and again,", () => {
  const begun = [
    ...text("```sql\n", books, "\nCREATE TABLE pages (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY K"),
  ];
  test.each<[string, Behaviour]>([
    ["by a reset", { raw: begun, cut: true }],
    ["by an error", { raw: [...begun, event({ error: { message: "overloaded", code: 503 } })] }],
    ["by an error that is final", { raw: [...begun, event({ error: { message: "gone", code: 401 } })] }],
  ])("%s, loses nothing of what came", async (_name, behaviour) => {
    const { outcome, shown } = await run([behaviour]);
    expect(outcome).toMatchObject({ sql: books, rounds: 1, tables: ["books"] });
    expect(shown).toBe(books);
    expect(outcome?.problems.map(({ code }) => code)).toEqual(["not-proven", "incomplete"]);
    expect(outcome?.problems[1]?.message).toMatch(/^The answer ends here, and the rest is missing\. \S/);
  });

  test("by silence, loses nothing of what came", async () => {
    const server: Behaviour = { text: `\`\`\`sql\n${books}\nCREATE TABLE`, chunkSize: 400, stallAfter: 2 };
    const { outcome } = await run([server], { request: { stallTimeoutMs: 300 } });
    expect(outcome).toMatchObject({ sql: books, tables: ["books"] });
    expect(outcome?.problems.map(({ message }) => message).join()).toMatch(/sent nothing for 0.3 s/);
  });

  test("before anything is whole, is a failure", async () => {
    const { failure } = await run([{ raw: text("```sql\nCREATE TAB"), cut: true }]);
    expect(failure?.code).toBe("network");
  });
});

describe("Azure's path style", () => {
  test("sends the key as api-key, and a version where the address names none", async () => {
    const { outcome, chats } = await run([{ text: good }], {
      baseUrl: ({ origin }) => `${origin}/openai/deployments/gpt`,
    });
    expect(outcome).toMatchObject(isWhole);
    expect(chats[0]?.url).toMatch(
      /^\/openai\/deployments\/gpt\/chat\/completions\?api-version=20\d\d-\d\d-\d\d$/,
    );
    expect(chats[0]?.headers["api-key"]).toMatch(/^sk-test/);
    expect(chats[0]?.headers.authorization).toBeUndefined();
  });

  test("keeps the version of an address that was pasted whole", async () => {
    const { chats } = await run([{ text: good }], {
      baseUrl: ({ origin }) =>
        `${origin}/openai/deployments/gpt/chat/completions?api-version=2025-01-01-preview`,
    });
    expect(chats.map(({ url }) => url)).toEqual([
      "/openai/deployments/gpt/chat/completions?api-version=2025-01-01-preview",
    ]);
  });
});

describe("what an answer took is told", () => {
  test.each<[string, readonly string[], object]>([
    [
      "in tokens and dollars, where the server knows them",
      [event({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 20, cost: 0.0042 } })],
      { inputTokens: 10, outputTokens: 20, costUsd: 0.0042 },
    ],
    [
      "as Groq tells it",
      [event({ choices: [], x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } } })],
      { inputTokens: 1, outputTokens: 2 },
    ],
  ])("%s", async (_name, last, usage) => {
    const { outcome, events } = await run([{ raw: [...text(...halves), chunk({}, "stop"), ...last, done] }]);
    expect(outcome?.usage).toEqual(usage);
    const told = events.findLast((progress) => progress.kind === "stage");
    expect(told).toMatchObject({
      stage: "done",
      message: expect.stringMatching(/used \d+ tokens/) as string,
    });
  });

  test("as the sum of all rounds", async () => {
    const raw = (sql: string) => [
      ...text(answer(sql)),
      chunk({}, "stop"),
      event({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 20, cost: 0.25 } }),
      done,
    ];
    const pages = (target: string) =>
      `${books}\nCREATE TABLE pages (id bigint PRIMARY KEY, book_id bigint NOT NULL UNIQUE REFERENCES ${target} (id) ON DELETE CASCADE);`;
    const { outcome } = await run([{ raw: raw(pages("nowhere")) }, { raw: raw(pages("books")) }]);
    expect(outcome?.usage).toEqual({ inputTokens: 20, outputTokens: 40, costUsd: 0.5 });
  });
});
