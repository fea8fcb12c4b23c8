import * as vscode from "vscode";
import { contentOf, type Task } from "../api/client";
import { ApiProblem } from "../api/failure";
import { describe } from "../api/words";
import { day, priorityLabel, short, statusLabel } from "./labels";
import type { TaskEntry } from "./nodes";
import type { TaskChanges } from "./pending-tasks";
import { whoChanged } from "./who-changed";
import type { Work } from "./work";

/**
 * Changes a task where it is shown, at once. When the server refuses, it is as before and the reason is said; when
 * somebody else changed the same thing meanwhile, both sides are shown and one is chosen. Gives the task as it is then.
 */
export async function changeTask(work: Work, { task }: TaskEntry, changes: TaskChanges): Promise<Task> {
  try {
    return await work.changeTask(task, changes).catch((error: unknown) => {
      if (!(error instanceof ApiProblem && error.code === "version_conflict")) throw error;
      return resolveConflict(work, task, changes);
    });
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("Not changed: {0} “{1}”", describe(error), short(task.title)),
    );
    return task;
  }
}

async function resolveConflict(work: Work, before: Task, changes: TaskChanges): Promise<Task> {
  const { api } = work.accounts;
  const theirs = await contentOf(api.GET("/v1/tasks/{id}", { params: { path: { id: before.id } } }));
  work.putTask(theirs);
  const fields = fieldsOf(changes);
  const disputed = fields.filter(
    (field) => theirs[field] !== before[field] && theirs[field] !== changes[field],
  );
  // What they changed is something else: both changes stand.
  if (disputed.length === 0)
    return changeTask(work, { task: theirs, project: await projectOf(work, theirs) }, changes);
  const side = (values: TaskChanges) =>
    disputed.map((field) => `${fieldLabel(field)}: ${valueLabel(field, values[field])}`).join(" · ");
  const mine = vscode.l10n.t("Keep Mine");
  const answer = await vscode.window.showQuickPick(
    [
      { label: mine, detail: side(changes) },
      { label: vscode.l10n.t("Take Theirs"), detail: side(theirs) },
    ],
    {
      title: await whoChanged(work, theirs, disputed),
      placeHolder: vscode.l10n.t("Which one stays?"),
      ignoreFocusOut: true,
    },
  );
  if (answer?.label !== mine) return theirs;
  return changeTask(work, { task: theirs, project: await projectOf(work, theirs) }, changes);
}

async function projectOf(work: Work, task: Task): Promise<TaskEntry["project"]> {
  const project = await work.project(task.projectId);
  if (!project) throw new ApiProblem(404, "not_found", vscode.l10n.t("The project is not there any more."));
  return project;
}

const editable = ["title", "description", "status", "priority", "assigneeId", "dueOn"] as const;
type Field = (typeof editable)[number];

function fieldsOf(changes: TaskChanges): readonly Field[] {
  return editable.filter((field) => changes[field] !== undefined);
}

/** How people call a field. */
export function fieldLabel(field: Field | "objectName"): string {
  return {
    title: vscode.l10n.t("Title"),
    description: vscode.l10n.t("Description"),
    status: vscode.l10n.t("Status"),
    priority: vscode.l10n.t("Priority"),
    assigneeId: vscode.l10n.t("Assignee"),
    dueOn: vscode.l10n.t("Due"),
    objectName: vscode.l10n.t("Table"),
  }[field];
}

/** A value as people say it. */
export function valueLabel(field: Field, value: TaskChanges[Field]): string {
  if (value === null || value === undefined || value === "") return vscode.l10n.t("none");
  switch (value) {
    case "todo":
    case "in_progress":
    case "done":
      return statusLabel(value);
    case "low":
    case "medium":
    case "high":
    case "urgent":
      return priorityLabel(value);
  }
  if (field === "dueOn") return day(value);
  return field === "assigneeId" ? vscode.l10n.t("another member") : value;
}
