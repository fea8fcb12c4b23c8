import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { scenario } from "../rig/scenario";
import type { Workbench } from "../rig/workbench";

const sentence = "A note has a body.";
const known = {
  version: 1,
  brief: sentence,
  trace: { "public.note": { sentences: [{ start: 0, end: sentence.length, text: sentence }] } },
};

/** What is known of the file, as the side file beside it says. */
async function sideFile(workbench: Workbench): Promise<{ brief?: string; trace?: Record<string, unknown> }> {
  return JSON.parse(await readFile(join(workbench.workspace, "small.brief.json"), "utf8")) as object;
}

scenario(
  "a person refines a schema",
  () => ({
    settings: { "dbscst.generation.provider": "builtin" },
    files: {
      "small.sql": "CREATE TABLE note (\n  id bigint PRIMARY KEY,\n  body text NOT NULL\n);\n",
      "small.brief.json": JSON.stringify(known),
    },
    open: ["small.sql"],
  }),
  (step) => {
    step("the change is shown as a difference, and the file is as it was", async (workbench) => {
      await workbench.line("CREATE TABLE note").waitFor();
      await workbench.run("dbscst: Refine Schema");
      await workbench.answer("What should change?", "add soft delete to all tables");
      await workbench.toast("runs without errors");
      await workbench.page
        .locator(".monaco-diff-editor .view-line", { hasText: "deleted_at" })
        .first()
        .waitFor();
      // What is proposed is not checked, so that nothing is waited for.
      await workbench.status().waitFor({ state: "hidden" });
      await workbench.screenshot("refine");
    });

    step("accepting it writes the change into the file's editor", async (workbench) => {
      // The notification may be gone from view before a long difference is read.
      await workbench.run("Notifications: Clear All Notifications");
      await workbench.page.locator(".editor-actions .action-label[aria-label*='Accept Change']").click();
      await expect.poll(() => workbench.editorText()).toContain("deleted_at");
    });

    step(
      "what is new is known to be there for it, and what was there keeps its sentence",
      async (workbench) => {
        const asked = "add soft delete to all tables";
        await expect.poll(() => sideFile(workbench)).toMatchObject({ brief: `${sentence}\n\n${asked}` });
        const { trace } = await sideFile(workbench);
        const start = sentence.length + 2;
        expect(trace).toMatchObject({
          ...known.trace,
          "public.note.deleted_at": { sentences: [{ start, end: start + asked.length, text: asked }] },
        });
        await workbench.goTo(1, 1);
        // A code lens that comes late moves the line under the pointer.
        await expect
          .poll(() => workbench.hover("deleted_at", "deleted_at"), { timeout: 60_000 })
          .toContain(`In the brief ${asked}`);
        await workbench.screenshot("refine-trace");
        await workbench.page.keyboard.press("Escape");
      },
    );

    step("one undo takes it back", async (workbench) => {
      await workbench.line("CREATE TABLE note").click();
      await workbench.page.keyboard.press("Control+z");
      await expect.poll(() => workbench.editorText()).not.toContain("deleted_at");
      await expect.poll(() => sideFile(workbench)).toMatchObject({ brief: sentence });
      expect((await sideFile(workbench)).trace).toEqual(known.trace);
    });
  },
);
