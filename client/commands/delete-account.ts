import * as vscode from "vscode";
import { ask } from "../account/steps";
import { saying } from "../api/words";
import { confirm } from "../views/choose";
import type { Command } from "./command";

/** Deletes the account in use for good, after a question and its password. */
export const deleteAccount: Command = {
  name: "deleteAccount",
  run: ({ team: { accounts, backend } }) =>
    saying(async () => {
      const session = await accounts.require();
      await confirm(
        vscode.l10n.t("Delete the account {0} on {1}?", session.email, backend.name),
        vscode.l10n.t(
          "Projects that only you belong to go with it; each shared one goes to another member. This cannot be undone.",
        ),
        vscode.l10n.t("Delete Account"),
      );
      await ask({
        title: vscode.l10n.t("Delete the account {0}", session.email),
        step: 1,
        totalSteps: 1,
        prompt: vscode.l10n.t("Its password"),
        password: true,
        validate: (value) => (value === "" ? vscode.l10n.t("Type your password.") : undefined),
        submit: async (password, signal) => {
          await accounts.api.DELETE("/v1/me", { body: { password }, signal });
          return undefined;
        },
      });
      await accounts.signOut(session.id);
      void vscode.window.showInformationMessage(vscode.l10n.t("The account {0} is deleted.", session.email));
    }),
};
