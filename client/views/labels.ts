import * as vscode from "vscode";
import type { Member, Schema, Task } from "../api/client";

export const statuses = ["todo", "in_progress", "done"] as const satisfies readonly Task["status"][];
export const priorities = ["urgent", "high", "medium", "low"] as const satisfies readonly Task["priority"][];

export function statusLabel(status: Task["status"]): string {
  return {
    todo: vscode.l10n.t("To Do"),
    in_progress: vscode.l10n.t("In Progress"),
    done: vscode.l10n.t("Done"),
  }[status];
}

export const statusIcons: Readonly<Record<Task["status"], string>> = {
  todo: "circle-large-outline",
  in_progress: "play-circle",
  done: "pass",
};

export function priorityLabel(priority: Task["priority"]): string {
  return {
    urgent: vscode.l10n.t("Urgent"),
    high: vscode.l10n.t("High"),
    medium: vscode.l10n.t("Medium"),
    low: vscode.l10n.t("Low"),
  }[priority];
}

/** Icon and colour; what is ordinary has none that asks for attention. */
export function priorityIcon(priority: Task["priority"]): vscode.ThemeIcon | undefined {
  switch (priority) {
    case "urgent":
      return new vscode.ThemeIcon("flame", new vscode.ThemeColor("list.errorForeground"));
    case "high":
      return new vscode.ThemeIcon("arrow-up", new vscode.ThemeColor("list.warningForeground"));
    case "medium":
      return undefined;
    case "low":
      return new vscode.ThemeIcon("arrow-down");
  }
}

export function roleLabel(role: Member["role"]): string {
  return {
    owner: vscode.l10n.t("Owner"),
    admin: vscode.l10n.t("Admin"),
    editor: vscode.l10n.t("Editor"),
    viewer: vscode.l10n.t("Viewer"),
  }[role];
}

export function roleDetail(role: Member["role"]): string {
  return {
    owner: vscode.l10n.t("Does everything, and alone may delete the project"),
    admin: vscode.l10n.t("Also invites and manages members"),
    editor: vscode.l10n.t("Changes tasks and schemas"),
    viewer: vscode.l10n.t("Reads"),
  }[role];
}

export function dialectLabel(dialect: Schema["dialect"]): string {
  return { postgresql: "PostgreSQL", mysql: "MySQL", mariadb: "MariaDB", sqlite: "SQLite" }[dialect];
}

const units = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** "3 days ago", in the language of the editor. */
export function ago(time: string): string {
  const seconds = (Date.parse(time) - Date.now()) / 1000;
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: "auto" });
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  }
  return vscode.l10n.t("just now");
}

/** A point in time, whole. */
export function when(time: string): string {
  return new Date(time).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
}

// Made once: making one takes longer than formatting a hundred days.
let dayFormat: Intl.DateTimeFormat | undefined;

/** A day such as 2026-05-31 as people say it. */
export function day(date: string): string {
  dayFormat ??= new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium" });
  return dayFormat.format(new Date(`${date}T12:00:00`));
}

let shortDayFormat: Intl.DateTimeFormat | undefined;

/** The same where room is short: without the year when it is this one. */
export function shortDay(date: string): string {
  if (!date.startsWith(today().slice(0, 5))) return day(date);
  shortDayFormat ??= new Intl.DateTimeFormat(vscode.env.language, { month: "short", day: "numeric" });
  return shortDayFormat.format(new Date(`${date}T12:00:00`));
}

/** Today where the person is, as the server writes days. */
export function today(offsetDays = 0): string {
  const now = new Date();
  const local = new Date(now.getFullYear(), now.getMonth(), now.getDate() + offsetDays, 12);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

/** A title in a message that says more than that. */
export function short(title: string): string {
  const signs = Array.from(title);
  return signs.length > 40 ? `${signs.slice(0, 39).join("")}…` : title;
}

/** Text of people inside of Markdown, with nothing in it that Markdown would take for its own. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, "\\$&");
}
