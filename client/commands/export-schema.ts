import * as vscode from "vscode";
import type { Command } from "./command";

/** Writes the schema in the editor for another tool, into a new editor from which it can be saved. */
export const exportSchema: Command = {
  name: "exportSchema",
  async run({ language }, argument) {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    if (!uri) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a SQL file to export it."));
      return;
    }
    // The server knows open documents alone.
    await vscode.workspace.openTextDocument(uri);
    const formats = await language.exportFormats();
    const picked = await vscode.window.showQuickPick(
      formats.map((format) => ({ label: format.title, description: `.${format.extension}`, format })),
      {
        title: vscode.l10n.t("Export Schema"),
        placeHolder: vscode.l10n.t("The format to write the schema in"),
      },
    );
    if (!picked) return;
    const written = await language.export({ uri: uri.toString(), format: picked.format.name });
    if (!written) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t("The file is not known as SQL. Set its language to SQL and try again."),
      );
      return;
    }
    const document = await vscode.workspace.openTextDocument({
      content: written.text,
      language: languageOf(picked.format.extension),
    });
    await vscode.window.showTextDocument(document, { preview: false });
    if (written.leftOut > 0) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("{0} statements do not parse and were left out.", written.leftOut),
      );
    }
  },
};

const languages: Readonly<Record<string, string>> = {
  md: "markdown",
  ts: "typescript",
  py: "python",
  svg: "xml",
};

/** Of the editor; those that only an extension knows are shown as plain text. */
function languageOf(extension: string): string {
  return languages[extension] ?? "plaintext";
}
