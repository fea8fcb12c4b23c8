import { afterAll, expect } from "vitest";
import { startModelServer, type ModelServer } from "../../model-server/server.mjs";
import { scenario } from "../rig/scenario";

const key = "sk-test-0123456789abcdef";

const book = `CREATE TABLE book (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  publisher_id bigint NOT NULL REFERENCES publisher (id)
);
CREATE INDEX book_publisher_id ON book (publisher_id);`;

/** Only whoever wrote the book's table knows what a publisher is; no fix of ours could guess it. */
const publisher = `CREATE TABLE publisher (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);`;

const fenced = (sql: string) => `\`\`\`sql\n${sql}\n\`\`\`\n`;

let server: ModelServer | undefined;
afterAll(() => server?.close());

scenario(
  "a person generates a schema with a model of an OpenAI-compatible server",
  async () => {
    server = await startModelServer([
      { status: 429, retryAfter: 1, message: "Slow down." },
      // Events of seven characters in writes of five bytes: neither falls together with the other.
      { text: fenced(book), chunkSize: 7, byteSize: 5 },
      { text: fenced(`${publisher}\n${book}`), chunkSize: 7, byteSize: 5 },
      { status: 401, message: "Incorrect API key provided." },
    ]);
    return {
      settings: {
        "dbscst.generation.provider": "openai",
        "dbscst.openai.baseUrl": server.url,
        "dbscst.openai.model": "test-model",
      },
    };
  },
  (step) => {
    step("the key is asked for and saved", async (workbench) => {
      await workbench.run("dbscst: Set API Key");
      await workbench.answer(/API key/, key);
      await workbench.toast("The API key is saved");
      // The secret is written behind the notification; what is asked next waits for it.
      await workbench.run("dbscst: Select Provider and Model");
      await workbench.quickInput("Who writes the schemas?");
      expect(await (await workbench.quickInput("test-model")).innerText()).not.toContain("no key is set");
      await workbench.page.keyboard.press("Escape");
    });

    step("it survives a reload, and is nowhere in the settings", async (workbench) => {
      await workbench.reload();
      await workbench.run("dbscst: Select Provider and Model");
      expect(await (await workbench.quickInput("test-model")).innerText()).not.toContain("no key is set");
      await workbench.page.keyboard.press("Escape");
    });

    step("a brief is typed; the faulty draft is repaired before it is shown as done", async (workbench) => {
      await workbench.run("dbscst: Generate Schema");
      await workbench.answer(/plain language/, "Publishers print books. A book has a title.");
      const toast = await workbench.toast("Schema generated");
      expect(await toast.innerText()).toMatch(/Schema generated: 2 tables, no errors/);
      await workbench.screenshot("openai");
      expect(await workbench.editorText()).toContain("CREATE TABLE publisher");
      expect(await workbench.squiggles("error").count()).toBe(0);
    });

    step("the server saw the key, the brief, and PostgreSQL's message in round two", () => {
      const chats = server?.chats() ?? [];
      expect(chats.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill(`Bearer ${key}`));
      expect(JSON.stringify(chats[1]?.body?.messages)).toContain("Publishers print books.");
      expect(JSON.stringify(chats[2]?.body?.messages)).toContain(
        String.raw`relation \"publisher\" does not exist`,
      );
      return Promise.resolve();
    });

    step("a key that is refused is said to be, and nothing is left of the try", async (workbench) => {
      await workbench.press("Schema generated", "Keep");
      await workbench.run("dbscst: Generate Schema");
      await workbench.answer(/plain language/, "Publishers print books.");
      const toast = await workbench.toast("API key");
      await workbench.screenshot("refused-key");
      expect(await toast.innerText()).toContain("Set API Key");
      await workbench.page.locator(".tab", { hasText: "Untitled-2" }).waitFor({ state: "detached" });
      await workbench.page.locator(".tab", { hasText: "Untitled-1" }).waitFor();
    });
  },
);
