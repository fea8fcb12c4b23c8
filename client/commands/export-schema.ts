import * as vscode from "vscode";
import { saveDiagram } from "../panels/save-diagram";
import type { Command } from "./command";

/** Writes the schema in the editor for another tool, into a new editor from which it can be saved, or as a picture. */
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
    await show(uri, picked.format.extension, written.text);
    if (written.leftOut > 0) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("{0} statements do not parse and were left out.", written.leftOut),
      );
    }
  },
};

/** A picture goes into a file, since nobody reads it as text. */
async function show(source: vscode.Uri, extension: string, text: string): Promise<void> {
  if (extension === "svg") {
    await saveDiagram(source, { type: "save", format: "svg", data: text });
    return;
  }
  const document = await vscode.workspace.openTextDocument({
    content: text,
    language: languageOf(extension),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

const languages: Readonly<Record<string, string>> = {
  md: "markdown",
  ts: "typescript",
  py: "python",
};

/** Of the editor; those that only an extension knows are shown as plain text. */
function languageOf(extension: string): string {
  return languages[extension] ?? "plaintext";
}
