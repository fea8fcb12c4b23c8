import * as vscode from "vscode";
import { day, plain, priorityIcon, priorityLabel, shortDay, statusLabel, today } from "./labels";
import type { TaskEntry, TaskNode } from "./nodes";
import { markdown } from "./projects-view";

/** A group of tasks with their number. */
export function groupItem(group: Extract<TaskNode, { kind: "group" }>): vscode.TreeItem {
  const { Expanded, Collapsed, None } = vscode.TreeItemCollapsibleState;
  const count = group.entries.length;
  const item = new vscode.TreeItem(group.label, count === 0 ? None : group.isQuiet ? Collapsed : Expanded);
  // An empty group has another id: what was folded then does not stay so when something comes in.
  item.id = `${group.id}${count === 0 ? ":empty" : ""}`;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon(group.icon);
  item.contextValue = "group";
  item.accessibilityInformation = { label: vscode.l10n.t("{0}, {1} tasks", group.label, count) };
  return item;
}

/** A task with its box to check it off. */
export function taskItem({ task, project, assignee, isNew = false }: TaskEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(task.title);
  item.id = `task:${task.id}`;
  const due = task.dueOn === null ? "" : shortDay(task.dueOn);
  const about = [project.name, task.objectName ?? "", assignee ?? ""].filter((part) => part !== "");
  item.description = [due, ...about].filter((part) => part !== "").join(" · ");
  const label = [task.title, statusLabel(task.status), priorityLabel(task.priority), dueOf(task), ...about];
  item.accessibilityInformation = { label: label.filter((part) => part !== "").join(", ") };
  if (isNew) {
    item.iconPath = new vscode.ThemeIcon("sync~spin");
    item.contextValue = "task.new";
    return item;
  }
  const mayChange = project.role !== "viewer";
  const icon = isLate(task)
    ? new vscode.ThemeIcon("clock", new vscode.ThemeColor("list.errorForeground"))
    : priorityIcon(task.priority);
  if (icon) item.iconPath = icon;
  item.contextValue = `task.${mayChange ? "editable" : "readonly"}.${task.status}`;
  if (mayChange) {
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    const isDone = task.status === "done";
    item.checkboxState = {
      state: isDone ? Checked : Unchecked,
      tooltip: isDone ? vscode.l10n.t("Done: take it up again") : vscode.l10n.t("Check it off"),
      accessibilityInformation: { label: vscode.l10n.t("{0} is done", task.title), role: "checkbox" },
    };
  }
  item.command = {
    command: "dbscst.openTask",
    title: vscode.l10n.t("Open"),
    arguments: [{ kind: "task", task, project }],
  };
  return item;
}

/** What is needed only where the pointer rests. */
export function taskTooltip({ task, assignee }: TaskEntry): vscode.MarkdownString {
  return markdown(
    `**${plain(task.title)}**`,
    task.description,
    plain(
      [statusLabel(task.status), priorityLabel(task.priority), dueOf(task), assignee ?? ""]
        .filter((part) => part !== "")
        .join(" · "),
    ),
  );
}

function isLate({ dueOn, status }: TaskEntry["task"]): boolean {
  return dueOn !== null && status !== "done" && dueOn < today();
}

function dueOf(task: TaskEntry["task"]): string {
  if (task.dueOn === null) return "";
  return isLate(task)
    ? vscode.l10n.t("overdue since {0}", day(task.dueOn))
    : vscode.l10n.t("due {0}", day(task.dueOn));
}
