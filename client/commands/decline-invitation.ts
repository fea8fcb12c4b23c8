import * as vscode from "vscode";
import { saying } from "../api/words";
import { withEach } from "../views/with-each";
import type { Command } from "./command";

/** Turns invitations down. */
export const declineInvitation: Command = {
  name: "declineInvitation",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const entries = projects.taken(argument, selection, "invitation");
      const nameOf = (entry: (typeof entries)[number]) => entry.invitation.projectName;
      try {
        await withEach(entries, nameOf, vscode.l10n.t("Not declined"), ({ invitation }) => {
          const params = { path: { id: invitation.id } };
          return work.accounts.api.POST("/v1/invitations/{id}/decline", { params });
        });
      } finally {
        work.refresh();
      }
    }),
};
