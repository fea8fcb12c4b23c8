import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { chooseTask } from "../views/choose";
import { taskNode } from "../views/nodes";
import type { Command } from "./command";

/** Deletes one or several tasks, with a moment to take it back. */
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
      const [first] = entries;
      if (!first) return;
      const label =
        entries.length === 1
          ? vscode.l10n.t("The task “{0}”", first.task.title)
          : vscode.l10n.t("{0} tasks", entries.length);
      const ids = entries.map(({ task }) => task.id);
      await work.deleting.run(label, ids, async () => {
        for (const { task } of entries) {
          await work.accounts.api.DELETE("/v1/tasks/{id}", {
            params: { path: { id: task.id } },
            ...ifMatch(task),
          });
        }
      });
    }),
};
