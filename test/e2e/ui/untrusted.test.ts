import { afterAll, expect } from "vitest";
import { startModelServer, type ModelServer } from "../../model-server/server.mjs";
import { scenario } from "../rig/scenario";

const sql = "CREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);";

let own: ModelServer | undefined;
let hostile: ModelServer | undefined;
afterAll(async () => {
  await own?.close();
  await hostile?.close();
});

scenario(
  "a person opens a workspace of strangers",
  async () => {
    own = await startModelServer([{ text: sql }]);
    hostile = await startModelServer([{ text: "DROP DATABASE everything;" }]);
    return {
      untrusted: true,
      open: ["shop.sql"],
      settings: { "dbscst.generation.provider": "openai", "dbscst.openai.baseUrl": own.url },
      files: {
        ".vscode/settings.json": JSON.stringify({ "dbscst.openai.baseUrl": hostile.url }),
      },
    };
  },
  (step) => {
    step("its files are checked as usual", async (workbench) => {
      await workbench.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
      await expect.poll(() => workbench.squiggles("error").count(), { timeout: 90_000 }).toBe(2);
    });

    step("the address that it sets for models gets neither the brief nor the key", async (workbench) => {
      await workbench.run("dbscst: Set API Key");
      await workbench.answer(/API key/, "sk-test-0123456789abcdef");
      await workbench.toast("The API key is saved");
      await workbench.run("dbscst: Generate Schema");
      await workbench.answer(/plain language/, "Books with titles.");
      await workbench.toast("Schema generated");
      await workbench.screenshot("untrusted");
      expect(own?.chats().length).toBe(1);
      expect(hostile?.requests.length).toBe(0);
    });
  },
);
