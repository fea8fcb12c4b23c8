import * as vscode from "vscode";
import type { components } from "../../server/protocol/http";
import type { Activity, FieldConflict, TaskField, TaskFields } from "../../server/protocol/task-messages";
import type { Member, Task } from "../api/client";
import { ago, when } from "../views/labels";
import { fieldLabel, valueLabel } from "../views/change-task";

type TaskChange = components["schemas"]["TaskChange"];
type Comment = components["schemas"]["Comment"];

/** The part of a task that people change. */
export function fieldsOf(task: Task): TaskFields {
  const { title, description, status, priority, assigneeId, dueOn, objectName } = task;
  return { title, description, status, priority, assigneeId, dueOn, objectName };
}

const names = ["title", "description", "status", "priority", "assigneeId", "dueOn", "objectName"] as const;

/** The fields that are not any more what they were when the change was begun, nor what they are to become. */
export function conflictsOf(
  changes: Partial<TaskFields>,
  from: Partial<TaskFields>,
  theirs: TaskFields,
  members: readonly Member[],
): readonly FieldConflict[] {
  return names
    .filter((field) => changes[field] !== undefined)
    .filter((field) => theirs[field] !== from[field] && theirs[field] !== changes[field])
    .map((field) => ({
      field,
      label: fieldLabel(field),
      mine: say(field, changes[field], members),
      theirs: say(field, theirs[field], members),
    }));
}

/** What was done to a task and said about it, the oldest first. */
export function activityOf(
  task: Task,
  history: readonly TaskChange[],
  comments: readonly Comment[],
  members: readonly Member[],
): readonly Activity[] {
  const nameOf = (id: string | null) =>
    members.find(({ userId }) => userId === id)?.name ?? vscode.l10n.t("Somebody who left");
  const entry = (at: string, rest: Omit<Activity, "ago" | "when">) => ({
    at,
    activity: { ...rest, ago: ago(at), when: when(at) },
  });
  const all = [
    entry(task.createdAt, {
      id: "created",
      kind: "change",
      who: nameOf(task.createdBy),
      text: vscode.l10n.t("made the task"),
    }),
    ...history.map((change) =>
      entry(change.createdAt, {
        id: change.id,
        kind: "change",
        who: nameOf(change.actorId),
        text: sentenceOf(change, members),
      }),
    ),
    ...comments.map((comment) =>
      entry(comment.createdAt, {
        id: comment.id,
        kind: "comment",
        who: comment.authorName ?? nameOf(comment.authorId),
        text: comment.body,
      }),
    ),
  ];
  return all
    .filter(({ activity }) => activity.text !== "")
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ activity }) => activity);
}

function sentenceOf({ changes }: TaskChange, members: readonly Member[]): string {
  const parts = Object.entries(changes).flatMap(([name, { to }]) => {
    const field = names.find((candidate) => candidate === name);
    if (!field) return [];
    const label = fieldLabel(field);
    if (field === "description") return [vscode.l10n.t("changed the description")];
    const value = say(field, typeof to === "string" ? to : null, members);
    return [
      value === ""
        ? vscode.l10n.t("removed {0}", label.toLowerCase())
        : vscode.l10n.t(
            "set {0} to {1}",
            label.toLowerCase(),
            field === "title" || field === "objectName" ? `“${value}”` : value,
          ),
    ];
  });
  return parts.join(", ");
}

/** A value as people say it; empty for none. */
function say(field: TaskField, value: string | null | undefined, members: readonly Member[]): string {
  if (value === null || value === undefined || value === "") return "";
  if (field === "assigneeId") {
    return members.find(({ userId }) => userId === value)?.name ?? vscode.l10n.t("another member");
  }
  return field === "title" || field === "description" || field === "objectName"
    ? value
    : valueLabel(field, value);
}
