import { afterAll, expect } from "vitest";
import { scenario } from "../rig/scenario";
import { password, TeamServer } from "../rig/team-server";
import type { Workbench } from "../rig/workbench";

const schema = `CREATE TABLE book (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
`;

let team: TeamServer | undefined;
afterAll(() => team?.remove());

/** A row of one of our views. */
function row(workbench: Workbench, hasText: string | RegExp) {
  return workbench.page.locator(".sidebar .monaco-list-row", { hasText }).first();
}

/** Presses Enter in the box that shows the given words, with what it offers. */
async function accept(workbench: Workbench, prompt: string | RegExp) {
  await workbench.quickInput(prompt);
  await workbench.page.keyboard.press("Enter");
}

scenario(
  "a person signs up on the backend of this computer and works in a project",
  () => ({ files: { "books.sql": schema } }),
  (step) => {
    step("signed out, the view says what it is for", async (workbench) => {
      await workbench.openFile("books.sql");
      await workbench.run("View: Show dbscst");
      await workbench.page.locator(".sidebar .monaco-button", { hasText: "Sign Up" }).waitFor();
      await workbench.screenshot("account-signed-out");
    });

    step("sign-up says what is wrong as it is typed", async (workbench) => {
      await workbench.page.locator(".sidebar .monaco-button", { hasText: "Sign Up" }).click();
      const widget = await workbench.quickInput(/Sign up/);
      await widget.locator("input").fill("ada");
      await expect.poll(() => widget.innerText()).toContain("Type an e-mail address");
      await widget.locator("input").fill("ada@example.com");
      await workbench.page.keyboard.press("Enter");
      await workbench.answer(/Your name/, "Ada");
      await workbench.quickInput(/A password of 10/);
      // What is wrong takes the place of what is asked.
      const box = await workbench.quickInput(/Sign up/);
      await box.locator("input").fill("short");
      await expect.poll(() => box.innerText()).toContain("5 more characters");
      await workbench.screenshot("account-password");
      await box.locator("input").fill("password123");
      await workbench.page.keyboard.press("Enter");
      await expect.poll(() => box.innerText()).toContain("easy to guess");
      await box.locator("input").fill(password);
      await workbench.page.keyboard.press("Enter");
    });

    step("the mail's code is there already, and one key goes on", async (workbench) => {
      const box = await workbench.quickInput(/filled in/);
      expect(await box.locator("input").inputValue()).toMatch(/^\d{6,}$/);
      await workbench.screenshot("account-code");
      await workbench.page.keyboard.press("Enter");
      await workbench.press("Welcome, Ada", "New Project");
    });

    step("a project is made", async (workbench) => {
      await workbench.answer(/New project/, "Library");
      await row(workbench, "Library").waitFor();
    });

    step("the schema of the editor is saved to it", async (workbench) => {
      await workbench.page.locator(".tab", { hasText: "books.sql" }).click();
      await workbench.run("dbscst: Save Schema to Project");
      await accept(workbench, /Its name/);
      await accept(workbench, /What has changed/);
      await row(workbench, "Library").click();
      await row(workbench, /books.*v1/).click();
      await row(workbench, "Version 1").waitFor();
      await workbench.screenshot("account-project");
    });

    step("a task is about the table under the cursor", async (workbench) => {
      await workbench.page.locator(".tab", { hasText: "books.sql" }).click();
      await workbench.goTo(3, 3);
      await workbench.run("dbscst: New Task");
      await workbench.answer(/about book/, "Add an ISBN");
      await accept(workbench, /Urgent/);
      await accept(workbench, /No Due Date/);
      await row(workbench, /Add an ISBN.*Library.*book/).waitFor();
      await workbench.screenshot("account-task");
    });

    step("checked off, it is done, and still is after a reload", async (workbench) => {
      const box = row(workbench, "Add an ISBN").locator(".custom-view-tree-node-item-checkbox");
      // The list is drawn anew as the server tells of the new task, and a click on the old one is lost.
      await expect
        .poll(
          async () => {
            if ((await row(workbench, /To Do.*1/).count()) > 0) await box.click({ timeout: 3000 });
            return row(workbench, /Done.*1/).count();
          },
          { timeout: 45_000, interval: 3000 },
        )
        .toBe(1);
      await workbench.reload();
      await row(workbench, /Done.*1/).waitFor();
      await row(workbench, "Library").waitFor();
    });

    step("moved to a team's server, its projects are taken along", async (workbench) => {
      team = await TeamServer.start();
      await team.signUp("Ada");
      await workbench.changeSetting("dbscst.backend.url", team.url);
      await workbench.press("Projects of this computer stay here", "Take Along…");
      await workbench.quickInput(/Projects need an account/);
      await workbench.pick(/^Sign In/);
      await workbench.answer(/The address of your account/, "ada@example.com");
      await workbench.answer(/The password of ada/, password);
      await workbench.quickInput(/Take projects along/);
      await workbench.screenshot("account-take-along");
      await workbench.page.keyboard.press("Enter");
      await workbench.toast(/Library is on 127.0.0.1/);
      await row(workbench, /Done.*1/).waitFor();
      await row(workbench, "Library").waitFor();
      await workbench.screenshot("account-taken-along");
    });

    step("signed out, nothing of it is left in view", async (workbench) => {
      await workbench.run("dbscst: Sign Out");
      await workbench.page.locator(".sidebar .monaco-button", { hasText: "Sign In" }).waitFor();
      expect(await row(workbench, "Library").count()).toBe(0);
    });
  },
);
