import type { Invitation, Member, Project, Schema, SchemaVersionSummary, Task } from "../api/client";

/** What the view of projects is made of. */
export type ProjectNode =
  | { readonly kind: "invitation"; readonly invitation: Invitation }
  | { readonly kind: "project"; readonly project: Project }
  | { readonly kind: "schemas"; readonly project: Project }
  | { readonly kind: "schema"; readonly project: Project; readonly schema: Schema }
  | {
      readonly kind: "version";
      readonly project: Project;
      readonly schema: Schema;
      readonly version: SchemaVersionSummary;
    }
  | { readonly kind: "members"; readonly project: Project }
  | { readonly kind: "member"; readonly project: Project; readonly member: Member }
  | { readonly kind: "invited"; readonly project: Project; readonly invitation: Invitation }
  | { readonly kind: "unavailable"; readonly of: string; readonly reason: string }
  | { readonly kind: "way"; readonly way: WayOut }
  | { readonly kind: "more"; readonly of: string; readonly load: () => Promise<void> };

/** What can be done where there is nothing to be shown. */
export type WayOut = "retry" | "address" | "output";

/** What the view of tasks is made of. */
export type TaskNode =
  | ({ readonly kind: "group"; readonly entries: readonly TaskEntry[] } & TaskGroup)
  | ({ readonly kind: "task" } & TaskEntry)
  | { readonly kind: "more"; readonly of: string; readonly load: () => Promise<void> };

/** Tasks that have something in common. */
export interface TaskGroup {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** Folded until it is asked for. */
  readonly isQuiet: boolean;
  /** What a task becomes that is dropped here; absent where that cannot be. */
  readonly changes?: Partial<Pick<Task, "status" | "priority" | "assigneeId" | "projectId">>;
}

export interface TaskEntry {
  readonly task: Task;
  readonly project: Project;
  /** The name of who it is given to. */
  readonly assignee?: string;
  /** The server does not have it yet. */
  readonly isNew?: boolean;
}

export type ProjectNodeOf<K extends ProjectNode["kind"]> = Extract<ProjectNode, { kind: K }>;

/** The node of a kind that a menu gives to a command. Undefined when it was run from the palette. */
export function projectNode<K extends ProjectNode["kind"]>(
  argument: unknown,
  ...kinds: readonly K[]
): ProjectNodeOf<K> | undefined {
  return isProjectNode(argument, kinds) ? argument : undefined;
}

/**
 * The nodes of a kind that a command is about: those that are chosen, where it was run on one of several, else the one
 * that it was run on. Empty when it was run from the palette.
 */
export function projectNodes<K extends ProjectNode["kind"]>(
  argument: unknown,
  selection: unknown,
  kind: K,
): readonly ProjectNodeOf<K>[] {
  const chosen: readonly unknown[] =
    Array.isArray(selection) && selection.length > 0 ? selection : [argument];
  return chosen.flatMap((node) => projectNode(node, kind) ?? []);
}

export function taskNode(argument: unknown): Extract<TaskNode, { kind: "task" }> | undefined {
  return isTaskNode(argument) ? argument : undefined;
}

function isProjectNode<K extends ProjectNode["kind"]>(
  value: unknown,
  kinds: readonly K[],
): value is ProjectNodeOf<K> {
  return kinds.some((kind) => kind === kindOf(value));
}

function isTaskNode(value: unknown): value is Extract<TaskNode, { kind: "task" }> {
  return kindOf(value) === "task";
}

function kindOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
}
