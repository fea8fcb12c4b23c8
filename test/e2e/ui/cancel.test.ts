import { afterAll, expect } from "vitest";
import { startModelServer, type ModelServer } from "../../model-server/server.mjs";
import { scenario } from "../rig/scenario";

const endless = Array.from(
  { length: 400 },
  (_, index) => `CREATE TABLE item_${index} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);`,
).join("\n");

let server: ModelServer | undefined;
afterAll(() => server?.close());

scenario(
  "a person thinks better of it",
  async () => {
    server = await startModelServer([
      { text: `\`\`\`sql\n${endless}\n\`\`\``, chunkSize: 40, chunkDelayMs: 50 },
    ]);
    return { settings: { "dbscst.generation.provider": "openai", "dbscst.openai.baseUrl": server.url } };
  },
  (step) => {
    step("the SQL streams into an editor", async (workbench) => {
      await workbench.run("dbscst: Generate Schema");
      await workbench.answer(/plain language/, "Many items.");
      await workbench.line("item_1").waitFor();
      await workbench.screenshot("streaming");
    });

    step("cancelled, the editor closes and the model's server is left", async (workbench) => {
      await workbench.press("Generating schema", "Cancel");
      await workbench.page.locator(".tab", { hasText: "Untitled-1" }).waitFor({ state: "detached" });
      expect(await server?.chats()[0]?.closed).toBe(false);
    });

    step("nothing is left but a quiet editor", async (workbench) => {
      expect(await workbench.page.locator(".notification-toast").count()).toBe(0);
    });
  },
);
