import * as vscode from "vscode";
import { dialectLabels } from "../language/status-item";
import { settings } from "../settings";
import type { Command } from "./command";

/** Chooses the dialect that SQL files are read in. */
export const selectDialect: Command = {
  name: "selectDialect",
  async run() {
    const current = settings().dialect;
    const entries = Object.entries(dialectLabels).map(([dialect, label]) => ({
      label,
      dialect,
      ...(dialect === current && { description: vscode.l10n.t("current") }),
    }));
    const chosen = await vscode.window.showQuickPick(entries, {
      title: vscode.l10n.t("SQL dialect"),
      placeHolder: vscode.l10n.t("How SQL files are read and schemas are written"),
    });
    if (!chosen) return;
    const folder = vscode.workspace.workspaceFolders !== undefined;
    await vscode.workspace
      .getConfiguration("dbscst")
      .update("dialect", chosen.dialect, folder ? vscode.ConfigurationTarget.Workspace : true);
  },
};
