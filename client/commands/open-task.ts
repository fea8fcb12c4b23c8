import * as vscode from "vscode";
import { saying } from "../api/words";
import { chooseTask } from "../views/choose";
import { taskNode } from "../views/nodes";
import type { Command } from "./command";

/** Opens the page of a task: its fields, description, history and comments. */
export const openTask: Command = {
  name: "openTask",
  run: ({ team: { work, pages } }, argument) =>
    saying(async () => {
      const { task } = taskNode(argument) ?? (await chooseTask(work, vscode.l10n.t("Open task")));
      pages.show(task);
    }),
};
