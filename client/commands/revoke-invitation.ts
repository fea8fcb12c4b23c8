import * as vscode from "vscode";
import { saying } from "../api/words";
import { confirm } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Takes an invitation back that was not answered yet. */
export const revokeInvitation: Command = {
  name: "revokeInvitation",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const node = projectNode(argument, "invited");
      if (!node) return;
      const { project, invitation } = node;
      await confirm(
        vscode.l10n.t("Take the invitation of {0} back?", invitation.email),
        vscode.l10n.t("The invitation cannot be accepted any more."),
        vscode.l10n.t("Take Back"),
      );
      const params = { path: { id: project.id, invitationId: invitation.id } };
      await work.accounts.api.DELETE("/v1/projects/{id}/invitations/{invitationId}", { params });
      work.refresh();
    }),
};
