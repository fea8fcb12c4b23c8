import * as vscode from "vscode";
import { sqlLanguages } from "../language/languages";
import type { Command } from "./command";

/** Has the language server write what undoes the migration in the editor to where its tool looks for it. */
export const generateDownMigration: Command = {
  name: "generateDownMigration",
  async run({ language }, argument) {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    const document = uri && (await vscode.workspace.openTextDocument(uri));
    if (!document || !sqlLanguages.includes(document.languageId)) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open the migration that shall be undone."));
      return;
    }
    await language.start();
    await vscode.commands.executeCommand("dbscst.writeDownMigration", document.uri.toString());
  },
};
