import { expect } from "vitest";
import { scenario } from "../rig/scenario";

scenario(
  "a person refines a schema",
  () => ({
    settings: { "dbscst.generation.provider": "builtin" },
    files: { "small.sql": "CREATE TABLE note (\n  id bigint PRIMARY KEY,\n  body text NOT NULL\n);\n" },
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
      await workbench.screenshot("refine");
    });

    step("accepting it writes the change into the file's editor", async (workbench) => {
      await workbench.press("runs without errors", "Accept");
      await expect.poll(() => workbench.editorText()).toContain("deleted_at");
    });

    step("one undo takes it back", async (workbench) => {
      await workbench.line("CREATE TABLE note").click();
      await workbench.page.keyboard.press("Control+z");
      await expect.poll(() => workbench.editorText()).not.toContain("deleted_at");
    });
  },
);
