import axe from "axe-core";
import { expect } from "vitest";
import { scenario } from "../rig/scenario";
import type { Workbench } from "../rig/workbench";

const clinic = `CREATE TYPE visit_state AS ENUM ('planned', 'done');
CREATE TABLE patient (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  insurance_number text NOT NULL UNIQUE
);
CREATE TABLE visit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id bigint NOT NULL REFERENCES patient (id),
  state visit_state NOT NULL DEFAULT 'planned',
  minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 240),
  UNIQUE (patient_id, minutes)
);
CREATE FUNCTION keep_done() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER visit_keep_done BEFORE UPDATE ON visit FOR EACH ROW EXECUTE FUNCTION keep_done();
ALTER TABLE visit ENABLE ROW LEVEL SECURITY;
CREATE POLICY visit_planned ON visit FOR SELECT USING (state = 'planned');
`;

async function violations(workbench: Workbench): Promise<unknown> {
  const frame = await workbench.webviewFrame();
  await frame.evaluate(axe.source);
  return frame.evaluate(
    "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))",
  );
}

scenario(
  "a person looks at a table in the designer",
  () => ({ open: ["clinic.sql"], files: { "clinic.sql": clinic } }),
  (step) => {
    step("its keys, checks, policies and triggers are beside the picture", async (workbench) => {
      await workbench.line("CREATE TABLE visit").waitFor();
      await workbench.run("dbscst: Open Designer");
      const page = workbench.webview();
      await page.locator(".table.enum .column", { hasText: "planned" }).waitFor({ timeout: 90_000 });
      await page.locator(".canvas.settled").waitFor();
      await page.locator(".react-flow__node[data-id='public.visit'] .header").click();
      const inspector = page.getByRole("complementary", { name: "About visit" });
      await inspector.getByRole("heading", { name: "Policies" }).waitFor();
      const text = await inspector.innerText();
      for (const part of ["patient_id, minutes", "BETWEEN 5 AND 240", "visit_planned", "visit_keep_done"])
        expect(text).toContain(part);
      await workbench.screenshot("inspector");
      expect(await violations(workbench)).toEqual([]);
    });

    step("sample rows of it come from a database that holds them", async (workbench) => {
      const page = workbench.webview();
      await page.getByRole("button", { name: "Show sample rows" }).click();
      const trial = page.locator(".trial");
      await trial.locator(".grid [role=columnheader]", { hasText: "minutes" }).waitFor({ timeout: 120_000 });
      expect(await trial.locator(".grid").getAttribute("aria-rowcount")).toBe("11");
      expect(await trial.locator("textarea").inputValue()).toBe('SELECT * FROM "visit" LIMIT 20;');
      await workbench.screenshot("inspector-rows");
      expect(await violations(workbench)).toEqual([]);
    });

    step("a trigger in the inspector leads to its SQL", async (workbench) => {
      const page = workbench.webview();
      await page.getByRole("button", { name: /visit_keep_done/ }).click();
      await workbench.line("CREATE TRIGGER").waitFor();
    });
  },
);
