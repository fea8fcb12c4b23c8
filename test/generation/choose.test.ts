import { expect, test } from "vitest";
import type { Provider } from "../../server/generation";
import { answer, books, run, type RunOptions } from "./run";

const editor: Provider = {
  name: "editor",
  model: "copilot",
  complete: () => Promise.resolve({ text: answer(books), finish: "stop" }),
};

const noKey: RunOptions = { request: { provider: "auto", openai: {} }, key: { value: undefined } };

test.each<[string, RunOptions, string, RegExp]>([
  [
    "openai where a key is set",
    { request: { provider: "auto" } },
    "openai",
    /^A model over the OpenAI API was .* an API key is set\.$/,
  ],
  [
    "openai where a base URL is set",
    { request: { provider: "auto" }, key: { value: undefined } },
    "openai",
    /a base URL is set/,
  ],
  [
    "the editor's model without a key",
    { ...noKey, options: { providers: [editor] } },
    "editor",
    /^The editor's model was taken because no API key is set and the editor offers one\.$/,
  ],
  ["builtin without a model", noKey, "builtin", /^The built-in generator was .* no API key is set/],
])("auto takes %s, and says why", async (_name, options, provider, reason) => {
  const { outcome, events } = await run([{ text: answer(books) }], options);
  expect(outcome).toMatchObject({
    provider,
    providerReason: expect.stringMatching(reason) as string,
    rounds: 1,
  });
  expect(events[0]).toMatchObject({ stage: "prompt", message: outcome?.providerReason });
});

test("a key in the environment is a key", async () => {
  const environment = { OPENAI_API_KEY: "sk-from-the-environment" };
  const { outcome, chats } = await run([{ text: answer(books) }], {
    request: { provider: "auto" },
    key: { value: undefined },
    options: { environment },
  });
  expect(outcome?.providerReason).toMatch(/an API key is set/);
  expect(chats[0]?.headers.authorization).toBe("Bearer sk-from-the-environment");
});

test.each(["editor", "backend"] as const)(
  "%s that is not there is an error, and nothing else",
  async (provider) => {
    const { failure, chats } = await run([{ text: answer(books) }], { request: { provider } });
    expect(failure?.code).toBe("unavailable");
    expect(chats).toEqual([]);
  },
);

test("openai that fails is an error, though builtin would not", async () => {
  const { failure, events } = await run([{ status: 401 }], { request: { provider: "auto" } });
  expect(failure?.code).toBe("unauthorized");
  expect(events.filter(({ kind }) => kind === "sql")).toEqual([]);
});

test("builtin gives its SQL as it is", async () => {
  const { outcome, shown } = await run([], {
    request: { provider: "builtin", brief: "A shop sells products." },
  });
  expect(outcome?.tables).toContain("products");
  expect(shown).toBe(outcome?.sql);
});
