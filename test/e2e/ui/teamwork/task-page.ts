import axe from "axe-core";
import { expect } from "vitest";
import type { Step } from "../../rig/scenario";
import type { TwoPeople } from "../../rig/two-people";

/** Gives the name of what has the keyboard, as a screen reader is told it. */
const focused = `(() => {
  const host = document.activeElement;
  const inner = host.shadowRoot?.activeElement;
  return (inner?.getAttribute("aria-label") || host.getAttribute("label") || host.label || host.textContent).trim();
})()`;

/** A task that was made of a problem: its page, two who write it, and what outlives a reload. */
export function taskPage(step: Step, people: TwoPeople, project: () => string): void {
  const task = async () => (await people.tasks(project()))[0];

  step("a problem becomes a task, which its table shows to both", async (workbench) => {
    await workbench.squiggles("warning").first().waitFor();
    await workbench.goTo(10, 4);
    const fix = await workbench.quickFix("Create task from problem “unindexed-foreign-key”");
    await workbench.screenshot("teamwork-quick-fix");
    await fix.click();
    await workbench.quickInput(/What is to be done/);
    await workbench.page.keyboard.press("Enter");
    for (const each of [workbench, people.bobs]) {
      await each.row(/author_id.*Library.*book/).waitFor();
      await each.page.locator(".codelens-decoration", { hasText: "1 open task" }).waitFor();
    }
    await workbench.screenshot("teamwork-lens");
    expect(await workbench.hover(/CREATE.TABLE.book/, "book")).toMatch(/1 open task/);
    await workbench.screenshot("teamwork-hover");
  });

  step("its page shows the problem, and takes changes and comments", async (workbench) => {
    await workbench.row(/author_id.*Library.*book/).click();
    const page = workbench.webview();
    await page.locator("h2", { hasText: "Activity" }).waitFor();
    await page.locator("blockquote").waitFor();
    await workbench.screenshot("teamwork-task-light");
    await page
      .getByRole("combobox", { name: "Status" })
      .or(page.locator("vscode-single-select").first())
      .first()
      .click();
    await page.locator("vscode-single-select").first().locator(".option", { hasText: "In Progress" }).click();
    await page.locator(".activity li", { hasText: "set status to In Progress" }).waitFor();
    await page
      .locator(".comment vscode-textarea textarea")
      .fill("See **the plan** <img src=x onerror=alert(1)>");
    await page.locator(".comment vscode-button").click();
    await page.locator(".activity .comment strong", { hasText: "the plan" }).waitFor();
    expect(await page.locator(".activity img").count()).toBe(0);
    await workbench.screenshot("teamwork-task-comment");
  });

  step(
    "the page is accessible, and the keyboard goes through it in the order of reading",
    async (workbench) => {
      const frame = await workbench.webviewFrame();
      await frame.evaluate(axe.source);
      const { violations } = await frame.evaluate<{
        violations: { id: string; nodes: { html: string }[] }[];
      }>("axe.run({ rules: { 'landmark-one-main': { enabled: true }, region: { enabled: false } } })");
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`),
      ).toEqual([]);
      await workbench.webview().locator("vscode-textfield.title input").click();
      const seen: string[] = [];
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
    },
  );

  step("both write one title: both sides are shown, and one is chosen", async (workbench) => {
    const page = workbench.webview();
    const title = page.locator("vscode-textfield.title input");
    const id = (await task())?.id ?? "";
    await title.fill("Index the author of a book");
    await people.asBob("PATCH", `/v1/tasks/${id}`, { title: "Add the index", priority: "urgent" });
    await title.press("Enter");
    await page.locator(".conflict").waitFor();
    expect(await page.locator(".conflict h2").innerText()).toMatch(/^\w+ changed “.*” meanwhile$/);
    await workbench.pictures("teamwork-task-conflict");
    const frame = await workbench.webviewFrame();
    const chosen = "document.activeElement.closest('.conflict label').textContent";
    expect(await frame.evaluate(chosen)).toBe("Add the index");
    await workbench.page.keyboard.press("ArrowRight");
    expect(await frame.evaluate(chosen)).toBe("Index the author of a book");
    await workbench.page.keyboard.press("Tab");
    await workbench.page.keyboard.press("Enter");
    await page.locator(".conflict").waitFor({ state: "detached" });
    expect(await frame.evaluate<string>(focused)).toBe("Title");
    await workbench.row(/Index the author of a book/).waitFor();
    await expect
      .poll(() => task())
      .toMatchObject({ title: "Index the author of a book", priority: "urgent" });
  });

  step("what is being written outlives a reload", async (workbench) => {
    await workbench.webview().locator(".comment vscode-textarea textarea").fill("Half a thought");
    await workbench.run("Developer: Reload Window");
    const again = workbench.webview();
    await again.locator("h2", { hasText: "Activity" }).waitFor();
    await expect
      .poll(() => again.locator(".comment vscode-textarea textarea").inputValue(), { timeout: 30_000 })
      .toBe("Half a thought");
  });
}

/** The problem is mended by the other one, who is offered to close its task. */
export function taskClosed(step: Step, people: TwoPeople, project: () => string): void {
  step("the other one mends the problem, and closes its task when that is offered", async (workbench) => {
    const other = people.bobs;
    await other.page.locator(".tab", { hasText: "bob.sql" }).click();
    await other.editor().locator(".view-line").first().click();
    await other.page.keyboard.press("Control+End");
    await other.page.keyboard.type("CREATE INDEX book_author_idx ON book (author_id);\n");
    await other.toast("The problem of the task");
    await other.screenshot("teamwork-offer");
    await other.press("The problem of the task", "Close Task");
    await expect.poll(async () => (await people.tasks(project()))[0]?.status).toBe("done");
    await workbench.row(/Done.*1/).waitFor();
    await workbench.page.locator(".tabs-container .tab", { hasText: "books.sql" }).click();
    const lens = workbench.page.locator(".codelens-decoration", { hasText: "open task" });
    await expect.poll(() => lens.count()).toBe(0);
  });
}
