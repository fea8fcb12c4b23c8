import * as vscode from "vscode";
import { saying } from "../api/words";
import { choose } from "../views/choose";
import { groupingLabel, groupings, sortingLabel, sortings, type TaskOrder } from "../views/task-groups";
import type { Command } from "./command";

/** Lays the list of tasks out: by what it is grouped, and in which order. */
export const groupTasks: Command = {
  name: "groupTasks",
  run: ({ team: { tasks } }) =>
    saying(async () => {
      const { order } = tasks;
      const mark = (isChosen: boolean) => (isChosen ? "✓" : "");
      const chosen = await choose<TaskOrder>(vscode.l10n.t("Group and sort tasks"), [
        ...groupings.map((group) => ({
          label: vscode.l10n.t("Group by {0}", groupingLabel(group)),
          description: mark(order.group === group),
          value: { ...order, group },
        })),
        ...sortings.map((sort) => ({
          label: sortingLabel(sort),
          description: mark(order.sort === sort),
          ...(sort === "manual" && {
            detail: vscode.l10n.t("Drag tasks to where they belong, or move them by Alt+↑ and Alt+↓"),
          }),
          value: { ...order, sort },
        })),
      ]);
      await tasks.setOrder(chosen);
    }),
};
