import * as vscode from "vscode";
import type { Command } from "./command";

/** What the account in the status bar opens. */
export const showAccount: Command = {
  name: "showAccount",
  async run({ team: { accounts } }) {
    const current = await accounts.current();
    const isOneOfMany = (await accounts.all()).length > 1;
    const entries = [
      { label: `$(project) ${vscode.l10n.t("Show Projects")}`, command: "dbscst.projects.focus" },
      { label: `$(refresh) ${vscode.l10n.t("Refresh")}`, command: "dbscst.refreshProjects" },
      ...(isOneOfMany
        ? [{ label: `$(arrow-swap) ${vscode.l10n.t("Switch Account…")}`, command: "dbscst.switchAccount" }]
        : []),
      { label: `$(add) ${vscode.l10n.t("Sign In to Another Account…")}`, command: "dbscst.signIn" },
      { label: `$(shield) ${vscode.l10n.t("Set Up Second Factor")}`, command: "dbscst.secondFactor" },
      { label: `$(sign-out) ${vscode.l10n.t("Sign Out")}`, command: "dbscst.signOut" },
    ];
    const placeHolder = vscode.l10n.t("{0} on {1}", current?.email ?? "", accounts.backend.name);
    const chosen = await vscode.window.showQuickPick(entries, { title: "dbscst", placeHolder });
    if (chosen) await vscode.commands.executeCommand(chosen.command);
  },
};
