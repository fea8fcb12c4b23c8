import { afterAll, expect } from "vitest";
import { scenario } from "../rig/scenario";
import { password, TeamServer } from "../rig/team-server";
import type { Workbench } from "../rig/workbench";

const books = `CREATE TABLE author (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE book (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  author_id bigint NOT NULL REFERENCES author (id)
);
`;

/** Gives the name of what has the keyboard, as a screen reader is told it. */
const focused = `(() => {
  const host = document.activeElement;
  const inner = host.shadowRoot?.activeElement;
  return (inner?.getAttribute("aria-label") || host.getAttribute("label") || host.label || host.textContent).trim();
})()`;

interface Found {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly projectId: string;
}

let started: TeamServer | undefined;
let besides: Workbench | undefined;
let bob = "";
let library = "";
let harbour = "";
afterAll(() => started?.remove());

function server(): TeamServer {
  if (!started) throw new Error("there is no server");
  return started;
}

function bobsWindow(): Workbench {
  if (!besides) throw new Error("there is no second window");
  return besides;
}

async function tasksOf(projectId: string): Promise<readonly Found[]> {
  const route = `/v1/projects/${projectId}/tasks?limit=200`;
  return (await server().call<{ items: Found[] }>("GET", route, undefined, bob)).items;
}

/** The titles of a project's tasks, sorted. */
async function titlesOf(projectId: string): Promise<readonly string[]> {
  return (await tasksOf(projectId)).map(({ title }) => title).sort();
}

async function saveTo(workbench: Workbench, file: string, project: string): Promise<void> {
  await workbench.page.locator(".tab", { hasText: file }).click();
  await workbench.run("dbscst: Save Schema to Project");
  await workbench.pick(project);
}

scenario(
  "two people and two projects",
  async () => {
    started = await TeamServer.start();
    await started.signUp("Ada");
    bob = await started.signUp("Bob");
    const ada = await started.logIn("Ada");
    const share = async (name: string) => {
      const { id } = await server().call<{ id: string }>("POST", "/v1/projects", { name }, bob);
      const invitation = { email: "ada@example.com", role: "editor" };
      const path = `/v1/projects/${id}/members`;
      const invited = await server().call<{ id: string }>("POST", path, invitation, bob);
      await server().call("POST", `/v1/invitations/${invited.id}/accept`, undefined, ada);
      return id;
    };
    [library, harbour] = [await share("Library"), await share("Harbour")];
    for (const title of ["Number the shelves", "Paint the pier"])
      await started.call("POST", `/v1/projects/${library}/tasks`, { title }, bob);
    return {
      files: { "books.sql": books, "bob.sql": books },
      settings: { "dbscst.backend.url": started.url, "workbench.reduceMotion": "on" },
    };
  },
  (step) => {
    step("signed in, one saves a schema", async (workbench) => {
      await workbench.openFile("books.sql");
      await workbench.signIn("ada@example.com", password);
      await workbench.row(/Library.*Editor/).waitFor();
      await saveTo(workbench, "books.sql", "Library");
      await workbench.quickInput(/Its name/);
      await workbench.page.keyboard.press("Enter");
      await workbench.quickInput(/What has changed/);
      await workbench.page.keyboard.press("Enter");
      await workbench.page.locator(".statusbar", { hasText: "books is saved in Library" }).waitFor();
    });

    step("the other one has it too, in a window of his own", async (workbench) => {
      besides = await workbench.beside();
      await besides.openFile("bob.sql");
      await besides.signIn("bob@example.com", password);
      await besides.row("Library").waitFor();
      await saveTo(besides, "bob.sql", "Library");
      await besides.pick(/books.*as version 2/);
      await besides.page.locator(".statusbar", { hasText: "It is version 1 already" }).waitFor();
    });

    step("a problem that one makes a task of is a task on the other's table", async (workbench) => {
      await workbench.squiggles("warning").first().waitFor();
      await workbench.goTo(9, 4);
      await (await workbench.quickFix("Create task from problem “unindexed-foreign-key”")).click();
      await workbench.quickInput(/What is to be done/);
      await workbench.page.keyboard.press("Enter");
      await workbench.row(/author_id.*Library.*book/).waitFor();
      const other = bobsWindow();
      await other.row(/author_id.*Library.*book/).waitFor();
      await other.page.locator(".codelens-decoration", { hasText: "1 open task" }).waitFor();
      await other.screenshot("together-lens");
    });

    step("the other one mends it, and closes the task when that is offered", async (workbench) => {
      const other = bobsWindow();
      await other.page.locator(".tab", { hasText: "bob.sql" }).click();
      await other.editor().locator(".view-line").first().click();
      await other.page.keyboard.press("Control+End");
      await other.page.keyboard.type("CREATE INDEX book_author_idx ON book (author_id);\n");
      await other.toast("The problem of the task");
      await other.screenshot("together-offer");
      await other.press("The problem of the task", "Close Task");
      await expect
        .poll(async () => (await tasksOf(library)).find(({ title }) => title.includes("author_id"))?.status)
        .toBe("done");
      await workbench.row(/Done.*1/).waitFor();
      const lens = workbench.page.locator(".codelens-decoration", { hasText: "open task" });
      await expect.poll(() => lens.count()).toBe(0);
    });

    step("a task is moved to another project by a command, and back", async (workbench) => {
      await workbench.contextMenu(workbench.row("Number the shelves"), "Move Task to Project…");
      await workbench.quickInput(/Move to project/);
      await workbench.screenshot("together-move-task");
      await workbench.pick("Harbour");
      await expect.poll(() => titlesOf(harbour)).toEqual(["Number the shelves"]);
      await workbench.row(/Number the shelves.*Harbour/).waitFor();
      await bobsWindow()
        .row(/Number the shelves.*Harbour/)
        .waitFor();
      await workbench.press("is in Harbour now", "Undo");
      await expect.poll(() => titlesOf(harbour)).toEqual([]);
      await workbench.row(/Number the shelves.*Library/).waitFor();
    });

    step("and by dragging it onto the other project", async (workbench) => {
      await workbench.page.mouse.move(900, 600);
      for (let attempt = 1; attempt < 5; attempt++) {
        await workbench.row("Paint the pier").dragTo(workbench.row(/^Harbour.*Editor/));
        const isThere = await workbench
          .row(/Paint the pier.*Harbour/)
          .waitFor({ timeout: 5_000 })
          .then(
            () => true,
            () => false,
          );
        if (isThere) break;
      }
      await expect.poll(() => titlesOf(harbour)).toEqual(["Paint the pier"]);
      await workbench.screenshot("together-dragged");
      await bobsWindow()
        .row(/Paint the pier.*Harbour/)
        .waitFor();
    });

    step("a schema moves with the tasks about it, and its file follows", async (workbench) => {
      await workbench.run("Notifications: Clear All Notifications");
      await workbench.run("dbscst: Move Schema to Project");
      await workbench.pick(/books.*Library/);
      await workbench.pick("Harbour");
      await workbench.toast(/The schema “books” is in Harbour now/);
      await expect.poll(async () => (await titlesOf(harbour)).length).toBe(2);
      await workbench.page.locator(".tab", { hasText: "books.sql" }).click();
      await workbench.run("dbscst: Save Schema to Project");
      await workbench.quickInput(/Version 2 of books.*Harbour/s);
      await workbench.screenshot("together-moved-schema");
      await workbench.page.keyboard.press("Escape");
    });

    step("a screen reader is told what each row is", async (workbench) => {
      const labels = async (hasText: string) => workbench.row(hasText).getAttribute("aria-label");
      expect(await labels("Paint the pier")).toMatch(/^Paint the pier, To Do, Medium, Harbour/);
      expect(await labels("Harbour")).toMatch(/Project Harbour, your role: Editor/);
      const unnamed = await workbench.page
        .locator('.sidebar [role="treeitem"]:not([aria-label]), .sidebar [role="treeitem"][aria-label=""]')
        .count();
      expect(unnamed).toBe(0);
      const sync = workbench.page.locator('.statusbar-item[id$="dbscst.sync"]');
      expect(await sync.getAttribute("aria-label")).toMatch(/Ada \(ada@example.com\) is signed in to dbscst/);
    });

    step("the keyboard goes through a task's page in the order of reading", async (workbench) => {
      await workbench.row("Paint the pier").click();
      const page = workbench.webview();
      await page.locator("h2", { hasText: "Activity" }).waitFor();
      await page.locator("vscode-textfield.title input").click();
      const seen: string[] = [];
      const frame = await workbench.webviewFrame();
      for (let n = 0; n < 12; n++) {
        seen.push(await frame.evaluate<string>(focused));
        await workbench.page.keyboard.press("Tab");
      }
      // The parts of a date follow each other under one name.
      expect(seen.filter((name, n) => name !== seen[n - 1]).slice(0, 8)).toEqual([
        "Title",
        "Status",
        "Priority",
        "Assignee",
        "Due",
        "Table",
        "Edit",
        expect.stringMatching(/comment/i),
      ]);
    });
  },
);
