import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { contentOf, type Project, type Task } from "../api/client";
import { describe } from "../api/words";
import { short } from "./labels";
import type { Work } from "./work";

export type NewTask = Partial<
  Pick<Task, "description" | "priority" | "dueOn" | "objectName" | "schemaId">
> & { readonly title: string };

/**
 * Makes a task, which is shown at once. When the server does not take it the reason is said, and it can be sent again
 * without being typed again. Gives undefined when that is not wanted.
 */
export async function makeTask(work: Work, project: Project, body: NewTask): Promise<Task | undefined> {
  const params = { path: { id: project.id } };
  // The same for each attempt: one that was taken though its answer was lost makes no second task.
  const headers = { "Idempotency-Key": randomUUID() };
  for (;;) {
    const hide = work.pending.add(provisional(project, body));
    work.show("tasks");
    try {
      const task = await contentOf(
        work.accounts.api.POST("/v1/projects/{id}/tasks", { params, body, headers }),
      );
      hide();
      work.putTask(task);
      vscode.window.setStatusBarMessage(
        `$(check) ${vscode.l10n.t("The task is in {0}.", project.name)}`,
        5000,
      );
      return task;
    } catch (error) {
      hide();
      work.noteFailure(error);
      work.show("tasks");
      const again = vscode.l10n.t("Try Again");
      const answer = await vscode.window.showErrorMessage(
        vscode.l10n.t("Not made: {0} “{1}”", describe(error), short(body.title)),
        again,
      );
      if (answer !== again) return undefined;
    }
  }
}

/** What is shown until the server has given the task its id. */
function provisional(project: Project, body: NewTask): Task {
  const now = new Date().toISOString();
  return {
    id: `new:${randomUUID()}`,
    projectId: project.id,
    description: "",
    status: "todo",
    priority: "medium",
    assigneeId: null,
    dueOn: null,
    schemaId: null,
    objectName: null,
    position: null,
    createdBy: null,
    createdAt: now,
    updatedAt: now,
    version: 0,
    ...body,
  };
}
