import { expect } from "vitest";
import { scenario } from "../rig/scenario";

scenario(
  "a person looks at a schema",
  () => ({ open: ["shop.sql"] }),
  (step) => {
    step("the status bar names the dialect and counts the errors", async (workbench) => {
      await workbench.line("REFERENCES customers").waitFor();
      await expect.poll(() => workbench.status().innerText(), { timeout: 90_000 }).toMatch(/PostgreSQL\s+2/);
    });

    step("the faults of the sample are underlined", async (workbench) => {
      await expect.poll(() => workbench.squiggles("error").count()).toBe(2);
    });

    step("resting on one shows what PostgreSQL says", async (workbench) => {
      expect(await workbench.hover("REFERENCES customers", "customers")).toContain(
        'relation "customers" does not exist',
      );
      await workbench.screenshot("hover");
    });
  },
);
