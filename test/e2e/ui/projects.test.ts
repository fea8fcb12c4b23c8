import { createServer } from "node:net";
import { afterAll, expect } from "vitest";
import { scenario } from "../rig/scenario";
import { password, TeamServer } from "../rig/team-server";
import type { Workbench } from "../rig/workbench";

let server: TeamServer | undefined;
let bob = "";
let projectId = "";
let taskId = "";
afterAll(async () => {
  await server?.remove();
});

function team(): TeamServer {
  if (!server) throw new Error("there is no server");
  return server;
}

/** An address of the loopback where nobody listens. */
async function unusedAddress(): Promise<string> {
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  await new Promise((resolve) => listening.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

function row(workbench: Workbench, hasText: string | RegExp) {
  return workbench.page.locator(".sidebar .monaco-list-row", { hasText }).first();
}

scenario(
  "two people share a project on their team's server",
  async () => {
    server = await TeamServer.start();
    await server.signUp("Ada");
    bob = await server.signUp("Bob");
    projectId = (await server.call<{ id: string }>("POST", "/v1/projects", { name: "Harbour" }, bob)).id;
    const task = { title: "Number the berths" };
    taskId = (await server.call<{ id: string }>("POST", `/v1/projects/${projectId}/tasks`, task, bob)).id;
    const sql = { name: "harbour", sql: "CREATE TABLE berth (id int PRIMARY KEY);\n", message: "Berths" };
    const schema = await server.call<{ id: string }>("POST", `/v1/projects/${projectId}/schemas`, sql, bob);
    const next = { sql: "CREATE TABLE berth (id int PRIMARY KEY, length_m int);\n", message: "Length" };
    await server.call("POST", `/v1/schemas/${schema.id}/versions`, next, bob);
    return { settings: { "dbscst.backend.url": server.url, "workbench.colorTheme": "Default Dark Modern" } };
  },
  (step) => {
    step("a wrong password is said in the box, the right one signs in", async (workbench) => {
      await workbench.run("View: Show dbscst");
      await workbench.page.locator(".sidebar .monaco-button", { hasText: "Sign In" }).click();
      await workbench.answer(/The address of your account/, "ada@example.com");
      await workbench.answer(/The password of ada/, "not this one");
      const box = await workbench.quickInput(/Sign in to dbscst/);
      await expect
        .poll(() => box.innerText(), { timeout: 15_000 })
        .toContain("The address or the password is wrong");
      await box.locator("input").fill(password);
      await workbench.page.keyboard.press("Enter");
      await workbench.page.locator(".sidebar .monaco-button", { hasText: "New Project" }).waitFor();
    });

    step("an invitation comes in by itself, and is accepted in the view", async (workbench) => {
      const invitation = { email: "ada@example.com", role: "editor" };
      await team().call("POST", `/v1/projects/${projectId}/members`, invitation, bob);
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await row(workbench, /Harbour.*Bob invites you/).hover();
      await workbench.screenshot("projects-invitation");
      await row(workbench, /Harbour/)
        .locator(".action-label[aria-label*='Accept']")
        .click();
      await row(workbench, /Harbour.*Editor/).waitFor();
      await row(workbench, "Number the berths").waitFor();
    });

    step("what the other one does is seen at once", async (workbench) => {
      await team().call("PATCH", `/v1/tasks/${taskId}`, { priority: "urgent", dueOn: "2030-05-31" }, bob);
      await row(workbench, /Number the berths.*2030/).waitFor();
    });

    step("two versions are compared", async (workbench) => {
      await row(workbench, /Harbour.*Editor/).click();
      await row(workbench, /harbour.*v2/).click();
      await row(workbench, "Version 2").hover();
      await row(workbench, "Version 2").locator(".action-label[aria-label*='Compare']").click();
      await workbench.pick("Version 1");
      await workbench.page.locator(".tab", { hasText: "version 1 ↔ version 2" }).waitFor();
      await workbench.page.locator(".view-line", { hasText: "length_m" }).first().waitFor();
      await workbench.screenshot("projects-compare");
    });

    step("both change one task: both sides are shown, and one is chosen", async (workbench) => {
      await workbench.run("dbscst: Change Task");
      await workbench.pick("Number the berths");
      await workbench.pick("Status");
      await workbench.quickInput(/In Progress/);
      await team().call("PATCH", `/v1/tasks/${taskId}`, { status: "done" }, bob);
      await workbench.pick("In Progress");
      const both = await workbench.quickInput("Keep Mine");
      await workbench.screenshot("projects-conflict");
      expect(await both.innerText()).toMatch(/Keep Mine[\s\S]*In Progress[\s\S]*Take Theirs[\s\S]*Done/);
      await workbench.pick("Keep Mine");
      await workbench.quickInput("Assignee");
      await workbench.page.keyboard.press("Escape");
      await row(workbench, /In Progress.*1/).waitFor();
    });

    step("the server is gone: it is said why, and what was loaded stays", async (workbench) => {
      await team().stop();
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await workbench.page.locator(".sidebar", { hasText: "Nothing answers at" }).waitFor();
      await row(workbench, /Harbour.*Editor/).waitFor();
      await row(workbench, "Number the berths").waitFor();
      await workbench.screenshot("projects-offline");
    });

    step("the server is back: so are we", async (workbench) => {
      await team().start();
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await expect
        .poll(() => workbench.page.locator(".sidebar", { hasText: "Nothing answers" }).count())
        .toBe(0);
      await row(workbench, "Number the berths").waitFor();
    });
  },
);

scenario(
  "the address in the settings is wrong",
  async () => ({ settings: { "dbscst.backend.url": await unusedAddress() } }),
  (step) => {
    step("the first box says so, and closes when asked to", async (workbench) => {
      await workbench.run("dbscst: Sign Up");
      await workbench.answer(/e-mail address/, "ada@example.com");
      const box = await workbench.quickInput(/Sign up for dbscst on 127.0.0.1/);
      await expect
        .poll(() => box.innerText(), { timeout: 15_000 })
        .toContain("Nothing answers at http://127.0.0.1");
      await workbench.screenshot("projects-wrong-address");
      await workbench.page.keyboard.press("Escape");
      await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    });
  },
);
