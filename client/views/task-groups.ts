import * as vscode from "vscode";
import type { Project, Task } from "../api/client";
import { priorities, priorityLabel, statuses, statusIcons, statusLabel, today } from "./labels";
import type { TaskEntry, TaskGroup } from "./nodes";
import { rankOf } from "./task-rank";

export const groupings = ["status", "project", "priority", "assignee", "due"] as const;
export const sortings = ["urgency", "priority", "title", "newest", "manual"] as const;

/** How the list of tasks is laid out. */
export interface TaskOrder {
  readonly group: (typeof groupings)[number];
  readonly sort: (typeof sortings)[number];
}

export type FilledGroup = TaskGroup & { readonly entries: readonly TaskEntry[] };

export function groupingLabel(group: TaskOrder["group"]): string {
  return {
    status: vscode.l10n.t("Status"),
    project: vscode.l10n.t("Project"),
    priority: vscode.l10n.t("Priority"),
    assignee: vscode.l10n.t("Assignee"),
    due: vscode.l10n.t("Due"),
  }[group];
}

export function sortingLabel(sort: TaskOrder["sort"]): string {
  return {
    urgency: vscode.l10n.t("Most pressing first"),
    priority: vscode.l10n.t("By priority"),
    title: vscode.l10n.t("By title"),
    newest: vscode.l10n.t("Newest first"),
    manual: vscode.l10n.t("Manual order"),
  }[sort];
}

/** As people count: "Berth 9" before "Berth 10". */
const collator = new Intl.Collator(undefined, { numeric: true });

/** The tasks in the order that is asked for. */
export function sorted(entries: readonly TaskEntry[], sort: TaskOrder["sort"]): readonly TaskEntry[] {
  const ranks = new Map(sort === "manual" ? entries.map(({ task }) => [task.id, rankOf(task)]) : []);
  return [...entries].sort(({ task: a }, { task: b }) => {
    const priority = priorities.indexOf(a.priority) - priorities.indexOf(b.priority);
    const title = collator.compare(a.title, b.title);
    switch (sort) {
      case "urgency":
        return compareText(a.dueOn ?? "9999", b.dueOn ?? "9999") || priority || title;
      case "priority":
        return priority || title;
      case "title":
        return title;
      case "newest":
        return compareText(b.createdAt, a.createdAt);
      case "manual":
        return compareText(ranks.get(a.id) ?? "", ranks.get(b.id) ?? "");
    }
  });
}

/** Of days, times and ranks as the server writes them. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The tasks by what they have in common; what is done comes folded where the groups do not tell. */
export function groupsOf(
  entries: readonly TaskEntry[],
  group: TaskOrder["group"],
  projects: readonly Project[],
): readonly FilledGroup[] {
  const open = entries.filter(({ task }) => task.status !== "done");
  const of = (base: TaskGroup, is: (entry: TaskEntry) => boolean): FilledGroup => ({
    ...base,
    entries: open.filter(is),
  });
  const doneGroup: FilledGroup = {
    ...statusGroup("done"),
    entries: entries.filter(({ task }) => task.status === "done"),
  };
  switch (group) {
    case "status":
      return statuses.map((status) => ({
        ...statusGroup(status),
        entries: entries.filter(({ task }) => task.status === status),
      }));
    case "project":
      return [
        ...projects
          .map(({ id, name, role }) => {
            const base = { id: `project:${id}`, label: name, icon: "project", isQuiet: false };
            // Only who may write moves a task there.
            const changes = role === "viewer" ? {} : { changes: { projectId: id } };
            return of({ ...base, ...changes }, (entry) => entry.project.id === id);
          })
          .filter(isFilled),
        doneGroup,
      ];
    case "priority":
      return [
        ...priorities.map((priority) =>
          of(
            {
              id: `priority:${priority}`,
              label: priorityLabel(priority),
              icon: "flame",
              isQuiet: false,
              changes: { priority },
            },
            ({ task }) => task.priority === priority,
          ),
        ),
        doneGroup,
      ];
    case "assignee":
      return [...assignees(open), doneGroup];
    case "due":
      return [...dueGroups(of).filter(isFilled), doneGroup];
  }
}

/** Where nothing can be dropped an empty group is of no use. */
function isFilled({ entries }: FilledGroup): boolean {
  return entries.length > 0;
}

function statusGroup(status: Task["status"]): TaskGroup {
  return {
    id: `status:${status}`,
    label: statusLabel(status),
    icon: statusIcons[status],
    isQuiet: status === "done",
    changes: { status },
  };
}

function assignees(open: readonly TaskEntry[]): readonly FilledGroup[] {
  const ids = [...new Set(open.map(({ task }) => task.assigneeId))];
  return ids
    .map((assigneeId): FilledGroup => {
      const mine = open.filter(({ task }) => task.assigneeId === assigneeId);
      const name = mine.find(({ assignee }) => assignee !== undefined)?.assignee;
      return {
        id: `assignee:${assigneeId ?? ""}`,
        label: assigneeId === null ? vscode.l10n.t("Nobody") : (name ?? vscode.l10n.t("Another member")),
        icon: assigneeId === null ? "circle-slash" : "person",
        isQuiet: false,
        changes: { assigneeId },
        entries: mine,
      };
    })
    .sort(
      (a, b) =>
        Number(a.icon === "circle-slash") - Number(b.icon === "circle-slash") ||
        a.label.localeCompare(b.label),
    );
}

function dueGroups(
  of: (base: TaskGroup, is: (entry: TaskEntry) => boolean) => FilledGroup,
): readonly FilledGroup[] {
  const [now, week] = [today(), today(7)];
  const base = (id: string, label: string, icon: string): TaskGroup => ({
    id: `due:${id}`,
    label,
    icon,
    isQuiet: false,
  });
  return [
    of(
      base("late", vscode.l10n.t("Overdue"), "clock"),
      ({ task: { dueOn } }) => dueOn !== null && dueOn < now,
    ),
    of(base("today", vscode.l10n.t("Today"), "calendar"), ({ task: { dueOn } }) => dueOn === now),
    of(
      base("week", vscode.l10n.t("In the Next 7 Days"), "calendar"),
      ({ task: { dueOn } }) => dueOn !== null && dueOn > now && dueOn <= week,
    ),
    of(
      base("later", vscode.l10n.t("Later"), "calendar"),
      ({ task: { dueOn } }) => dueOn !== null && dueOn > week,
    ),
    of(base("none", vscode.l10n.t("No Due Date"), "circle-slash"), ({ task: { dueOn } }) => dueOn === null),
  ];
}
