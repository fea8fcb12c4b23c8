import { expect, it } from "vitest";
import type { Api, Task } from "../../../client/api/client";
import { ApiProblem } from "../../../client/api/failure";
import { LiveLists } from "../../../client/views/live-lists";
import { OfflineCache } from "../../../client/views/offline-cache";
import { workLists } from "../../../client/views/work-lists";
import { project, task } from "../task";

/** A server with tasks in the project `p`, and what it was asked. */
function server(tasks: readonly Task[]) {
  const kept = new Map(tasks.map((each) => [each.id, each]));
  const asked: string[] = [];
  const GET = (route: string, { params }: { params: { path?: { id: string } } }) => {
    const id = params.path?.id ?? "";
    asked.push(route.replace("{id}", id));
    if (route !== "/v1/tasks/{id}") {
      return Promise.resolve({ data: { items: [...kept.values()], nextCursor: null } });
    }
    const found = kept.get(id);
    return found
      ? Promise.resolve({ data: found })
      : Promise.reject(new ApiProblem(404, "not_found", "There is no such task."));
  };
  const api = { GET } as unknown as Api;
  const cache = new OfflineCache("", {
    known: () => Promise.resolve(undefined),
    now: () => undefined,
  });
  const lists = workLists(api, cache, {
    onFailure: () => true,
    onFresh: () => undefined,
    onReached: () => undefined,
  });
  return { kept, asked, lists, live: new LiveLists(lists, api) };
}

it("reads the tasks that have changed, come and gone, and not their list", async () => {
  const { kept, asked, lists, live } = server([task("a"), task("b")]);
  await lists.tasks.get("p");
  asked.length = 0;
  kept.set("a", task("a", { title: "A", version: 2 }));
  kept.delete("b");
  kept.set("c", task("c"));
  live.take({ type: "task.updated", projectId: "p", objectId: "a" });
  live.take({ type: "task.updated", projectId: "p", objectId: "a" });
  live.take({ type: "task.deleted", projectId: "p", objectId: "b" });
  live.take({ type: "task.created", projectId: "p", objectId: "c" });
  live.take({ type: "comment.created", projectId: "p", objectId: "c" });
  await live.readTasks();
  expect(asked.sort()).toEqual(["/v1/tasks/a", "/v1/tasks/b", "/v1/tasks/c"]);
  expect((await lists.tasks.get("p")).items).toEqual([task("a", { title: "A", version: 2 }), task("c")]);
});

it("takes a task that was moved out of the list of the project before", async () => {
  const { kept, lists, live } = server([task("a"), task("b")]);
  await Promise.all([lists.projects.get("all"), lists.tasks.get("p"), lists.tasks.get("q")]);
  lists.projects.put("all", { items: [project("p"), project("q")], nextCursor: null });
  lists.tasks.put("q", { items: [], nextCursor: null });
  const moved = task("a", { projectId: "q", version: 2 });
  kept.set("a", moved);
  live.take({ type: "task.deleted", projectId: "p", objectId: "a" });
  live.take({ type: "task.created", projectId: "q", objectId: "a" });
  await live.readTasks();
  expect(lists.tasks.peek("p")?.items).toEqual([task("b")]);
  expect(lists.tasks.peek("q")?.items).toEqual([moved]);
});

it("reads the list anew after many changes, and everything after a reset", async () => {
  const { asked, lists, live } = server([task("a")]);
  await Promise.all([lists.tasks.get("p"), lists.projects.get("all"), lists.schemas.get("p")]);
  asked.length = 0;
  for (let n = 0; n < 9; n++) live.take({ type: "task.created", projectId: "p", objectId: `n${n}` });
  await live.readTasks();
  await Promise.all([lists.tasks.get("p"), lists.projects.get("all")]);
  expect(asked).toEqual(["/v1/projects/p/tasks"]);
  live.take({ type: "reset" });
  await Promise.all([lists.tasks.get("p"), lists.projects.get("all"), lists.schemas.get("p")]);
  expect(asked).toHaveLength(4);
});

it("keeps the newer of two rows", async () => {
  const { lists, live } = server([task("a", { version: 3 })]);
  await lists.tasks.get("p");
  live.put(task("a", { version: 2, title: "old" }));
  expect(lists.tasks.peek("p")?.items).toEqual([task("a", { version: 3 })]);
});
