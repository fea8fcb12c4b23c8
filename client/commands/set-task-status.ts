import * as vscode from "vscode";
import { saying } from "../api/words";
import { changeTask } from "../views/change-task";
import { choose, chooseTask } from "../views/choose";
import { statuses, statusIcons, statusLabel } from "../views/labels";
import { taskNode } from "../views/nodes";
import type { Command } from "./command";

/** Moves one or several tasks to another status. */
export const setTaskStatus: Command = {
  name: "setTaskStatus",
  run: ({ team: { work } }, argument, selection) =>
    saying(async () => {
      const title = vscode.l10n.t("Set status");
      const selected = Array.isArray(selection)
        ? selection.flatMap((node: unknown) => taskNode(node) ?? [])
        : [];
      const one = taskNode(argument);
      const entries = selected.length > 0 ? selected : [one ?? (await chooseTask(work, title))];
      const status = await choose(
        title,
        statuses.map((each) => ({ label: `$(${statusIcons[each]}) ${statusLabel(each)}`, value: each })),
      );
      for (const entry of entries) await changeTask(work, entry, { status });
    }),
};
