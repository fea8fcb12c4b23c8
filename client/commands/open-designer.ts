import * as vscode from "vscode";
import { sqlLanguages } from "../language/languages";
import type { Command } from "./command";

/** Opens the designer of the schema in the editor or the file that was clicked; without one it begins with a brief. */
export const openDesigner: Command = {
  name: "openDesigner",
  async run({ designers }, argument) {
    const uri = argument instanceof vscode.Uri ? argument : activeSchema();
    // The server knows open documents alone.
    if (uri) await vscode.workspace.openTextDocument(uri);
    designers.show(uri);
  },
};

function activeSchema(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && sqlLanguages.includes(document.languageId) ? document.uri : undefined;
}
