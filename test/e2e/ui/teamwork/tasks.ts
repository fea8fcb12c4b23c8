import { expect } from "vitest";
import type { Step } from "../../rig/scenario";
import type { TwoPeople } from "../../rig/two-people";
import type { Workbench } from "../../rig/workbench";

/** The titles from top to bottom, as the view shows them. */
async function shown(workbench: Workbench, titles: readonly string[]): Promise<readonly string[]> {
  const places = await Promise.all(
    titles.map(async (title) => ({ title, y: (await workbench.row(title).boundingBox())?.y ?? 0 })),
  );
  return places.sort((a, b) => a.y - b.y).map(({ title }) => title);
}

/** Drags a row onto another; the tooltip of a row lies over its neighbours. */
async function drag(workbench: Workbench, what: string, where: string | RegExp): Promise<void> {
  await workbench.page.mouse.move(900, 600);
  await workbench.page.locator(".monaco-hover:visible").waitFor({ state: "hidden", timeout: 5_000 });
  await workbench.row(what).dragTo(workbench.row(where));
}

/** Does something until it has come about: a tree that draws itself anew may swallow a key or a drop. */
async function doUntil<T>(act: () => Promise<void>, look: () => Promise<T>, expected: T): Promise<void> {
  for (let attempt = 1; attempt < 5; attempt++) {
    await act();
    const isThere = await expect
      .poll(look, { timeout: 5_000 })
      .toEqual(expected)
      .then(
        () => true,
        () => false,
      );
    if (isThere) break;
  }
  await expect.poll(look, { timeout: 15_000 }).toEqual(expected);
}

/** Tasks are deleted, dragged and put into order, and go to another project. */
export function tasksArranged(
  step: Step,
  people: TwoPeople,
  { library, harbour }: { readonly library: () => string; readonly harbour: () => string },
): void {
  /** What is in progress, in the order that people have made. */
  const inProgress = async () => {
    const route = `/v1/projects/${library()}/tasks?status=in_progress&sort=position`;
    const { items } = await people.asBob<{ items: { title: string }[] }>("GET", route);
    return items.map(({ title }) => title);
  };
  /** On the server, and then in the view. */
  const ordered = async (workbench: Workbench, titles: readonly string[], act?: () => Promise<void>) => {
    if (act) await doUntil(act, inProgress, titles);
    else await expect.poll(inProgress, { timeout: 15_000 }).toEqual(titles);
    await expect.poll(() => shown(workbench, titles), { timeout: 15_000 }).toEqual(titles);
  };

  step("a deleted task is taken back", async (workbench) => {
    await people.task(library(), { title: "Count the shelves" });
    await workbench.contextMenu(workbench.row("Count the shelves"), "Delete Task");
    const toast = await workbench.toast("Count the shelves");
    await workbench.screenshot("teamwork-undo-delete");
    await toast.locator(".monaco-button", { hasText: "Cancel" }).click();
    await workbench.row("Count the shelves").waitFor();
  });

  step("dragged to another status, it has it", async (workbench) => {
    const act = () => drag(workbench, "Count the shelves", /In Progress/);
    await doUntil(act, inProgress, ["Count the shelves"]);
  });

  step("dragged among its own kind, the order is everybody's own", async (workbench) => {
    for (const title of ["Paint the door", "Mend the lamp"])
      await people.task(library(), { title, status: "in_progress" });
    await drag(workbench, "Mend the lamp", "Count the shelves");
    await workbench.press("The tasks are sorted: most pressing first", "Manual order");
    await ordered(workbench, ["Mend the lamp", "Count the shelves", "Paint the door"]);
    const then = ["Count the shelves", "Paint the door", "Mend the lamp"];
    await ordered(workbench, then, () => drag(workbench, "Mend the lamp", "Paint the door"));
  });

  step("the keyboard moves a task, and a refusal takes it back", async (workbench) => {
    // Chosen without opening its page.
    await workbench.row("Mend the lamp").click({ modifiers: ["Control"] });
    const press = (key: string) => () => workbench.page.keyboard.press(key);
    const [up, down] = [
      ["Count the shelves", "Mend the lamp", "Paint the door"],
      ["Count the shelves", "Paint the door", "Mend the lamp"],
    ];
    await ordered(workbench, up, press("Alt+ArrowUp"));
    await ordered(workbench, down, press("Alt+ArrowDown"));
    await workbench.screenshot("teamwork-manual-order");
    await setRoleOfAda(people, library(), "viewer");
    await workbench.page.keyboard.press("Alt+ArrowUp");
    await workbench.toast(/Not changed: .*“Mend the lamp”/);
    await workbench.screenshot("teamwork-manual-refused");
    await setRoleOfAda(people, library(), "editor");
    await ordered(workbench, down);
  });

  step("a task is moved to another project by a command, and back", async (workbench) => {
    await workbench.contextMenu(workbench.row("Mend the lamp"), "Move Task to Project");
    await workbench.quickInput(/Move to project/);
    await workbench.screenshot("teamwork-move-task");
    await workbench.pick("Harbour");
    await expect.poll(() => people.titles(harbour())).toEqual(["Mend the lamp"]);
    for (const each of [workbench, people.bobs]) await each.row(/Mend the lamp.*Harbour/).waitFor();
    await workbench.press("is in Harbour now", "Undo");
    await expect.poll(() => people.titles(harbour())).toEqual([]);
    await workbench.row(/Mend the lamp.*Library/).waitFor();
  });

  step("and by dragging it onto the other project", async (workbench) => {
    const moved = ["Paint the door"];
    const act = () => drag(workbench, "Paint the door", /^Harbour.*Editor/);
    await doUntil(act, () => people.titles(harbour()), moved);
    await workbench.screenshot("teamwork-dragged");
    await people.bobs.row(/Paint the door.*Harbour/).waitFor();
  });
}

export async function setRoleOfAda(
  people: TwoPeople,
  projectId: string,
  role: "owner" | "editor" | "viewer",
): Promise<void> {
  const route = `/v1/projects/${projectId}/members`;
  const { items } = await people.asBob<{ items: { userId: string; name: string }[] }>("GET", route);
  const ada = items.find(({ name }) => name === "Ada")?.userId ?? "";
  await people.asBob("PATCH", `${route}/${ada}`, { role });
}
