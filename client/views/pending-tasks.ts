import type { Task } from "../api/client";

export type TaskChanges = Partial<
  Pick<
    Task,
    | "title"
    | "description"
    | "status"
    | "priority"
    | "assigneeId"
    | "dueOn"
    | "position"
    | "projectId"
    | "schemaId"
  >
>;

interface Changed {
  readonly task: Task;
  readonly changes: readonly TaskChanges[];
}

/** What people see of tasks before the server has agreed to it. */
export class PendingTasks {
  private readonly changes = new Map<string, Changed>();
  private readonly made = new Set<Task>();

  /** Shows a change, until the function that it gives is called. */
  change(task: Task, changes: TaskChanges): () => void {
    const { id } = task;
    const known = this.changes.get(id) ?? { task, changes: [] };
    this.changes.set(id, { ...known, changes: [...known.changes, changes] });
    return () => {
      const left = this.changes.get(id)?.changes.filter((other) => other !== changes) ?? [];
      if (left.length > 0) this.changes.set(id, { ...known, changes: left });
      else this.changes.delete(id);
    };
  }

  /** Shows a task that the server does not have yet, until the function that it gives is called. */
  add(task: Task): () => void {
    this.made.add(task);
    return () => this.made.delete(task);
  }

  /** Whether the server does not have it yet. */
  isNew(id: string): boolean {
    return [...this.made].some((task) => task.id === id);
  }

  /** The tasks of a project as the person has made them. */
  over(projectId: string, tasks: readonly Task[]): readonly Task[] {
    const made = [...this.made].filter((task) => task.projectId === projectId);
    if (made.length + this.changes.size === 0) return tasks;
    const changed = tasks.map((task) => asChanged(task, this.changes.get(task.id)?.changes ?? []));
    const others = [...this.changes.values()].filter(({ task }) => !tasks.some(({ id }) => id === task.id));
    const moved = others.map(({ task, changes }) => asChanged(task, changes));
    return [...[...changed, ...moved].filter((task) => task.projectId === projectId), ...made];
  }

  clear(): void {
    this.changes.clear();
    this.made.clear();
  }
}

function asChanged(task: Task, changes: readonly TaskChanges[]): Task {
  return changes.reduce<Task>((before, each) => {
    const isMoved = each.projectId !== undefined && each.projectId !== before.projectId;
    // What another project does not know of.
    return { ...before, ...(isMoved && { schemaId: null, position: null }), ...each };
  }, task);
}
