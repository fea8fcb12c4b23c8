import * as vscode from "vscode";
import type { CheckedParams } from "../../server/protocol/lsp";
import { counted } from "../counted";
import { sqlLanguages } from "../language/languages";
import type { Command } from "./command";

/** Checks the file in the editor, or the one that was clicked in the explorer, and says what was found. */
export const checkFile: Command = {
  name: "checkFile",
  async run({ language }, argument): Promise<CheckedParams | undefined> {
    const document = await documentOf(argument);
    if (!document) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a SQL file to check it."));
      return undefined;
    }
    const checked = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Checking {0}", vscode.workspace.asRelativePath(document.uri)),
        cancellable: true,
      },
      (_progress, token) => language.whenChecked(document, token),
    );
    if (!checked) return undefined;
    if (checked.errors + checked.warnings > 0)
      await vscode.commands.executeCommand("workbench.actions.view.problems");
    vscode.window.setStatusBarMessage(
      `$(check) ${counted.errors(checked.errors)}, ${counted.warnings(checked.warnings)}`,
      5_000,
    );
    return checked;
  },
};

async function documentOf(argument: unknown): Promise<vscode.TextDocument | undefined> {
  const document =
    argument instanceof vscode.Uri
      ? (await vscode.window.showTextDocument(argument)).document
      : vscode.window.activeTextEditor?.document;
  if (!document || sqlLanguages.includes(document.languageId)) return document;
  // A person who asks for a check of it says that it is SQL.
  return vscode.languages.setTextDocumentLanguage(document, "sql");
}
