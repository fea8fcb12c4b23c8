import { writeFile } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import { expect } from "vitest";
import { scenario } from "../rig/scenario";
import type { Workbench } from "../rig/workbench";

async function violations(workbench: Workbench): Promise<unknown> {
  const frame = await workbench.webviewFrame();
  await frame.evaluate(axe.source);
  // What is still appearing is judged as it will be; what turns without end is not waited for.
  await frame.evaluate(
    `Promise.all(document.getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
      .map((one) => one.finished.catch(() => undefined))).then(() => undefined)`,
  );
  // Text, since the page's own types are none of this project's.
  return frame.evaluate(
    "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))",
  );
}

scenario(
  "a person designs a schema from a brief",
  () => ({ settings: { "dbscst.generation.provider": "builtin" } }),
  (step) => {
    step("without a schema the designer begins with a brief and examples", async (workbench) => {
      await workbench.run("dbscst: Open Designer");
      const page = workbench.webview();
      await page.getByRole("heading", { name: "What is the database for?" }).waitFor();
      const frame = await workbench.webviewFrame();
      await expect
        .poll(() => frame.evaluate<string>("document.activeElement.localName"))
        .toBe("vscode-textarea");
      await workbench.screenshot("designer-start");
      expect(await violations(workbench)).toEqual([]);
      await page.getByRole("button", { name: /^Library/ }).click();
    });

    step("the schema streams into a text beside, and its tables into the diagram", async (workbench) => {
      const page = workbench.webview();
      await page.locator("vscode-button", { hasText: "Generate" }).click();
      await page.locator("vscode-button", { hasText: "Keep" }).waitFor({ timeout: 90_000 });
      await page
        .locator(".table .name", { hasText: /^members?$/ })
        .first()
        .waitFor();
      await workbench.screenshot("designer-generated");
      // A long name is cut in its row, and does not push the type into the next one.
      const frame = await workbench.webviewFrame();
      const wrap: unknown = await frame.evaluate(
        "getComputedStyle(document.querySelector('.table .row')).flexWrap",
      );
      expect(wrap).toBe("nowrap");
      expect(await page.locator(".turn").innerText()).toMatch(/\d+ tables · no errors/);
      await workbench.page.locator(`.tab[data-resource-name="Untitled-1"]`).waitFor();
      expect(await violations(workbench)).toEqual([]);
    });

    step("an assumption can be confirmed, and the schema kept", async (workbench) => {
      const page = workbench.webview();
      const right = page.getByRole("button", { name: "Right" }).first();
      await right.click();
      await page.getByRole("button", { name: "Confirmed" }).waitFor();
      await page.locator("vscode-button", { hasText: "Keep" }).click();
      await page.locator(".turn .status", { hasText: "Accepted" }).waitFor();
    });

    step("a change is shown in words and in the picture before it is written", async (workbench) => {
      const page = workbench.webview();
      await page.locator(".composer textarea").fill("Add soft delete to all tables");
      await page.locator(".composer textarea").press("Control+Enter");
      await page.locator(".changes .added").first().waitFor({ timeout: 90_000 });
      await workbench.screenshot("designer-change");
      expect(await page.locator(".changes").innerText()).toContain("deleted_at");
      await page
        .locator(".table .column", { hasText: /^deleted_at$/ })
        .first()
        .waitFor();
      expect(await violations(workbench)).toEqual([]);
    });

    step("accepted it is in the text, taken back it is not", async (workbench) => {
      const page = workbench.webview();
      await page.locator("vscode-button", { hasText: "Accept" }).click();
      await page.locator("vscode-button", { hasText: "Take Back" }).waitFor();
      await page.locator("vscode-button", { hasText: "Take Back" }).click();
      await page.locator(".turn .status", { hasText: "Taken back" }).waitFor();
      await page.locator(".table .column", { hasText: /^deleted_at$/ }).waitFor({ state: "detached" });
      await workbench.screenshot("designer-reverted");
    });

    step("a pasted picture goes along, and who cannot see it says so", async (workbench) => {
      const page = workbench.webview();
      const frame = await workbench.webviewFrame();
      await frame.evaluate(`{
        const data = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([bytes], "sketch.png", { type: "image/png" }));
        const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
        document.querySelector(".composer").dispatchEvent(paste);
      }`);
      const attached = page.locator(".attachments", { hasText: "sketch.png" });
      await attached.getByText("a picture, for a model that can see").waitFor();
      await workbench.screenshot("designer-picture");
      await page.locator("vscode-button", { hasText: "Change" }).click();
      const failed = page.locator(".turn", { hasText: "builtin cannot look at pictures." });
      await failed.locator(".status", { hasText: "Failed" }).waitFor();
      await workbench.screenshot("designer-picture-unseen");
      await page.getByRole("button", { name: "Remove sketch.png" }).click();
      await attached.waitFor({ state: "detached" });
    });

    step("the schema is tried on a throw-away database", async (workbench) => {
      const page = workbench.webview();
      await page.locator("vscode-button", { hasText: "Try It" }).click();
      const trial = page.locator(".trial");
      await trial.getByRole("status").getByText("Ready").waitFor({ timeout: 90_000 });
      await trial
        .locator("textarea")
        .fill("select g as n, 'row ' || g as name from generate_series(1, 12000) g;");
      await trial.locator("textarea").press("Control+Enter");
      await trial.getByText("12,000 rows, the first 10,000 shown").waitFor();
      // Of ten thousand rows only those in view are in the page.
      expect(await trial.locator(".grid [role=row]").count()).toBeLessThan(60);
      await trial.locator(".grid").press("End");
      await trial.getByText("row 10000").waitFor();
      await workbench.screenshot("designer-trial");
      expect(await violations(workbench)).toEqual([]);
      await trial.locator("textarea").fill("select nothing from nowhere");
      await trial.locator("vscode-button", { hasText: "Run" }).click();
      await trial.getByRole("alert").getByText('relation "nowhere" does not exist').waitFor();
      await workbench.screenshot("designer-trial-error");
    });

    step(
      "after a reload of the window the designer and its conversation are there again",
      async (workbench) => {
        await workbench.run("Developer: Reload Window");
        await workbench.page.waitForEvent("load");
        const page = workbench.webview();
        // In a narrow panel what is being tried covers the conversation, before the reload as after it.
        await page.getByRole("button", { name: "Run" }).waitFor({ timeout: 90_000 });
        await page
          .locator(".turn .status", { hasText: "Taken back" })
          .waitFor({ state: "attached", timeout: 90_000 });
        await page.locator(".table").first().waitFor({ timeout: 90_000 });
        await workbench.screenshot("designer-reloaded");
      },
    );
  },
);

scenario(
  "a person opens a SQL file with errors in the designer in place of the text, and designs for SQLite, signed out",
  () => ({ open: ["shop.sql"] }),
  (step) => {
    step("what can be drawn is drawn, and the error is shown", async (workbench) => {
      await expect.poll(() => workbench.squiggles("error").count(), { timeout: 90_000 }).toBe(2);
      await workbench.run("View: Reopen Editor With...");
      await workbench.pick("dbscst Designer");
      const page = workbench.webview();
      await page.locator(".table", { hasText: "customer_order" }).waitFor({ timeout: 90_000 });
      await page.locator(".badge.error").first().waitFor();
      expect(await page.locator(".table").count()).toBe(4);
      await workbench.screenshot("designer-editor");
    });

    step("its own text opens beside", async (workbench) => {
      await workbench.webview().getByRole("button", { name: "Show the SQL" }).click();
      await workbench.line("CREATE TABLE").waitFor();
    });

    const picked = (workbench: Workbench, label: string) =>
      workbench
        .webview()
        .locator(`vscode-single-select[label="${label}"]`)
        .evaluate((select) => (select as unknown as { readonly value: string }).value);

    step("the dialect is the one that the folder's configuration names", async (workbench) => {
      await writeFile(path.join(workbench.workspace, "dbscst.config.json"), '{ "dialect": "sqlite" }');
      await workbench.changeSetting("dbscst.generation.provider", "backend");
      await workbench.run("View: Close All Editors");
      await workbench.page.locator(".tabs-container .tab").first().waitFor({ state: "detached" });
      await workbench.run("dbscst: Open Designer");
      await workbench.webview().getByRole("heading", { name: "What is the database for?" }).waitFor();
      await expect
        .poll(() => picked(workbench, "Who writes the schema"), { timeout: 60_000 })
        .toBe("backend");
      await expect.poll(() => picked(workbench, "Dialect"), { timeout: 60_000 }).toBe("sqlite");
      // A setting may be changed, or be known, only when the designer is open.
      for (const provider of ["builtin", "backend"]) {
        await workbench.changeSetting("dbscst.generation.provider", provider);
        await expect
          .poll(() => picked(workbench, "Who writes the schema"), { timeout: 60_000 })
          .toBe(provider);
      }
    });

    step("who is signed out is offered to sign in, and nothing that does not help", async (workbench) => {
      const page = workbench.webview();
      await page.locator(".composer textarea").fill("A library lends copies of books to members.");
      await page.locator("vscode-button", { hasText: "Generate" }).click();
      await page.getByRole("button", { name: "Sign In" }).waitFor({ timeout: 90_000 });
      await workbench.screenshot("designer-signed-out");
      // It is told once.
      expect(await page.getByText("written by the backend on this computer").count()).toBe(1);
      expect(await page.getByRole("button", { name: /Set API Key|Show Output/ }).count()).toBe(0);
    });
  },
);
