import * as vscode from "vscode";
import type { Project, Schema, Task } from "../api/client";
import { Cancelled } from "../api/failure";
import { ask, nameProblem } from "../account/steps";
import { contentOf } from "../api/client";
import { dialectLabel, priorities, priorityLabel, roleLabel, today, day } from "./labels";
import { mayWrite } from "./rights";
import type { Work } from "./work";

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** One of several. Rejects with `Cancelled`. */
export async function choose<T>(
  title: string,
  choices: readonly Choice<T>[] | Promise<readonly Choice<T>[]>,
  placeHolder = "",
): Promise<T> {
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) throw new Cancelled();
  return chosen.value;
}

/** A line of text. Rejects with `Cancelled`. */
export async function askText(options: vscode.InputBoxOptions): Promise<string> {
  const text = await vscode.window.showInputBox({ ignoreFocusOut: true, ...options });
  if (text === undefined) throw new Cancelled();
  return text;
}

/** A modal question before something that cannot be taken back. Rejects with `Cancelled`. */
export async function confirm(question: string, detail: string, action: string): Promise<void> {
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, action);
  if (answer !== action) throw new Cancelled();
}

/** Makes a project, asking for its name. Rejects with `Cancelled`. */
export async function makeProject(work: Work): Promise<Project> {
  const { api } = work.accounts;
  const made: Project[] = [];
  await ask({
    title: vscode.l10n.t("New project"),
    step: 1,
    totalSteps: 1,
    prompt: vscode.l10n.t("Its name"),
    placeholder: vscode.l10n.t("Web shop"),
    validate: nameProblem,
    submit: async (value, signal) => {
      made.push(await contentOf(api.POST("/v1/projects", { body: { name: value.trim() }, signal })));
      return undefined;
    },
  });
  work.refresh();
  const [project] = made;
  if (!project) throw new Cancelled();
  return project;
}

/** The only project, the one chosen, or a new one. Signs in first. Rejects with `Cancelled`. */
export async function chooseProject(
  work: Work,
  title: string,
  allowed: (project: Project) => boolean = mayWrite,
): Promise<Project> {
  await work.accounts.require();
  const projects = (await work.loadOrThrow()).filter(allowed);
  const [first] = projects;
  if (!first) return makeProject(work);
  if (projects.length === 1) return first;
  return choose(
    title,
    projects.map((project) => ({
      label: project.name,
      description: project.role === "owner" ? "" : roleLabel(project.role),
      value: project,
    })),
    vscode.l10n.t("Project"),
  );
}

/** A schema of any project. */
export async function chooseSchema(
  work: Work,
  title: string,
): Promise<{ readonly project: Project; readonly schema: Schema; readonly version?: undefined }> {
  await work.accounts.require();
  const projects = await work.loadOrThrow();
  const lists = await Promise.all(
    projects.map(async (project) => ({ project, page: await work.schemas.get(project.id) })),
  );
  const choices = lists.flatMap(({ project, page }) =>
    page.items.map((schema) => ({
      label: schema.name,
      description: `${project.name} · v${schema.latestVersion} · ${dialectLabel(schema.dialect)}`,
      value: { project, schema },
    })),
  );
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("No project has a schema yet. Save one from a SQL editor."),
    );
    throw new Cancelled();
  }
  return choose(title, choices);
}

/** Any open task, of all projects. */
export async function chooseTask(
  work: Work,
  title: string,
): Promise<{ readonly project: Project; readonly task: Task }> {
  await work.accounts.require();
  const projects = await work.loadOrThrow();
  const lists = await Promise.all(
    projects.map(async (project) => ({ project, tasks: await work.tasksOf(project.id) })),
  );
  const choices = lists.flatMap(({ project, tasks }) =>
    tasks
      .filter(({ id }) => !work.pending.isNew(id))
      .map((task) => ({ label: task.title, description: project.name, value: { project, task } })),
  );
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no tasks yet."));
    throw new Cancelled();
  }
  return choose(title, choices);
}

export async function choosePriority(title: string, current?: Task["priority"]): Promise<Task["priority"]> {
  return choose(
    title,
    // The ordinary one first, so that Enter is enough.
    [...priorities]
      .sort((a, b) => Number(b === (current ?? "medium")) - Number(a === (current ?? "medium")))
      .map((priority) => ({ label: priorityLabel(priority), value: priority })),
    vscode.l10n.t("Priority"),
  );
}

/** A day such as 2026-05-31, or null for none. */
export async function chooseDue(title: string): Promise<string | null> {
  const other = vscode.l10n.t("Another Day…");
  const friday = (5 - new Date().getDay() + 7) % 7;
  const days = [
    { label: vscode.l10n.t("Today"), days: 0 },
    { label: vscode.l10n.t("Tomorrow"), days: 1 },
    { label: vscode.l10n.t("Friday"), days: friday === 0 ? 7 : friday },
    { label: vscode.l10n.t("In a Week"), days: 7 },
  ];
  const chosen = await choose<string | null>(
    title,
    [
      { label: vscode.l10n.t("No Due Date"), value: null },
      ...days.map(({ label, days: offset }) => ({
        label,
        description: day(today(offset)),
        value: today(offset),
      })),
      { label: other, value: "" },
    ],
    vscode.l10n.t("Due"),
  );
  if (chosen !== "") return chosen;
  const typed = await askText({
    title,
    prompt: vscode.l10n.t("The day as year-month-day"),
    value: today(14),
    validateInput: (value) =>
      isDay(value.trim()) ? undefined : vscode.l10n.t("Type a day such as {0}.", today(14)),
  });
  return typed.trim();
}

/** Whether it is a day of the calendar, written year-month-day. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
