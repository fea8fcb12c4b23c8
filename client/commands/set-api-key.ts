import * as vscode from "vscode";
import type { Command } from "./command";

/** Asks for the key of the OpenAI API and keeps it in the editor's secret storage. */
export const setApiKey: Command = {
  name: "setApiKey",
  async run({ apiKey }) {
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t("API key of the OpenAI API or of a compatible server"),
      prompt: vscode.l10n.t("Kept in the secret storage of your editor; an empty one is not taken."),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        /^[\x21-\x7e]*$/.test(value.trim())
          ? undefined
          : vscode.l10n.t("A key has no spaces and no letters outside of ASCII."),
    });
    if (key === undefined || key.trim() === "") return;
    await apiKey.set(key.trim());
    const choose = vscode.l10n.t("Select Model");
    const answer = await vscode.window.showInformationMessage(vscode.l10n.t("The API key is saved."), choose);
    if (answer === choose) await vscode.commands.executeCommand("dbscst.selectModel");
  },
};
