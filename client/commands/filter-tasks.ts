import * as vscode from "vscode";
import { Cancelled } from "../api/failure";
import { saying } from "../api/words";
import type { TaskFilter } from "../views/tasks-view";
import type { Command } from "./command";

/** Shows one's own tasks, those of a project, or those with the words that are typed. */
export const filterTasks: Command = {
  name: "filterTasks",
  run: ({ team: { work, tasks } }) =>
    saying(async () => {
      const { filter } = tasks;
      const projects = await work.load();
      const { text: _text, ...rest } = filter;
      const chosen = await chooseFilter(filter, [
        { label: vscode.l10n.t("All Tasks"), filter: {} },
        {
          label: vscode.l10n.t("Mine"),
          description: filter.mine === true ? "✓" : "",
          filter: { ...filter, mine: true },
        },
        ...(filter.text === undefined ? [] : [{ label: vscode.l10n.t("Whatever the Words"), filter: rest }]),
        ...projects.map(({ id, name }) => ({
          label: name,
          description: filter.projectId === id ? "✓" : vscode.l10n.t("project"),
          filter: { ...filter, projectId: id },
        })),
      ]);
      await tasks.setFilter(chosen);
    }),
};

interface FilterItem extends vscode.QuickPickItem {
  readonly filter: TaskFilter;
}

/** One of the filters, or the words that are typed, which come last: what they match is meant first. */
function chooseFilter(present: TaskFilter, items: readonly FilterItem[]): Promise<TaskFilter> {
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = vscode.l10n.t("Filter tasks");
  pick.placeholder = vscode.l10n.t("Words in title, description or table, or one of these");
  pick.items = items;
  return new Promise<TaskFilter>((resolve, reject) => {
    pick.onDidChangeValue((value) => {
      const text = value.trim();
      const label = vscode.l10n.t("Tasks with “{0}”", text);
      const typed = { label, description: vscode.l10n.t("in title, description or table"), alwaysShow: true };
      pick.items = text === "" ? items : [...items, { ...typed, filter: { ...present, text } }];
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.activeItems;
      const text = pick.value.trim();
      if (chosen) resolve(chosen.filter);
      // Whoever types fast presses Enter before the words are offered.
      else if (text !== "") resolve({ ...present, text });
      pick.hide();
    });
    pick.onDidHide(() => {
      reject(new Cancelled());
      pick.dispose();
    });
    pick.show();
  });
}
