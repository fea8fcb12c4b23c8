import * as vscode from "vscode";
import { saying } from "../api/words";
import { changeTask } from "../views/change-task";
import { choose, chooseTask } from "../views/choose";
import { statuses, statusIcons, statusLabel } from "../views/labels";
import type { Command } from "./command";

/** Moves one or several tasks to another status. */
export const setTaskStatus: Command = {
  name: "setTaskStatus",
  run: ({ team: { work, tasks } }, argument, selection) =>
    saying(async () => {
      const title = vscode.l10n.t("Set status");
      const taken = tasks.taken(argument, selection);
      const entries = taken.length > 0 ? taken : [await chooseTask(work, title)];
      const status = await choose(
        title,
        statuses.map((each) => ({ label: `$(${statusIcons[each]}) ${statusLabel(each)}`, value: each })),
      );
      await Promise.all(entries.map((entry) => changeTask(work, entry, { status })));
    }),
};
