import * as vscode from "vscode";
import { saying } from "../api/words";
import { choose } from "../views/choose";
import type { Command } from "./command";

/** Ends the session of an account, here and on the server. */
export const signOut: Command = {
  name: "signOut",
  run: ({ team: { accounts } }) =>
    saying(async () => {
      const sessions = await accounts.all();
      const [first] = sessions;
      if (!first) {
        void vscode.window.showInformationMessage(vscode.l10n.t("You are signed out."));
        return;
      }
      const session =
        sessions.length === 1
          ? first
          : await choose(
              vscode.l10n.t("Sign out"),
              sessions.map((each) => ({ label: each.name, description: each.email, value: each })),
            );
      await accounts.signOut(session.id);
      vscode.window.setStatusBarMessage(vscode.l10n.t("{0} is signed out of dbscst.", session.email), 5000);
    }),
};
