import * as vscode from "vscode";
import { saying } from "../api/words";
import type { Command } from "./command";

/** Makes an account, proves its address and signs in. */
export const signUp: Command = {
  name: "signUp",
  run: ({ team }) =>
    saying(async () => {
      const { name } = await team.accounts.signUp();
      const make = vscode.l10n.t("New Project");
      const answer = await vscode.window.showInformationMessage(vscode.l10n.t("Welcome, {0}.", name), make);
      if (answer === make) await vscode.commands.executeCommand("dbscst.newProject");
    }),
};
