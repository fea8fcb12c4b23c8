import axe from "axe-core";
import { afterAll, expect } from "vitest";
import { startModelServer, type ModelServer } from "../../model-server/server.mjs";
import { scenario } from "../rig/scenario";
import { password, TeamServer } from "../rig/team-server";
import type { Workbench } from "../rig/workbench";

const first = `CREATE TABLE author (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE book (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  pages int,
  author_id bigint NOT NULL REFERENCES author (id)
);
`;
const theirs = first
  .replace("pages int", "pages smallint")
  .replace("name text NOT NULL", "name text NOT NULL,\n  born date");

const shelf = `CREATE TABLE shelf (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room text NOT NULL UNIQUE
);`;

let started: TeamServer | undefined;
let bob = "";
let projectId = "";
let schemaId = "";
let model: ModelServer | undefined;
let besides: Workbench | undefined;
afterAll(async () => {
  await started?.remove();
  await model?.close();
});

function server(): TeamServer {
  if (!started) throw new Error("there is no server");
  return started;
}

function bobsWindow(): Workbench {
  if (!besides) throw new Error("there is no second window");
  return besides;
}

function row(workbench: Workbench, hasText: string | RegExp) {
  return workbench.page.locator(".sidebar .monaco-list-row", { hasText }).first();
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

async function tasks() {
  const route = `/v1/projects/${projectId}/tasks?limit=200`;
  const { items } = await server().call<{
    items: { id: string; title: string; status: string; version: number }[];
  }>("GET", route, undefined, bob);
  return items;
}

/** What is in progress, in the order that people have made. */
async function inProgress(): Promise<readonly string[]> {
  const route = `/v1/projects/${projectId}/tasks?status=in_progress&sort=position`;
  const { items } = await server().call<{ items: { title: string }[] }>("GET", route, undefined, bob);
  return items.map(({ title }) => title);
}

/** The titles from top to bottom, as the view shows them. */
async function shown(workbench: Workbench, titles: readonly string[]): Promise<readonly string[]> {
  const places = await Promise.all(
    titles.map(async (title) => ({ title, y: (await row(workbench, title).boundingBox())?.y ?? 0 })),
  );
  return places.sort((a, b) => a.y - b.y).map(({ title }) => title);
}

/** On the server, and then in the view. */
async function expectOrder(workbench: Workbench, titles: readonly string[]): Promise<void> {
  await expect.poll(() => inProgress(), { timeout: 15_000 }).toEqual(titles);
  await expect.poll(() => shown(workbench, titles), { timeout: 15_000 }).toEqual(titles);
}

/** Does something until the order is as expected: a tree that draws itself anew may swallow a key or a drop. */
async function doForOrder(
  workbench: Workbench,
  act: () => Promise<void>,
  titles: readonly string[],
): Promise<void> {
  for (let attempt = 1; attempt < 5; attempt++) {
    await act();
    const isThere = await expect
      .poll(() => inProgress(), { timeout: 5_000 })
      .toEqual(titles)
      .then(
        () => true,
        () => false,
      );
    if (isThere) break;
  }
  await expectOrder(workbench, titles);
}

function pressForOrder(workbench: Workbench, key: string, titles: readonly string[]): Promise<void> {
  return doForOrder(workbench, () => workbench.page.keyboard.press(key), titles);
}

/** Drags a row onto another; the tooltip of a row lies over its neighbours. */
async function drag(workbench: Workbench, what: string, where: string): Promise<void> {
  await workbench.page.mouse.move(900, 600);
  await workbench.page.locator(".monaco-hover:visible").waitFor({ state: "hidden", timeout: 5_000 });
  await row(workbench, what).dragTo(row(workbench, where));
}

async function setRoleOfAda(role: "owner" | "editor" | "viewer"): Promise<void> {
  const route = `/v1/projects/${projectId}/members`;
  const { items } = await server().call<{ items: { userId: string; name: string }[] }>(
    "GET",
    route,
    undefined,
    bob,
  );
  const ada = items.find(({ name }) => name === "Ada")?.userId ?? "";
  await server().call("PATCH", `${route}/${ada}`, { role }, bob);
}

scenario(
  "tasks and versions of a schema that two people write",
  async () => {
    model = await startModelServer([
      { text: `\`\`\`sql\n${shelf}\n\`\`\`\n`, chunkSize: 7 },
      { status: 401, message: "Incorrect API key provided." },
      { text: `\`\`\`sql\n${shelf}\n\nCREATE TABLE room (\n  id bigint`, chunkSize: 200, stallAfter: 2 },
    ]);
    const env = {
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: "sk-of-the-team",
      OPENAI_MODEL: "team-model",
      GENERATIONS_PER_HOUR: "3",
    };
    started = await TeamServer.start({ env });
    await started.signUp("Ada");
    bob = await started.signUp("Bob");
    projectId = (await started.call<{ id: string }>("POST", "/v1/projects", { name: "Library" }, bob)).id;
    const invitation = { email: "ada@example.com", role: "editor" };
    const { id } = await started.call<{ id: string }>(
      "POST",
      `/v1/projects/${projectId}/members`,
      invitation,
      bob,
    );
    await started.call("POST", `/v1/invitations/${id}/accept`, undefined, await started.logIn("Ada"));
    return {
      files: { "books.sql": first, "bob.sql": first },
      settings: {
        "dbscst.backend.url": started.url,
        "dbscst.generation.provider": "backend",
        "workbench.colorTheme": "Default Light Modern",
      },
    };
  },
  (step) => {
    step("signed in, a file is saved to the project", async (workbench) => {
      await workbench.openFile("books.sql");
      await workbench.run("View: Show dbscst");
      await workbench.page.locator(".sidebar .monaco-button", { hasText: "Sign In" }).click();
      await workbench.answer(/The address of your account/, "ada@example.com");
      await workbench.answer(/The password of ada/, password);
      await row(workbench, /Library.*Editor/).waitFor();
      await workbench.page.locator(".tab", { hasText: "books.sql" }).click();
      await workbench.run("dbscst: Save Schema to Project");
      await workbench.quickInput(/Its name/);
      await workbench.page.keyboard.press("Enter");
      await workbench.quickInput(/What has changed/);
      await workbench.page.keyboard.press("Enter");
      await row(workbench, /Library/).click();
      await row(workbench, /books.*v1/).waitFor();
      const { items } = await server().call<{ items: { id: string }[] }>(
        "GET",
        `/v1/projects/${projectId}/schemas`,
        undefined,
        bob,
      );
      schemaId = items[0]?.id ?? "";
    });

    step("the other one has the same version, in a window of his own", async (workbench) => {
      besides = await workbench.beside();
      await besides.openFile("bob.sql");
      await besides.run("View: Show dbscst");
      await besides.page.locator(".sidebar .monaco-button", { hasText: "Sign In" }).click();
      await besides.answer(/The address of your account/, "bob@example.com");
      await besides.answer(/The password of bob/, password);
      await row(besides, "Library").waitFor();
      await besides.page.locator(".tab", { hasText: "bob.sql" }).click();
      await besides.run("dbscst: Save Schema to Project");
      await besides.pick(/books.*as version 2/);
      await besides.page.locator(".statusbar", { hasText: "It is version 1 already" }).waitFor();
    });

    step("a problem becomes a task, which its table shows", async (workbench) => {
      await workbench.squiggles("warning").first().waitFor();
      await workbench.goTo(10, 4);
      const fix = await workbench.quickFix("Create task from problem “unindexed-foreign-key”");
      await workbench.screenshot("teamwork-quick-fix");
      await fix.click();
      await workbench.quickInput(/What is to be done/);
      await workbench.page.keyboard.press("Enter");
      await row(workbench, /author_id.*Library.*book/).waitFor();
      await workbench.page.locator(".codelens-decoration", { hasText: "1 open task" }).waitFor();
      await workbench.screenshot("teamwork-lens");
      expect(await workbench.hover(/CREATE.TABLE.book/, "book")).toMatch(/1 open task/);
      await workbench.screenshot("teamwork-hover");
    });

    step("its page shows the problem, and takes changes and comments", async (workbench) => {
      await row(workbench, /author_id.*Library.*book/).click();
      const page = workbench.webview();
      await page.locator("h2", { hasText: "Activity" }).waitFor();
      await page.locator("blockquote").waitFor();
      await workbench.screenshot("teamwork-task-light");
      await page
        .getByRole("combobox", { name: "Status" })
        .or(page.locator("vscode-single-select").first())
        .first()
        .click();
      await page
        .locator("vscode-single-select")
        .first()
        .locator(".option", { hasText: "In Progress" })
        .click();
      await page.locator(".activity li", { hasText: "set status to In Progress" }).waitFor();
      await page
        .locator(".comment vscode-textarea textarea")
        .fill("See **the plan** <img src=x onerror=alert(1)>");
      await page.locator(".comment vscode-button").click();
      await page.locator(".activity .comment strong", { hasText: "the plan" }).waitFor();
      expect(await page.locator(".activity img").count()).toBe(0);
      await workbench.screenshot("teamwork-task-comment");
    });

    step("the page is accessible", async (workbench) => {
      const frame = await workbench.webviewFrame();
      await frame.evaluate(axe.source);
      const { violations } = await frame.evaluate<{
        violations: { id: string; nodes: { html: string }[] }[];
      }>("axe.run({ rules: { 'landmark-one-main': { enabled: true }, region: { enabled: false } } })");
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`),
      ).toEqual([]);
    });

    step("both write one title: both sides are shown, and one is chosen", async (workbench) => {
      const page = workbench.webview();
      const title = page.locator("vscode-textfield.title input");
      const id = (await tasks())[0]?.id ?? "";
      await title.fill("Index the author of a book");
      await server().call("PATCH", `/v1/tasks/${id}`, { title: "Add the index", priority: "urgent" }, bob);
      await title.press("Enter");
      await page.locator(".conflict").waitFor();
      await workbench.screenshot("teamwork-task-conflict");
      await page.locator(".conflict label", { hasText: "Index the author" }).click();
      await page.locator(".conflict vscode-button").click();
      await row(workbench, /Index the author of a book/).waitFor();
      await expect
        .poll(async () => (await tasks())[0])
        .toMatchObject({ title: "Index the author of a book", priority: "urgent" });
    });

    step("what is being written outlives a reload", async (workbench) => {
      const page = workbench.webview();
      await page.locator(".comment vscode-textarea textarea").fill("Half a thought");
      await workbench.run("Developer: Reload Window");
      const again = workbench.webview();
      await again.locator("h2", { hasText: "Activity" }).waitFor();
      await expect
        .poll(() => again.locator(".comment vscode-textarea textarea").inputValue(), { timeout: 30_000 })
        .toBe("Half a thought");
    });

    step(
      "two versions come together, with a question for the column that both changed",
      async (workbench) => {
        const body = { sql: theirs, message: "Births, and fewer pages" };
        await server().call("POST", `/v1/schemas/${schemaId}/versions`, body, bob);
        // The page that came back keeps the keyboard until the text is clicked.
        await workbench.page.locator(".tabs-container .tab", { hasText: "books.sql" }).click();
        await workbench.editor().locator(".view-line").first().click();
        await workbench.goTo(9, 1);
        await workbench.page.keyboard.press("Control+Shift+K");
        await workbench.page.keyboard.type("  pages bigint,\n");
        await workbench.run("dbscst: Save Schema to Project");
        await workbench.pick("Version 3 of books");
        await workbench.quickInput(/yours comes from version 1/);
        await workbench.screenshot("teamwork-newer-version");
        await workbench.pick("Merge");
        await workbench.quickInput(/both sides changed the column book.pages/);
        await workbench.screenshot("teamwork-merge-conflict");
        await workbench.pick("Take Theirs");
        await workbench.quickInput(/Merged into the editor and proven/);
        await workbench.screenshot("teamwork-merged");
        await workbench.pick("Save as Version 3");
        const box = await workbench.quickInput(/What has changed/);
        await box.waitFor();
        await workbench.page.keyboard.press("Enter");
        const third = () =>
          server()
            .call<{ sql: string }>("GET", `/v1/schemas/${schemaId}/versions/3`, undefined, bob)
            .then(
              ({ sql }) => sql,
              () => "not saved yet",
            );
        await expect.poll(third, { timeout: 30_000 }).toContain("born date");
        expect(await third()).toContain("pages smallint");
      },
    );

    step("the other one merges what he has into theirs, and it is seen at once", async (workbench) => {
      const other = bobsWindow();
      await row(workbench, /Library.*Editor/).click();
      await row(workbench, /books.*v3/).waitFor();
      await other.editor().locator(".view-line").first().click();
      await other.goTo(3, 1);
      await other.page.keyboard.press("Control+Shift+K");
      await other.page.keyboard.type("  name text NOT NULL UNIQUE\n");
      await other.run("dbscst: Save Schema to Project");
      await other.pick("Version 4 of books");
      await other.quickInput(/Version 3 of books was saved meanwhile; yours comes from version 1/);
      await other.screenshot("teamwork-second-window");
      await other.pick("Merge");
      await other.quickInput(/Merged into the editor and proven/);
      await other.screenshot("teamwork-second-merged");
      await other.pick("Save as Version 4");
      await other.quickInput(/What has changed/);
      await other.page.keyboard.press("Enter");
      await row(workbench, /books.*v4/).waitFor();
      const { sql } = await server().call<{ sql: string }>(
        "GET",
        `/v1/schemas/${schemaId}/versions/4`,
        undefined,
        bob,
      );
      expect(sql).toMatch(/name text NOT NULL UNIQUE[\s\S]*born date[\s\S]*pages smallint/);
    });

    step("the problem is mended, and its task is closed", async (workbench) => {
      await workbench.editor().locator(".view-line").first().click();
      await workbench.page.keyboard.press("Control+End");
      await workbench.page.keyboard.type("CREATE INDEX book_author_idx ON book (author_id);\n");
      await workbench.press("The problem of the task", "Close Task");
      await expect.poll(async () => (await tasks())[0]?.status, { timeout: 15_000 }).toBe("done");
      await row(workbench, /Done.*1/).waitFor();
    });

    step("a deleted task is taken back", async (workbench) => {
      await server().call("POST", `/v1/projects/${projectId}/tasks`, { title: "Count the shelves" }, bob);
      await workbench.contextMenu(row(workbench, "Count the shelves"), "Delete Task");
      const toast = await workbench.toast("Count the shelves");
      await workbench.screenshot("teamwork-undo-delete");
      await toast.locator(".monaco-button", { hasText: "Cancel" }).click();
      await row(workbench, "Count the shelves").waitFor();
    });

    step("dragged to another status, it has it", async (workbench) => {
      await row(workbench, "Count the shelves").dragTo(row(workbench, /In Progress/));
      await expect
        .poll(async () => (await tasks()).find(({ title }) => title === "Count the shelves")?.status, {
          timeout: 15_000,
        })
        .toBe("in_progress");
    });

    step("dragged among its own kind, the order is everybody's own", async (workbench) => {
      const add = (title: string) =>
        server().call("POST", `/v1/projects/${projectId}/tasks`, { title, status: "in_progress" }, bob);
      for (const title of ["Paint the door", "Mend the lamp"]) await add(title);
      await drag(workbench, "Mend the lamp", "Count the shelves");
      await workbench.press("The tasks are sorted: most pressing first", "Manual order");
      await expectOrder(workbench, ["Mend the lamp", "Count the shelves", "Paint the door"]);
      await doForOrder(workbench, () => drag(workbench, "Mend the lamp", "Paint the door"), [
        "Count the shelves",
        "Paint the door",
        "Mend the lamp",
      ]);
    });

    step("the keyboard moves a task, and a refusal takes it back", async (workbench) => {
      // Chosen without opening its page.
      await row(workbench, "Mend the lamp").click({ modifiers: ["Control"] });
      await pressForOrder(workbench, "Alt+ArrowUp", ["Count the shelves", "Mend the lamp", "Paint the door"]);
      await pressForOrder(workbench, "Alt+ArrowDown", [
        "Count the shelves",
        "Paint the door",
        "Mend the lamp",
      ]);
      await workbench.screenshot("teamwork-manual-order");
      await setRoleOfAda("viewer");
      await workbench.page.keyboard.press("Alt+ArrowUp");
      await workbench.toast(/“Mend the lamp” was not changed/);
      await workbench.screenshot("teamwork-manual-refused");
      await setRoleOfAda("editor");
      await expectOrder(workbench, ["Count the shelves", "Paint the door", "Mend the lamp"]);
    });

    step("the project is handed over, and left", async (workbench) => {
      await setRoleOfAda("owner");
      await workbench.run("dbscst: Leave Project");
      await workbench.page
        .locator(".monaco-dialog-box", { hasText: "Another member becomes its owner" })
        .waitFor();
      await workbench.screenshot("teamwork-leave");
      await workbench.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Leave" }).click();
      await workbench.page.locator(".sidebar .monaco-button", { hasText: "New Project" }).waitFor();
      const project = await server().call<{ role: string }>(
        "GET",
        `/v1/projects/${projectId}`,
        undefined,
        bob,
      );
      expect(project.role).toBe("owner");
    });

    step("the model of the team's server writes a schema", async (workbench) => {
      await workbench.run("dbscst: Generate Schema");
      await workbench.answer(/plain language/, "A shelf stands in a room.");
      const toast = await workbench.toast("Schema generated");
      expect(await toast.innerText()).toMatch(/Schema generated: 1 table, no errors/);
      await workbench.screenshot("teamwork-generated");
      expect(await workbench.editorText()).toContain("CREATE TABLE shelf");
      const [chat] = model?.chats() ?? [];
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
      await server().stop("SIGKILL");
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
        await server().start();
        await generate(workbench);
        await workbench.toast(/You can ask again at .*, or choose another provider/);
        await workbench.screenshot("team-share-used-up");
        await dismiss(workbench);
        await workbench.run("dbscst: Sign Out");
        await workbench.page.locator(".sidebar .monaco-button", { hasText: "Sign In" }).waitFor();
        await generate(workbench);
        const signedOut = await workbench.toast("for whoever has an account there");
        await workbench.screenshot("team-signed-out");
        expect(await signedOut.innerText()).toContain("Sign In");
      },
    );
  },
);
