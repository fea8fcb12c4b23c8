import * as vscode from "vscode";
import type { Command } from "./command";

/** Shows the schema in the editor, or the file that was clicked, as a diagram beside it. */
export const showDiagram: Command = {
  name: "showDiagram",
  async run({ diagrams }, argument) {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    if (!uri) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a SQL file to see its diagram."));
      return;
    }
    // The server knows open documents alone.
    await vscode.workspace.openTextDocument(uri);
    diagrams.show(uri);
  },
};
