import * as vscode from "vscode";
import type { Command } from "./command";

/** What the status item opens. */
export const showMenu: Command = {
  name: "showMenu",
  async run() {
    const entries = [
      { label: `$(sparkle) ${vscode.l10n.t("Generate Schema…")}`, command: "dbscst.generateSchema" },
      { label: `$(check) ${vscode.l10n.t("Check This File")}`, command: "dbscst.checkFile" },
      { label: `$(warning) ${vscode.l10n.t("Show Problems")}`, command: "workbench.actions.view.problems" },
      { label: `$(symbol-keyword) ${vscode.l10n.t("Select SQL Dialect…")}`, command: "dbscst.selectDialect" },
      { label: `$(hubot) ${vscode.l10n.t("Select Provider and Model…")}`, command: "dbscst.selectModel" },
      {
        label: `$(debug-restart) ${vscode.l10n.t("Restart Language Server")}`,
        command: "dbscst.restartServer",
      },
      { label: `$(output) ${vscode.l10n.t("Show Output")}`, command: "dbscst.showOutput" },
    ];
    const chosen = await vscode.window.showQuickPick(entries, { title: "dbscst" });
    if (chosen) await vscode.commands.executeCommand(chosen.command);
  },
};
