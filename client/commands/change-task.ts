import * as vscode from "vscode";
import { contentOf, type Project, type Task } from "../api/client";
import { saying } from "../api/words";
import { changeTask } from "../views/change-task";
import { askText, choose, chooseDue, choosePriority, chooseTask } from "../views/choose";
import { day, priorityLabel, roleLabel, statuses, statusIcons, statusLabel } from "../views/labels";
import type { TaskChanges } from "../views/pending-tasks";
import type { Work } from "../views/work";
import { mayWrite } from "../views/rights";
import type { Command } from "./command";

type Edit = () => Promise<TaskChanges>;

/** Shows the fields of a task in a list; choosing one changes it. */
export const changeTaskFields: Command = {
  name: "changeTask",
  run: ({ team: { work, tasks } }, argument) =>
    saying(async () => {
      const [taken] = tasks.taken(argument, undefined);
      const { project, task: shown } = taken ?? (await chooseTask(work, vscode.l10n.t("Change task")));
      const params = { path: { id: shown.id } };
      const present = async () => contentOf(work.accounts.api.GET("/v1/tasks/{id}", { params }));
      for (let task: Task | undefined; ;) {
        const known = task;
        let current = known ?? shown;
        const fields = async () => {
          current = known ?? (await present());
          return fieldsOf(work, project, current);
        };
        const edit = await choose(
          current.title,
          fields(),
          mayWrite(project)
            ? vscode.l10n.t("Choose what to change")
            : vscode.l10n.t("You are {0} of this project and may read it", roleLabel(project.role)),
        );
        if (!mayWrite(project)) return;
        task = await changeTask(work, { task: current, project }, await edit());
      }
    }),
};

async function fieldsOf(work: Work, project: Project, task: Task) {
  const members = (await work.members.get(project.id)).items;
  const none = vscode.l10n.t("none");
  const nobody = vscode.l10n.t("nobody");
  const { title } = task;
  const field = (icon: string, label: string, description: string, value: Edit) => ({
    label: `$(${icon}) ${label}`,
    description,
    value,
  });
  return [
    field("edit", vscode.l10n.t("Title"), title, async () => ({
      title: (
        await askText({
          title,
          prompt: vscode.l10n.t("What is to be done?"),
          value: title,
          validateInput: (value) =>
            value.trim() === "" ? vscode.l10n.t("Type what is to be done.") : undefined,
        })
      ).trim(),
    })),
    field(statusIcons[task.status], vscode.l10n.t("Status"), statusLabel(task.status), async () => ({
      status: await choose(
        title,
        statuses.map((status) => ({
          label: `$(${statusIcons[status]}) ${statusLabel(status)}`,
          value: status,
        })),
        vscode.l10n.t("Status"),
      ),
    })),
    field(
      "account",
      vscode.l10n.t("Assignee"),
      members.find(({ userId }) => userId === task.assigneeId)?.name ?? nobody,
      async () => ({
        assigneeId: await choose<string | null>(
          title,
          [
            ...members.map(({ name, email, userId }) => ({ label: name, description: email, value: userId })),
            { label: nobody, value: null },
          ],
          vscode.l10n.t("Who does it?"),
        ),
      }),
    ),
    field("flame", vscode.l10n.t("Priority"), priorityLabel(task.priority), async () => ({
      priority: await choosePriority(title, task.priority),
    })),
    field("calendar", vscode.l10n.t("Due"), task.dueOn === null ? none : day(task.dueOn), async () => ({
      dueOn: await chooseDue(title),
    })),
    field(
      "note",
      vscode.l10n.t("Description"),
      task.description === "" ? none : (task.description.split("\n")[0] ?? ""),
      async () => ({
        description: await askText({
          title,
          prompt: vscode.l10n.t("More about it; Markdown will do"),
          value: task.description,
        }),
      }),
    ),
  ];
}
