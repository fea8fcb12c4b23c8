import { expect, it } from "vitest";
import { PendingTasks } from "../../../client/views/pending-tasks";
import { task } from "../task";

it("shows changes over what the server says, until each is over", () => {
  const pending = new PendingTasks();
  const tasks = [task("a"), task("b")];
  const first = pending.change(task("a"), { status: "done" });
  const second = pending.change(task("a"), { status: "in_progress", title: "A" });
  expect(pending.over("p", tasks)).toEqual([task("a", { status: "in_progress", title: "A" }), task("b")]);
  first();
  expect(pending.over("p", tasks)[0]).toMatchObject({ status: "in_progress", title: "A" });
  second();
  expect(pending.over("p", tasks)).toBe(tasks);
});

it("shows tasks of a project that the server does not have yet", () => {
  const pending = new PendingTasks();
  const made = task("new:1");
  const over = pending.add(made);
  expect(pending.over("p", [task("a")])).toEqual([task("a"), made]);
  expect(pending.over("q", [])).toEqual([]);
  expect(pending.isNew("new:1")).toBe(true);
  over();
  expect(pending.over("p", [])).toEqual([]);
  expect(pending.isNew("new:1")).toBe(false);
});

it("shows a task in the project that it is moved to, without what only the other one knows", () => {
  const pending = new PendingTasks();
  const moving = task("a", { schemaId: "s", position: "8", assigneeId: "u" });
  const over = pending.change(moving, { projectId: "q" });
  const moved = task("a", { projectId: "q", assigneeId: "u" });
  expect(pending.over("p", [moving, task("b")])).toEqual([task("b")]);
  expect(pending.over("q", [])).toEqual([moved]);
  // The server has it there already.
  expect(pending.over("q", [moved])).toEqual([moved]);
  over();
  expect(pending.over("p", [moving])).toEqual([moving]);
});
