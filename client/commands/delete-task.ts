import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { chooseTask } from "../views/choose";
import { short } from "../views/labels";
import { mustWrite } from "../views/rights";
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
      for (const { project } of entries) mustWrite(project);
      const label =
        entries.length === 1
          ? vscode.l10n.t("task “{0}”", short(first.task.title))
          : vscode.l10n.t("{0} tasks", entries.length);
      const items = entries.map(({ task, project }) => ({
        id: task.id,
        name: task.title,
        remove: async () => {
          const params = { path: { id: task.id } };
          await work.accounts.api.DELETE("/v1/tasks/{id}", { params, ...ifMatch(task) });
          work.tasks.invalidate(project.id);
        },
      }));
      await work.deleting.run(label, items);
    }),
};
