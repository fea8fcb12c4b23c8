import { expect } from "vitest";
import { scenario } from "../rig/scenario";

/** Where in a text the first foreign key names its table: line and column from 1, just behind the name. */
function firstReference(text: string): { line: number; column: number; table: string } {
  const found = /\bREFERENCES (\w+)/i.exec(text);
  const table = found?.[1];
  if (!found || table === undefined) throw new Error(`no foreign key in ${text}`);
  const before = text.slice(0, found.index + found[0].length).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, table };
}

scenario(
  "a person generates a schema without a key, an account or a database",
  () => ({ open: ["brief.md"] }),
  (step) => {
    let generated = "";

    step("the palette has the command, which offers the open brief", async (workbench) => {
      await workbench.line("A library lends").waitFor();
      await workbench.run("dbscst: Generate Schema");
      await workbench.pick("The text of brief.md");
    });

    step("the schema arrives in an untitled editor, proven", async (workbench) => {
      const toast = await workbench.toast("Schema generated");
      expect(await toast.innerText()).toMatch(/Schema generated: \d+ tables, no errors/);
      await workbench.screenshot("generated");
      await workbench.tab("Untitled-1").waitFor();
      generated = await workbench.editorText();
      expect(generated).toMatch(/^CREATE TABLE/im);
    });

    step("no error is underlined, and the status bar counts none", async (workbench) => {
      await expect.poll(() => workbench.status().innerText(), { timeout: 90_000 }).toMatch(/PostgreSQL\s+0/);
      expect(await workbench.squiggles("error").count()).toBe(0);
    });

    step("a foreign key that is broken is underlined, with PostgreSQL's words", async (workbench) => {
      const { line, column, table } = firstReference(generated);
      await workbench.goTo(line, column);
      await workbench.page.keyboard.type("zz");
      await expect.poll(() => workbench.squiggles("error").count(), { timeout: 90_000 }).toBeGreaterThan(0);
      // What PostgreSQL says replaces what the rules said first.
      await expect
        .poll(() => workbench.status().innerText(), { timeout: 90_000 })
        .toMatch(/PostgreSQL\s+[1-9]/);
      const said = await workbench.hover(`${table}zz`, `${table}zz`);
      await workbench.screenshot("broken-foreign-key");
      expect(said).toContain(`relation "${table}zz" does not exist`);
    });

    step("mended, nothing is underlined", async (workbench) => {
      await workbench.page.keyboard.press("Escape");
      await workbench.page.keyboard.press("Control+Z");
      await expect.poll(() => workbench.squiggles("error").count(), { timeout: 90_000 }).toBe(0);
    });

    step("discarded by the button above it, the editor is gone", async (workbench) => {
      const buttons = workbench.page.locator(".editor-group-container.active .editor-actions");
      await buttons.getByRole("button", { name: "Keep Schema" }).waitFor();
      await workbench.screenshot("generated-undecided");
      await buttons.getByRole("button", { name: "Discard Schema" }).click();
      await workbench.page.locator(".tab", { hasText: "Untitled-1" }).waitFor({ state: "detached" });
    });
  },
);
