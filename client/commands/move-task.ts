import * as vscode from "vscode";
import { saying } from "../api/words";
import { chooseTask } from "../views/choose";
import { chooseTarget, moveTasks } from "../views/moves";
import type { Command } from "./command";

/** Moves one or several tasks to another project. */
export const moveTask: Command = {
  name: "moveTask",
  run: ({ team: { work, tasks } }, argument, selection) =>
    saying(async () => {
      const title = vscode.l10n.t("Move to project");
      const taken = tasks.taken(argument, selection);
      const entries = taken.length > 0 ? taken : [await chooseTask(work, title)];
      const projects = entries.map(({ project }) => project);
      await moveTasks(work, entries, await chooseTarget(work, title, projects));
    }),
};
