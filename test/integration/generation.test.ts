import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startModelServer, type Behaviour, type ModelServer } from "../model-server/server.mjs";

const root = join(import.meta.dirname, "..", "..");
const apiKey = "sk-test-1234567890abcdefghij";

const books = `CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);

COMMENT ON TABLE books IS 'Bücher 📚';
`;
const answer = (sql: string) => `\`\`\`sql\n${sql}\n\`\`\`\n-- assumption: One copy of each.\n`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dbscst-generation-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the built CLI against a model server that follows the script. */
async function generate(script: readonly Behaviour[], ...args: readonly string[]) {
  const server: ModelServer = await startModelServer(script);
  const child = spawn(
    process.execPath,
    [join(root, "dist", "cli.js"), "generate", "A library keeps books.", "--base-url", server.url, ...args],
    { env: { PATH: process.env.PATH, OPENAI_API_KEY: apiKey }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  await server.close();
  return { code, ...output, chats: server.chats() };
}

describe("the command line with a model", () => {
  test("a faulty schema is repaired in round two, in whatever pieces it arrives", async () => {
    const faulty = `${books}CREATE INDEX ON books (author_id);\n`;
    const { code, stdout, stderr } = await generate(
      [
        { text: answer(faulty), byteSize: 3 },
        { text: answer(books), byteSize: 3 },
      ],
      "--format",
      "json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      sql: books,
      dialect: "postgresql",
      provider: "openai",
      model: "test-model",
      rounds: 2,
      problems: [],
      assumptions: ["One copy of each."],
      uncovered: [],
      tables: ["books"],
    });
    expect(stderr).toContain("Asking for a repair of 1 error.");
  });

  test("a schema with errors left exits with 1", async () => {
    const { code, stdout, chats } = await generate([
      { text: answer(`${books}CREATE INDEX ON books (author_id);\n`) },
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain("CREATE TABLE books");
    expect(chats).toHaveLength(4);
  });

  test.each<[string, Behaviour, RegExp]>([
    ["refuses the key", { status: 401, message: "Incorrect API key provided: {key}" }, /refused the API key/],
    ["stalls", { text: answer(books), stallAfter: 3 }, /sent nothing for 1 s/],
    ["answers in words", { text: "Tell me more." }, /without a schema/],
  ])("a model that %s exits with 2, and nothing is written", async (_name, behaviour, words) => {
    const out = join(folder, "never.sql");
    const { code, stdout, stderr } = await generate([behaviour], "--timeout", "1", "--out", out);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain(apiKey);
    expect(existsSync(out)).toBe(false);
  });

  test("what is written is the schema", async () => {
    const out = join(folder, "books.sql");
    const { code } = await generate([{ text: answer(books) }], "--out", out);
    expect(code).toBe(0);
    expect(await readFile(out, "utf8")).toBe(books);
  });
});

test("the model server runs as a program that prints its URL", async () => {
  const child = spawn(process.execPath, [join(root, "test", "model-server", "main.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { listening } = JSON.parse(line) as { listening: string };
  const models = await fetch(`${listening}/models`);
  expect(await models.json()).toMatchObject({ data: [{ id: "test-model" }] });
  child.kill();
  await once(child, "close");
});
