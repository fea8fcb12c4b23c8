import * as vscode from "vscode";
import { saying } from "../api/words";
import { choose } from "../views/choose";
import { priorityLabel, statusIcons, statusLabel } from "../views/labels";
import { taskNode } from "../views/nodes";
import type { Command } from "./command";

/** Behind the lens of a table: its tasks, of which one is opened. */
export const showTasks: Command = {
  name: "showTasks",
  run: (_app, argument) =>
    saying(async () => {
      const nodes: unknown[] = Array.isArray(argument) ? argument : [];
      const entries = nodes.flatMap((entry) =>
        typeof entry === "object" && entry !== null ? (taskNode({ ...entry, kind: "task" }) ?? []) : [],
      );
      const [first] = entries;
      if (!first) return;
      const entry =
        entries.length === 1
          ? first
          : await choose(
              vscode.l10n.t("Open task"),
              entries.map((each) => ({
                label: `$(${statusIcons[each.task.status]}) ${each.task.title}`,
                description: `${statusLabel(each.task.status)} · ${priorityLabel(each.task.priority)}`,
                value: each,
              })),
            );
      await vscode.commands.executeCommand("dbscst.openTask", entry);
    }),
};
