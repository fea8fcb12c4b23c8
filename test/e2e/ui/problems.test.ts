import { expect } from "vitest";
import { scenario } from "../rig/scenario";
import type { Workbench } from "../rig/workbench";

const row = (workbench: Workbench, hasText: string | RegExp) =>
  workbench.page.locator(".sidebar .monaco-list-row", { hasText }).first();

scenario(
  "a person goes through the problems of a schema in the sidebar, in a dark theme",
  () => ({ open: ["shop.sql"], settings: { "workbench.colorTheme": "Default Dark Modern" } }),
  (step) => {
    step("they stand below their tables, and the view counts them", async (workbench) => {
      await expect.poll(() => workbench.squiggles("error").count(), { timeout: 90_000 }).toBe(2);
      await workbench.run("View: Show dbscst");
      const head = workbench.page.locator(".sidebar .pane-header", { hasText: "Problems by Schema" });
      await head.waitFor();
      if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
      await row(workbench, "shop.sql").waitFor();
      await row(workbench, "customer_order").waitFor();
      await workbench.screenshot("problems-dark");
      expect(await row(workbench, "shop.sql").getAttribute("aria-label")).toMatch(/^shop\.sql, .*2 errors/);
      await workbench.page.locator('.activitybar .action-label[aria-label*="dbscst"]').first().waitFor();
    });

    step("by keyboard one leads to its place", async (workbench) => {
      const schema = row(workbench, "shop.sql");
      // A click on the name closes what is below it, and the keys go through it.
      await schema.click();
      await workbench.page
        .locator('.sidebar .monaco-list-row[aria-expanded="false"]', { hasText: "shop.sql" })
        .waitFor();
      const focused = workbench.page.locator(".sidebar .monaco-list-row.focused");
      await workbench.pressUntil("ArrowRight", row(workbench, 'relation "customers" does not'));
      await workbench.pressUntil("ArrowDown", focused.filter({ hasText: 'relation "customers" does not' }));
      await workbench.page.keyboard.press("Enter");
      await expect.poll(() => workbench.cursor()).toContain("Ln 20");
    });

    step("what is mended leaves the view", async (workbench) => {
      await workbench.editor().locator(".native-edit-context, textarea.inputarea").first().focus();
      await workbench.page.keyboard.press("Control+A");
      await workbench.page.keyboard.press("Delete");
      await workbench.page.keyboard.insertText("CREATE TABLE alone (id bigint PRIMARY KEY);\n");
      await row(workbench, "customer_order").waitFor({ state: "detached", timeout: 90_000 });
      await workbench.page
        .locator(".sidebar .pane", { hasText: "Problems by Schema" })
        .getByText("Nothing is wrong in the SQL files")
        .waitFor();
      await workbench.screenshot("problems-none-dark");
    });

    step("what is wrong with its index stands below the table", async (workbench) => {
      await workbench.page.keyboard.insertText("CREATE INDEX ON alone (nothing);\n");
      await row(workbench, /^alone/).waitFor({ timeout: 90_000 });
      await row(workbench, 'column "nothing" does not exist').waitFor();
      await workbench.screenshot("problems-index-dark");
      expect(await row(workbench, "Elsewhere").count()).toBe(0);
    });
  },
);
