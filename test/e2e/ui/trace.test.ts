import { afterAll, expect } from "vitest";
import { startModelServer, type ModelServer } from "../../model-server/server.mjs";
import { scenario } from "../rig/scenario";

const sentence = "Each member of the club has a name.";
const side = {
  version: 1,
  brief: sentence,
  assumptions: [{ id: "a1", text: "Names are one text.", state: "open" }],
  uncovered: [{ start: 0, end: 24, text: "Trainers coach athletes." }],
  trace: { "public.members": { sentences: [{ start: 0, end: sentence.length, text: sentence }] } },
};
const members = "CREATE TABLE members (\n  id bigint PRIMARY KEY,\n  name text NOT NULL\n);\n";
const broken = `${members}CREATE TABLE visits (\n  id bigint PRIMARY KEY,\n  guest_id bigint REFERENCES guests (id)\n);\n`;
const mended = broken.replace("guests (id)", "members (id)");

let server: ModelServer | undefined;
afterAll(() => server?.close());

scenario(
  "a person sees why a table is there, fills it, and has a problem mended",
  async () => {
    server = await startModelServer([{ text: `\`\`\`sql\n${mended}\`\`\`\n` }]);
    return {
      settings: { "dbscst.generation.provider": "openai", "dbscst.openai.baseUrl": server.url },
      files: {
        "club.sql": members,
        "club.brief.json": JSON.stringify(side),
        "visits.sql": broken,
      },
      open: ["club.sql"],
    };
  },
  (step) => {
    step("the sentence of the brief stands above the table and in its hover", async (workbench) => {
      await workbench.line("CREATE TABLE members").waitFor();
      await workbench.page.locator(".codelens-decoration", { hasText: sentence }).waitFor();
      await workbench.hover("CREATE TABLE members", "members");
      await workbench.page.locator(".monaco-hover", { hasText: "In the brief" }).first().waitFor();
      await workbench.screenshot("trace");
      await workbench.page.keyboard.press("Escape");
    });

    step("a sentence that nothing covers is told, until it is dismissed", async (workbench) => {
      await expect.poll(() => workbench.squiggles("info").count()).toBe(1);
      await workbench.hover("CREATE TABLE", "CREATE");
      await workbench.page
        .locator(".monaco-hover", { hasText: "Trainers coach athletes." })
        .first()
        .waitFor();
      await workbench.screenshot("uncovered");
      await workbench.page.keyboard.press("Escape");
      await workbench.goTo(1, 3);
      await (await workbench.quickFix("Dismiss this sentence")).click();
      await expect.poll(() => workbench.squiggles("info").count()).toBe(0);
    });

    step("an assumption is confirmed", async (workbench) => {
      await workbench.run("dbscst: Review Assumptions");
      await workbench.pick("Names are one text.");
      await workbench.pick("It is so");
      await workbench.run("dbscst: Review Assumptions");
      expect(await (await workbench.quickInput("Names are one text.")).innerText()).toContain("confirmed");
      await workbench.screenshot("assumptions");
      await workbench.page.keyboard.press("Escape");
    });

    step("sample rows are added to the end, and the database took them", async (workbench) => {
      await workbench.run("dbscst: Generate Sample Rows");
      await workbench.answer("How many rows", "3");
      await workbench.toast("The database took all of them.");
      await expect.poll(() => workbench.editorText()).toContain("INSERT INTO members");
      await workbench.screenshot("sample-rows");
    });

    step("a problem is mended by the model, after its change was seen", async (workbench) => {
      await workbench.openFile("visits.sql");
      await workbench.line("REFERENCES guests").waitFor();
      await expect.poll(() => workbench.squiggles("error").count(), { timeout: 90_000 }).toBe(1);
      await workbench.goTo(7, 30);
      const fix = await workbench.quickFix("Fix with AI");
      await workbench.screenshot("fix-with-ai");
      await fix.click();
      await workbench.press("runs without errors", "Accept");
      await expect.poll(() => workbench.editorText()).toContain("REFERENCES members");
      const asked = JSON.stringify(server?.chats()[0]?.body);
      expect(asked).toContain("Mend this problem in line 7");
    });
  },
);
