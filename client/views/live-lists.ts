import { contentOf, type Api, type Task } from "../api/client";
import type { ServerEvent } from "../api/events";
import { ApiProblem } from "../api/failure";
import { listsOf, type WorkLists } from "./work-lists";

/** Where more tasks than these have changed at once, their list is read anew. */
const mostSingle = 8;

/** Whether something happened to tasks, and nothing else. */
export function isOfTasks({ type, projectId }: ServerEvent): boolean {
  return projectId !== undefined && /^(task|comment)\./.test(type);
}

/** Makes of the lists what the server tells of them: what has changed is read anew, and no more than that. */
export class LiveLists {
  /** Tasks to be read, by their project. */
  private readonly tasks = new Map<string, Set<string>>();

  constructor(
    private readonly lists: WorkLists,
    private readonly api: Api,
  ) {}

  /** Notes what an event is about. The next `get` of a list, or `readTasks`, brings it. */
  take({ type, projectId, objectId }: ServerEvent): void {
    const { projects, invitations, members, invited, schemas, versions, tasks } = this.lists;
    if (projectId === undefined) {
      for (const lists of listsOf(this.lists)) lists.invalidate();
      return;
    }
    switch (type.split(".")[0]) {
      case "comment":
        // No list has them; the page of the task asks by itself.
        return;
      case "task": {
        if (!tasks.peek(projectId) || objectId === undefined) tasks.invalidate(projectId);
        else this.tasks.set(projectId, (this.tasks.get(projectId) ?? new Set()).add(objectId));
        return;
      }
      case "schema":
        schemas.invalidate(projectId);
        if (objectId !== undefined) versions.invalidate(objectId);
        return;
      case "invitation":
        invitations.invalidate();
        invited.invalidate(projectId);
        return;
      default:
        for (const lists of [projects, invitations]) lists.invalidate();
        for (const lists of [members, invited]) lists.invalidate(projectId);
    }
  }

  /** Reads the tasks that have changed, one by one where they are few. */
  async readTasks(): Promise<void> {
    const changed = [...this.tasks];
    this.tasks.clear();
    await Promise.all(
      changed.flatMap(([projectId, ids]) => {
        if (ids.size <= mostSingle) return [...ids].map((id) => this.readTask(projectId, id));
        this.lists.tasks.invalidate(projectId);
        return [];
      }),
    );
  }

  /** Puts a task into its list: a new one, or instead of an older one. One that was moved leaves the list before. */
  put(task: Task): void {
    for (const { id } of this.lists.projects.peek("all")?.items ?? [])
      if (id !== task.projectId) this.takeOut(id, task.id);
    const page = this.lists.tasks.peek(task.projectId);
    if (!page) return;
    const known = page.items.find(({ id }) => id === task.id);
    if (known && known.version > task.version) return;
    const items = known ? page.items.map((other) => (other === known ? task : other)) : [...page.items, task];
    this.lists.tasks.put(task.projectId, { ...page, items });
  }

  private async readTask(projectId: string, id: string): Promise<void> {
    try {
      this.put(await contentOf(this.api.GET("/v1/tasks/{id}", { params: { path: { id } } })));
    } catch (error) {
      const isGone = error instanceof ApiProblem && error.code === "not_found";
      if (isGone) this.takeOut(projectId, id);
      else this.lists.tasks.invalidate(projectId);
    }
  }

  private takeOut(projectId: string, id: string): void {
    const { tasks } = this.lists;
    const page = tasks.peek(projectId);
    if (page?.items.some((task) => task.id === id) !== true) return;
    tasks.put(projectId, { ...page, items: page.items.filter((task) => task.id !== id) });
  }
}
