import * as vscode from "vscode";
import type { Command } from "./command";

export const clearApiKey: Command = {
  name: "clearApiKey",
  async run({ apiKey }) {
    const had = (await apiKey.get()) !== undefined;
    await apiKey.clear();
    void vscode.window.showInformationMessage(
      had ? vscode.l10n.t("The API key is removed.") : vscode.l10n.t("There was no API key to remove."),
    );
  },
};
