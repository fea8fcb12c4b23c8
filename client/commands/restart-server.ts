import * as vscode from "vscode";
import type { Command } from "./command";

/** Ends the language server and its database engine and starts them anew. */
export const restartServer: Command = {
  name: "restartServer",
  async run({ language }) {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Restarting dbscst…") },
      () => language.restart(),
    );
  },
};
