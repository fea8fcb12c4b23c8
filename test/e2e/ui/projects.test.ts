import { expect } from "vitest";
import { scenario } from "../rig/scenario";
import { password } from "../rig/team-server";
import { bothLooks, TwoPeople } from "../rig/two-people";
import type { Workbench } from "../rig/workbench";

const people = new TwoPeople();
let second: Workbench | undefined;
let [projectId, taskId] = ["", ""];

function secondWindow(): Workbench {
  if (!second) throw new Error("there is no second window");
  return second;
}

const refreshed = (status: number) => people.server.answered("POST", "/v1/auth/refresh", status);

/** The notifications of all windows that say that the session has ended. */
async function saidEnded(workbench: Workbench): Promise<number> {
  const counts = [workbench, secondWindow()].map(({ page }) =>
    page.locator(".notification-toast", { hasText: "Your dbscst session has ended" }).count(),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

scenario(
  "a project that is shared, and a session in two windows of one person",
  async () => {
    await people.start({ ownClock: true });
    projectId = await people.project("Harbour");
    taskId = await people.task(projectId, { title: "Number the berths" });
    const sql = { name: "harbour", sql: "CREATE TABLE berth (id int PRIMARY KEY);\n", message: "Berths" };
    const { id } = await people.asBob("POST", `/v1/projects/${projectId}/schemas`, sql);
    const next = { sql: "CREATE TABLE berth (id int PRIMARY KEY, length_m int);\n", message: "Length" };
    await people.asBob("POST", `/v1/schemas/${id}/versions`, next);
    return { settings: { "dbscst.backend.url": people.server.url, ...bothLooks } };
  },
  (step) => {
    step("a wrong password is said in the box, the right one signs in", async (workbench) => {
      await workbench.run("View: Show dbscst");
      await workbench.button("Sign In").click();
      await workbench.answer(/The address of your account/, "ada@example.com");
      await workbench.answer(/The password of ada/, "not this one");
      const box = await workbench.quickInput(/Sign in to dbscst/);
      await expect
        .poll(() => box.innerText(), { timeout: 15_000 })
        .toContain("The address or the password is wrong");
      await box.locator("input").fill(password);
      await workbench.page.keyboard.press("Enter");
      await workbench.button("New Project").waitFor();
    });

    step("an invitation comes in by itself, and is accepted in the view", async (workbench) => {
      await people.invite(projectId);
      await workbench.run("dbscst: Refresh Projects and Tasks");
      await workbench.row(/Harbour.*Bob invites you/).hover();
      await workbench.screenshot("projects-invitation");
      await workbench
        .row(/Harbour/)
        .locator(".action-label[aria-label*='Accept']")
        .click();
      await workbench.row(/Harbour.*Editor/).waitFor();
      await workbench.row("Number the berths").waitFor();
    });

    step("what the other one does is seen at once", async (workbench) => {
      await people.asBob("PATCH", `/v1/tasks/${taskId}`, { priority: "urgent", dueOn: "2030-05-31" });
      await workbench.row(/Number the berths.*2030/).waitFor();
    });

    step("two versions are compared", async (workbench) => {
      await workbench.row(/Harbour.*Editor/).click();
      await workbench.row(/harbour.*v2/).click();
      await workbench.row("Version 2").hover();
      await workbench.row("Version 2").locator(".action-label[aria-label*='Compare']").click();
      await workbench.pick("Version 1");
      await workbench.page.locator(".tab", { hasText: "version 1 ↔ version 2" }).waitFor();
      await workbench.page.locator(".view-line", { hasText: "length_m" }).first().waitFor();
      await workbench.screenshot("projects-compare");
    });

    step(
      "words that are typed into the filter's first box are what the tasks are filtered by",
      async (workbench) => {
        const shown = workbench.row("Number the berths");
        await workbench.run("dbscst: Filter Tasks");
        await workbench.answer(/Filter tasks/, "crane");
        await shown.waitFor({ state: "detached" });
        await workbench.run("dbscst: Filter Tasks");
        await workbench.answer(/Filter tasks/, "berth");
        await shown.waitFor();
        await workbench.run("dbscst: Clear Task Filter");
      },
    );

    step("both change one task: both sides are shown, and one is chosen", async (workbench) => {
      await workbench.run("dbscst: Change Task");
      await workbench.pick("Number the berths");
      await workbench.pick("Status");
      await workbench.quickInput(/In Progress/);
      await people.asBob("PATCH", `/v1/tasks/${taskId}`, { status: "done" });
      await workbench.pick("In Progress");
      const both = await workbench.quickInput("Keep Mine");
      await workbench.pictures("projects-conflict");
      expect(await both.innerText()).toContain("Bob changed “Number the berths” meanwhile");
      expect(await both.innerText()).toMatch(/Keep Mine[\s\S]*In Progress[\s\S]*Take Theirs[\s\S]*Done/);
      await workbench.pick("Keep Mine");
      await workbench.quickInput("Assignee");
      await workbench.page.keyboard.press("Escape");
      await workbench.row(/In Progress.*1/).waitFor();
    });

    step("signed in in one window, the other one is too", async (workbench) => {
      second = await workbench.another();
      await second.run("View: Show dbscst");
      await second.row("Number the berths").waitFor();
    });

    step("an access token that has expired is renewed in silence, in both", async (workbench) => {
      const before = await refreshed(200);
      await people.server.passTime(45);
      people.bob = await people.server.logIn("Bob");
      await Promise.all([
        workbench.run("dbscst: Refresh Projects and Tasks"),
        secondWindow().run("dbscst: Refresh Projects and Tasks"),
      ]);
      await people.task(projectId, { title: "Paint the pier" });
      await workbench.row("Paint the pier").waitFor();
      await secondWindow().row("Paint the pier").waitFor();
      // One of them is answered again where the browser keeps the windows' secrets apart; none is refused.
      expect(await refreshed(200)).toBeGreaterThan(before);
      expect(await refreshed(401)).toBe(0);
      expect(await saidEnded(workbench)).toBe(0);
      expect(await workbench.page.locator(".sidebar", { hasText: "offline" }).count()).toBe(0);
      await workbench.screenshot("session-renewed");
    });

    step("a session that has ended is asked about once, in one of the windows", async (workbench) => {
      const { server } = people;
      await server.call("POST", "/v1/auth/logout-all", undefined, await server.logIn("Ada"));
      await Promise.all([
        workbench.run("dbscst: Refresh Projects and Tasks"),
        secondWindow().run("dbscst: Refresh Projects and Tasks"),
      ]);
      for (const each of [workbench, secondWindow()]) await each.button("Sign In").waitFor();
      await expect.poll(() => saidEnded(workbench)).toBe(1);
      await workbench.pictures("session-ended");
      await secondWindow().pictures("session-ended-second");
    });

    step("signed in again in the other one, both go on", async (workbench) => {
      await secondWindow().signIn("ada@example.com", password);
      await secondWindow().row("Paint the pier").waitFor();
      // The browser's secrets are read when a window opens.
      await workbench.reload();
      await workbench.row("Paint the pier").waitFor();
    });
  },
);
