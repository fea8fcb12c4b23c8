import { expect } from "vitest";
import type { Step } from "../../rig/scenario";
import { saveTo, type TwoPeople } from "../../rig/two-people";
import { password } from "../../rig/team-server";

export const first = `CREATE TABLE author (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE book (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  pages int,
  author_id bigint NOT NULL REFERENCES author (id)
);
`;
const theirs = first
  .replace("pages int", "pages smallint")
  .replace("name text NOT NULL", "name text NOT NULL,\n  born date");

let schemaId = "";

/** The SQL of a version, as the server has it. */
function version(people: TwoPeople, n: number): Promise<string> {
  return people.asBob<{ sql: string }>("GET", `/v1/schemas/${schemaId}/versions/${n}`).then(
    ({ sql }) => sql,
    () => "not saved yet",
  );
}

/** Both have the schema of a file in the project. */
export function savedByBoth(step: Step, people: TwoPeople, project: () => string): void {
  step("signed in, a file is saved to the project", async (workbench) => {
    await workbench.openFile("books.sql");
    await workbench.signIn("ada@example.com", password);
    await workbench.row(/Library.*Editor/).waitFor();
    await saveTo(workbench, "books.sql", "Library");
    await workbench.quickInput(/Its name/);
    await workbench.page.keyboard.press("Enter");
    await workbench.quickInput(/What has changed/);
    await workbench.page.keyboard.press("Enter");
    await workbench.page.locator(".statusbar", { hasText: "books is saved in Library" }).waitFor();
    await workbench.row(/Library/).click();
    await workbench.row(/books.*v1/).waitFor();
    const route = `/v1/projects/${project()}/schemas`;
    const { items } = await people.asBob<{ items: { id: string }[] }>("GET", route);
    schemaId = items[0]?.id ?? "";
  });

  step("the other one has the same version, in a window of his own", async (workbench) => {
    await people.openBobs(workbench, "bob.sql");
    const other = people.bobs;
    await other.row("Library").waitFor();
    await saveTo(other, "bob.sql", "Library");
    await other.pick(/books.*as version 2/);
    await other.page.locator(".statusbar", { hasText: "It is version 1 already" }).waitFor();
  });
}

/** Both change the schema, and each merges what the other has saved meanwhile. */
export function versionsMerged(step: Step, people: TwoPeople): void {
  step("two versions come together, with a question for the column that both changed", async (workbench) => {
    const body = { sql: theirs, message: "Births, and fewer pages" };
    await people.asBob("POST", `/v1/schemas/${schemaId}/versions`, body);
    // The page that came back keeps the keyboard until the text is clicked.
    await workbench.page.locator(".tabs-container .tab", { hasText: "books.sql" }).click();
    await workbench.editor().locator(".view-line").first().click();
    await workbench.goTo(9, 1);
    await workbench.page.keyboard.press("Control+Shift+K");
    await workbench.page.keyboard.type("  pages bigint,\n");
    await workbench.run("dbscst: Save Schema to Project");
    await workbench.pick("Version 3 of books");
    await workbench.quickInput(/yours comes from version 1/);
    await workbench.screenshot("teamwork-newer-version");
    await workbench.pick("Merge");
    await workbench.quickInput(/both sides changed the column book.pages/);
    await workbench.pictures("teamwork-merge-conflict");
    await workbench.pick("Take Theirs");
    await workbench.quickInput(/Merged into the editor and proven/);
    await workbench.pictures("teamwork-merged");
    await workbench.pick("Save as Version 3");
    await workbench.quickInput(/What has changed/);
    await workbench.page.keyboard.press("Enter");
    await expect.poll(() => version(people, 3), { timeout: 30_000 }).toContain("born date");
    expect(await version(people, 3)).toContain("pages smallint");
  });

  step("the other one merges what he has into theirs, and it is seen at once", async (workbench) => {
    const other = people.bobs;
    await workbench.row(/Library.*Editor/).click();
    await workbench.row(/books.*v3/).waitFor();
    await other.editor().locator(".view-line").first().click();
    await other.goTo(3, 1);
    await other.page.keyboard.press("Control+Shift+K");
    await other.page.keyboard.type("  name text NOT NULL UNIQUE\n");
    await other.run("dbscst: Save Schema to Project");
    await other.pick("Version 4 of books");
    await other.quickInput(/Version 3 of books was saved meanwhile; yours comes from version 1/);
    await other.screenshot("teamwork-second-window");
    await other.pick("Merge");
    await other.quickInput(/Merged into the editor and proven/);
    await other.screenshot("teamwork-second-merged");
    await other.pick("Save as Version 4");
    await other.quickInput(/What has changed/);
    await other.page.keyboard.press("Enter");
    await workbench.row(/books.*v4/).waitFor();
    expect(await version(people, 4)).toMatch(
      /name text NOT NULL UNIQUE[\s\S]*born date[\s\S]*pages smallint/,
    );
  });
}
