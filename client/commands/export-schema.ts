import * as vscode from "vscode";
import type { ExportResult } from "../../server/protocol/export";
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
    const warning = leftOutWarning(written);
    if (warning !== undefined) void vscode.window.showWarningMessage(warning);
  },
};

function leftOutWarning({ leftOut, unresolved }: ExportResult): string | undefined {
  const parts = [
    leftOut > 0 ? vscode.l10n.t("Statements that do not parse were left out: {0}.", leftOut) : "",
    unresolved.length > 0
      ? vscode.l10n.t(
          "Keys, checks and indexes on what is not there were left out: {0}; remarks at the top name them.",
          unresolved.length,
        )
      : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" ") : undefined;
}

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
