import { afterAll, expect } from "vitest";
import type { ModelServer } from "../../model-server/server.mjs";
import { scenario } from "../rig/scenario";
import { bothLooks, TwoPeople } from "../rig/two-people";
import { environmentOf, schemasOfTheTeam, startTeamModel } from "./teamwork/model";
import { taskClosed, taskPage } from "./teamwork/task-page";
import { setRoleOfAda, tasksArranged } from "./teamwork/tasks";
import { first, savedByBoth, versionsMerged } from "./teamwork/versions";

const people = new TwoPeople();
let model: ModelServer | undefined;
let [library, harbour] = ["", ""];
afterAll(() => model?.close());

function teamModel(): ModelServer {
  if (!model) throw new Error("there is no model");
  return model;
}

scenario(
  "two people, two projects, and a schema that both write",
  async () => {
    model = await startTeamModel();
    await people.start({ env: environmentOf(model) });
    [library, harbour] = [await people.shared("Library"), await people.shared("Harbour")];
    return {
      files: { "books.sql": first, "bob.sql": first },
      settings: {
        "dbscst.backend.url": people.server.url,
        "dbscst.generation.provider": "backend",
        "workbench.reduceMotion": "on",
        ...bothLooks,
      },
    };
  },
  (step) => {
    savedByBoth(step, people, () => library);
    taskPage(step, people, () => library);
    versionsMerged(step, people);
    taskClosed(step, people, () => library);
    tasksArranged(step, people, { library: () => library, harbour: () => harbour });

    step("a schema moves with the tasks about it, and its file follows", async (workbench) => {
      await workbench.run("Notifications: Clear All Notifications");
      await workbench.run("dbscst: Move Schema to Project");
      await workbench.pick(/books.*Library/);
      await workbench.pick("Harbour");
      await workbench.toast(/The schema “books” is in Harbour now/);
      await expect.poll(async () => (await people.titles(harbour)).length).toBe(2);
      await workbench.page.locator(".tab", { hasText: "books.sql" }).click();
      await workbench.run("dbscst: Save Schema to Project");
      await workbench.quickInput(/Version 5 of books.*Harbour/s);
      await workbench.screenshot("teamwork-moved-schema");
      await workbench.page.keyboard.press("Escape");
    });

    step("a screen reader is told what each row is", async (workbench) => {
      const labels = async (hasText: string | RegExp) => workbench.row(hasText).getAttribute("aria-label");
      expect(await labels("Paint the door")).toMatch(/^Paint the door, In Progress, Medium, Harbour/);
      expect(await labels(/^Harbour/)).toMatch(/Project Harbour, your role: Editor/);
      const unnamed = await workbench.page
        .locator('.sidebar [role="treeitem"]:not([aria-label]), .sidebar [role="treeitem"][aria-label=""]')
        .count();
      expect(unnamed).toBe(0);
      const sync = workbench.page.locator('.statusbar-item[id$="dbscst.sync"]');
      expect(await sync.getAttribute("aria-label")).toMatch(/Ada \(ada@example.com\) is signed in to dbscst/);
    });

    step("a project is handed over, and left", async (workbench) => {
      await setRoleOfAda(people, library, "owner");
      await workbench.row(/^Library(?!.*Editor)/).waitFor();
      await workbench.run("dbscst: Leave Project");
      await workbench.pick("Library");
      await workbench.page
        .locator(".monaco-dialog-box", { hasText: "Another member becomes its owner" })
        .waitFor();
      await workbench.screenshot("teamwork-leave");
      await workbench.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Leave" }).click();
      await workbench.row(/^Library/).waitFor({ state: "detached" });
      const project = await people.asBob<{ role: string }>("GET", `/v1/projects/${library}`);
      expect(project.role).toBe("owner");
    });

    schemasOfTheTeam(step, people, teamModel);
  },
);
