import { readFile } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import { expect } from "vitest";
import { scenario } from "../rig/scenario";

scenario(
  "a person looks at the diagram of a schema",
  () => ({ open: ["shop.sql"] }),
  (step) => {
    step("the diagram stands beside the text, with a box for each table", async (workbench) => {
      await expect.poll(() => workbench.squiggles("error").count(), { timeout: 90_000 }).toBe(2);
      await workbench.run("dbscst: Show Diagram");
      const page = workbench.webview();
      await page.locator("[data-layout-ms] .table", { hasText: "customer_order" }).waitFor();
      expect(await page.locator(".table").count()).toBe(4);
      expect(await page.locator(".toolbar [role=status]").innerText()).toBe("4 tables, 1 relation");
    });

    step("a table with an error has a badge with what PostgreSQL says", async (workbench) => {
      const badge = workbench
        .webview()
        .locator(".table", { hasText: "customer_order" })
        .locator(".badge.error");
      await expect
        .poll(() => badge.getAttribute("title"), { timeout: 30_000 })
        .toContain('relation "customers" does not exist');
    });

    step("a table that is clicked tells about itself and leads to its text", async (workbench) => {
      const page = workbench.webview();
      await page.locator(".table .name", { hasText: /^stock$/ }).click();
      const inspector = page.locator(".inspector");
      await inspector.getByText("product_id").first().waitFor();
      await workbench.screenshot("diagram");
      await inspector.getByRole("button", { name: "Show SQL" }).click();
      await expect.poll(() => workbench.cursor()).toContain("Ln 25");
    });

    step("nothing in it keeps people out", async (workbench) => {
      const frame = await workbench.webviewFrame();
      await frame.evaluate(axe.source);
      // Text, since the page's own types are none of this project's.
      const violations: unknown = await frame.evaluate(
        "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
      );
      expect(violations).toEqual([]);
    });

    step("an edit of the text shows in the diagram", async (workbench) => {
      await workbench.goTo(20, 1);
      await workbench.page.keyboard.type("  note text,\n");
      await workbench
        .webview()
        .locator(".table .column", { hasText: /^note$/ })
        .waitFor();
    });

    step("exported as a picture, it goes into a file", async (workbench) => {
      await workbench.run("dbscst: Export Schema");
      await workbench.pick("Picture of the tables");
      await workbench.answer("Save Diagram", join(workbench.workspace, "shop.svg"));
      const picture = () => readFile(join(workbench.workspace, "shop.svg"), "utf8").catch(() => "");
      await expect.poll(picture, { timeout: 30_000 }).toMatch(/^<svg[^]*customer_order/);
    });

    step("a search leads to a table", async (workbench) => {
      const page = workbench.webview();
      await page.getByRole("searchbox").fill("sku");
      expect(await page.locator(".toolbar [role=status]").innerText()).toBe("1 found");
      await page.getByRole("searchbox").press("Enter");
      await page.locator(".table.selected", { hasText: "product" }).waitFor();
    });

    step("the diagram is there again after a reload of the window", async (workbench) => {
      // The command, not the browser's reload: only the former waits until the editor has kept what is open.
      await workbench.run("Developer: Reload Window");
      await workbench.page.waitForEvent("load");
      await workbench.webview().locator(".table", { hasText: "customer_order" }).waitFor({ timeout: 90_000 });
    });
  },
);
