import { expect } from "vitest";
import { startModelServer, type ModelServer } from "../../../model-server/server.mjs";
import type { Step } from "../../rig/scenario";
import type { TwoPeople } from "../../rig/two-people";
import type { Workbench } from "../../rig/workbench";

const shelf = `CREATE TABLE shelf (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room text NOT NULL UNIQUE
);`;

/** The model that the team's server is set up with. */
export function startTeamModel(): Promise<ModelServer> {
  return startModelServer([
    { text: `\`\`\`sql\n${shelf}\n\`\`\`\n`, chunkSize: 7 },
    { status: 401, message: "Incorrect API key provided." },
    { text: `\`\`\`sql\n${shelf}\n\nCREATE TABLE room (\n  id bigint`, chunkSize: 200, stallAfter: 2 },
  ]);
}

/** What the team's server needs to be told for it. */
export function environmentOf(model: ModelServer): Record<string, string> {
  return {
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: "sk-of-the-team",
    OPENAI_MODEL: "team-model",
    GENERATIONS_PER_HOUR: "3",
  };
}

async function generate(workbench: Workbench): Promise<void> {
  await workbench.run("dbscst: Generate Schema");
  await workbench.answer(/plain language/, "A shelf stands in a room.");
}

/** Takes all notifications away, so that the next one is not taken for an earlier one. */
async function dismiss(workbench: Workbench): Promise<void> {
  await workbench.run("Notifications: Clear All Notifications");
  await workbench.page.locator(".notification-toast").first().waitFor({ state: "detached" });
}

/** The server writes schemas with its own model. */
export function schemasOfTheTeam(step: Step, people: TwoPeople, model: () => ModelServer): void {
  step("the model of the team's server writes a schema", async (workbench) => {
    await generate(workbench);
    const toast = await workbench.toast("Schema generated");
    expect(await toast.innerText()).toMatch(/Schema generated: 1 table, no errors/);
    await workbench.screenshot("teamwork-generated");
    expect(await workbench.editorText()).toContain("CREATE TABLE shelf");
    const [chat] = model().chats();
    expect(chat?.headers.authorization).toBe("Bearer sk-of-the-team");
    expect(JSON.stringify(chat?.body)).toContain("A shelf stands in a room.");
    await workbench.press("Schema generated", "Discard");
  });

  step("what the model of the team's server says no to is told", async (workbench) => {
    await generate(workbench);
    const toast = await workbench.toast("gave no schema");
    await workbench.screenshot("team-model-failed");
    expect(await toast.innerText()).toMatch(
      /Select Provider[^]*The model of .* gave no schema\. Choose another/,
    );
    expect(await toast.innerText()).not.toContain("Sign In");
    await dismiss(workbench);
  });

  step("what came before the server was gone is kept, and marked as incomplete", async (workbench) => {
    await generate(workbench);
    await workbench.line("CREATE TABLE shelf").waitFor();
    await people.server.stop("SIGKILL");
    const toast = await workbench.toast("Schema generated");
    expect(await toast.innerText()).toMatch(/1 table, 1 error left/);
    await workbench.screenshot("team-server-cut");
    expect(await workbench.editorText()).toMatch(/CREATE TABLE shelf[^]*;\s*$/);
    await workbench.press("Schema generated", "Keep");
  });

  step(
    "a server that is away, a share that is used up and a missing account say what to do",
    async (workbench) => {
      await generate(workbench);
      const away = await workbench.toast("Nothing answers at");
      await workbench.screenshot("team-server-away");
      expect(await away.innerText()).toContain("Select Provider");
      await dismiss(workbench);
      await people.server.start();
      await generate(workbench);
      await workbench.toast(/You can ask again at .*, or choose another provider/);
      await workbench.screenshot("team-share-used-up");
      await dismiss(workbench);
      await workbench.run("dbscst: Sign Out");
      await workbench.button("Sign In").waitFor();
      await generate(workbench);
      const signedOut = await workbench.toast("for whoever has an account there");
      await workbench.screenshot("team-signed-out");
      expect(await signedOut.innerText()).toMatch(/Sign In[^]*Sign Up/);
    },
  );
}
