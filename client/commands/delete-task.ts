import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { Refused } from "../api/failure";
import { saying } from "../api/words";
import { chooseTask, mayWrite } from "../views/choose";
import { roleLabel } from "../views/labels";
import type { Command } from "./command";

/** Deletes one or several tasks, with a moment to take it back. */
export const deleteTask: Command = {
  name: "deleteTask",
  run: ({ team: { work, tasks } }, argument, selection) =>
    saying(async () => {
      const taken = tasks.taken(argument, selection);
      const entries = taken.length > 0 ? taken : [await chooseTask(work, vscode.l10n.t("Delete task"))];
      const [first] = entries;
      if (!first) return;
      const readOnly = entries.find(({ project }) => !mayWrite(project));
      if (readOnly) {
        const { name, role } = readOnly.project;
        throw new Refused(vscode.l10n.t("You are {0} of {1} and may read it.", roleLabel(role), name));
      }
      const label =
        entries.length === 1
          ? vscode.l10n.t("task “{0}”", first.task.title)
          : vscode.l10n.t("{0} tasks", entries.length);
      const ids = entries.map(({ task }) => task.id);
      await work.deleting.run(label, ids, async () => {
        for (const { task, project } of entries) {
          const params = { path: { id: task.id } };
          await work.accounts.api.DELETE("/v1/tasks/{id}", { params, ...ifMatch(task) });
          work.tasks.invalidate(project.id);
        }
      });
    }),
};
