import * as vscode from "vscode";
import { saying } from "../api/words";
import { askText, choose } from "../views/choose";
import type { TaskFilter } from "../views/tasks-view";
import type { Command } from "./command";

/** Shows one's own tasks, those of a project, or those with some words. */
export const filterTasks: Command = {
  name: "filterTasks",
  run: ({ team: { work, tasks } }) =>
    saying(async () => {
      const { filter } = tasks;
      const projects = await work.load();
      const words = vscode.l10n.t("With Words…");
      const title = vscode.l10n.t("Filter tasks");
      const all: TaskFilter = {};
      const chosen = await choose<TaskFilter>(title, [
        { label: vscode.l10n.t("All Tasks"), value: all },
        {
          label: vscode.l10n.t("Mine"),
          description: filter.mine === true ? "✓" : "",
          value: { ...filter, mine: true },
        },
        { label: words, description: filter.text ?? "", value: { ...filter, text: "" } },
        ...projects.map(({ id, name }) => ({
          label: name,
          description: filter.projectId === id ? "✓" : vscode.l10n.t("project"),
          value: { ...filter, projectId: id },
        })),
      ]);
      if (chosen.text !== "") {
        await tasks.setFilter(chosen);
        return;
      }
      const prompt = vscode.l10n.t("In title, description or table");
      const text = (await askText({ title, prompt, value: filter.text ?? "" })).trim();
      const { text: _old, ...rest } = chosen;
      await tasks.setFilter(text === "" ? rest : { ...rest, text });
    }),
};
