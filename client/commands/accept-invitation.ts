import * as vscode from "vscode";
import { saying } from "../api/words";
import { withEach } from "../views/with-each";
import type { Command } from "./command";

/** Joins the projects that one is invited to. */
export const acceptInvitation: Command = {
  name: "acceptInvitation",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const entries = projects.taken(argument, selection, "invitation");
      const nameOf = (entry: (typeof entries)[number]) => entry.invitation.projectName;
      try {
        await withEach(entries, nameOf, vscode.l10n.t("Not accepted"), ({ invitation }) => {
          const params = { path: { id: invitation.id } };
          return work.accounts.api.POST("/v1/invitations/{id}/accept", { params });
        });
      } finally {
        work.refresh();
      }
    }),
};
