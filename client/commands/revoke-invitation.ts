import * as vscode from "vscode";
import { saying } from "../api/words";
import { confirm } from "../views/choose";
import { withEach } from "../views/with-each";
import type { Command } from "./command";

/** Takes one or several invitations back that were not answered yet. */
export const revokeInvitation: Command = {
  name: "revokeInvitation",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const entries = projects.taken(argument, selection, "invited");
      const [first] = entries;
      if (!first) return;
      const emails = entries.map(({ invitation }) => invitation.email).join(", ");
      await confirm(
        entries.length === 1
          ? vscode.l10n.t("Take the invitation of {0} back?", emails)
          : vscode.l10n.t("Take {0} invitations back?", entries.length),
        entries.length === 1
          ? vscode.l10n.t("The invitation cannot be accepted any more.")
          : vscode.l10n.t("{0}: these invitations cannot be accepted any more.", emails),
        vscode.l10n.t("Take Back"),
      );
      try {
        const nameOf = (entry: (typeof entries)[number]) => entry.invitation.email;
        await withEach(entries, nameOf, vscode.l10n.t("Not taken back"), ({ project, invitation }) => {
          const params = { path: { id: project.id, invitationId: invitation.id } };
          return work.accounts.api.DELETE("/v1/projects/{id}/invitations/{invitationId}", { params });
        });
      } finally {
        work.refresh();
      }
    }),
};
