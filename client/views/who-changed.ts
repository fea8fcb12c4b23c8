import * as vscode from "vscode";
import { pageOf, type Member, type Task } from "../api/client";
import { short } from "./labels";
import type { Work } from "./work";

/** Says who has changed these fields of a task last, for the head of the question which side stays. */
export async function whoChanged(work: Work, task: Task, fields: readonly string[]): Promise<string> {
  const names = await actors(work, task, fields).catch(() => []);
  return vscode.l10n.t(
    "{0} changed “{1}” meanwhile",
    names.join(", ") || vscode.l10n.t("Somebody else"),
    short(task.title),
  );
}

async function actors(work: Work, task: Task, fields: readonly string[]): Promise<readonly string[]> {
  const { accounts } = work;
  const params = { path: { id: task.id } };
  const [{ userId }, history, members] = await Promise.all([
    accounts.require(),
    pageOf(accounts.api.GET("/v1/tasks/{id}/history", { params })),
    work.members.get(task.projectId),
  ]);
  const ids = fields.flatMap((field) => history.items.find(({ changes }) => field in changes)?.actorId ?? []);
  return [...new Set(ids)].map((id) => nameOf(id, members.items, userId));
}

function nameOf(id: string, members: readonly Member[], me: string): string {
  if (id === me) return vscode.l10n.t("You yourself, elsewhere,");
  return members.find((member) => member.userId === id)?.name ?? vscode.l10n.t("Somebody who left");
}
