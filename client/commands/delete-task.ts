import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { chooseTask, confirm } from "../views/choose";
import { taskNode } from "../views/nodes";
import type { Command } from "./command";

/** Deletes one or several tasks, after a question. */
export const deleteTask: Command = {
  name: "deleteTask",
  run: ({ team: { work } }, argument, selection) =>
    saying(async () => {
      const selected = Array.isArray(selection)
        ? selection.flatMap((node: unknown) => taskNode(node) ?? [])
        : [];
      const entries =
        selected.length > 0
          ? selected
          : [taskNode(argument) ?? (await chooseTask(work, vscode.l10n.t("Delete task")))];
      await confirm(
        entries.length === 1
          ? vscode.l10n.t("Delete the task “{0}”?", entries[0]?.task.title ?? "")
          : vscode.l10n.t("Delete {0} tasks?", entries.length),
        vscode.l10n.t("Its history and comments go with it. This cannot be undone."),
        vscode.l10n.t("Delete"),
      );
      try {
        for (const { task } of entries) {
          await work.accounts.api.DELETE("/v1/tasks/{id}", {
            params: { path: { id: task.id } },
            ...ifMatch(task),
          });
        }
      } finally {
        work.refresh();
      }
    }),
};
