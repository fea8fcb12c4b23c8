import { expect } from "vitest";
import { scenario } from "../rig/scenario";

scenario(
  "a person looks at a schema",
  () => ({
    open: ["shop.sql"],
    files: {
      "db/migrations/0001_members.sql": "CREATE TABLE members (id bigint PRIMARY KEY, name text NOT NULL);\n",
      "db/migrations/0002_email.sql":
        "ALTER TABLE members ADD COLUMN email text;\nCREATE INDEX members_email_idx ON members (email);\n",
    },
  }),
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

    step("the way back from a migration is written beside it", async (workbench) => {
      await workbench.openFile("0002_email.sql");
      await workbench.line("ADD COLUMN email").waitFor();
      await workbench.run("dbscst: Generate Down Migration");
      await workbench.tab("0002_email.down.sql").waitFor({ timeout: 120_000 });
      await expect
        .poll(() => workbench.editorText())
        .toMatch(/DROP INDEX .*members_email_idx[^]*DROP COLUMN .*email/i);
      await workbench.screenshot("down-migration");
    });
  },
);
