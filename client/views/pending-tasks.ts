import type { Task } from "../api/client";

export type TaskChanges = Partial<
  Pick<Task, "title" | "description" | "status" | "priority" | "assigneeId" | "dueOn" | "position">
>;

/** What people see of tasks before the server has agreed to it. */
export class PendingTasks {
  private readonly changes = new Map<string, readonly TaskChanges[]>();
  private readonly made = new Set<Task>();

  /** Shows a change, until the function that it gives is called. */
  change(id: string, changes: TaskChanges): () => void {
    this.changes.set(id, [...(this.changes.get(id) ?? []), changes]);
    return () => {
      const left = (this.changes.get(id) ?? []).filter((other) => other !== changes);
      if (left.length > 0) this.changes.set(id, left);
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
    const changed = tasks.map(
      (task) => Object.assign({}, task, ...(this.changes.get(task.id) ?? [])) as Task,
    );
    return [...changed, ...made];
  }

  clear(): void {
    this.changes.clear();
    this.made.clear();
  }
}
