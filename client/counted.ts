import * as vscode from "vscode";

/** Numbers with their nouns, one or many. */
export const counted = {
  tables: (count: number) => (count === 1 ? vscode.l10n.t("1 table") : vscode.l10n.t("{0} tables", count)),
  statements: (count: number) =>
    count === 1 ? vscode.l10n.t("1 statement") : vscode.l10n.t("{0} statements", count),
  errors: (count: number) => (count === 1 ? vscode.l10n.t("1 error") : vscode.l10n.t("{0} errors", count)),
  warnings: (count: number) =>
    count === 1 ? vscode.l10n.t("1 warning") : vscode.l10n.t("{0} warnings", count),
  assumptions: (count: number) =>
    count === 1 ? vscode.l10n.t("1 assumption") : vscode.l10n.t("{0} assumptions", count),
  uncovered: (count: number) =>
    count === 1 ? vscode.l10n.t("1 sentence not covered") : vscode.l10n.t("{0} sentences not covered", count),
};
