import * as vscode from "vscode";
import { saying } from "../api/words";
import { choose } from "../views/choose";
import type { Command } from "./command";

/** Shows the projects of another account that is signed in. */
export const switchAccount: Command = {
  name: "switchAccount",
  run: ({ team: { accounts } }) =>
    saying(async () => {
      const current = await accounts.current();
      const sessions = await accounts.all();
      const chosen = await choose(
        vscode.l10n.t("Switch account"),
        sessions.map((each) => ({
          label: each.name,
          description: each.id === current?.id ? vscode.l10n.t("{0} · in use", each.email) : each.email,
          value: each,
        })),
      );
      await accounts.use(chosen);
    }),
};
