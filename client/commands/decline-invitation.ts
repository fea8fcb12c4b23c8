import { saying } from "../api/words";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Turns an invitation down. */
export const declineInvitation: Command = {
  name: "declineInvitation",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const node = projectNode(argument, "invitation");
      if (!node) return;
      const params = { path: { id: node.invitation.id } };
      await work.accounts.api.POST("/v1/invitations/{id}/decline", { params });
      work.refresh();
    }),
};
