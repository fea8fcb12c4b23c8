import { saying } from "../api/words";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Joins the project that one is invited to. */
export const acceptInvitation: Command = {
  name: "acceptInvitation",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const node = projectNode(argument, "invitation");
      if (!node) return;
      const params = { path: { id: node.invitation.id } };
      await work.accounts.api.POST("/v1/invitations/{id}/accept", { params });
      work.refresh();
    }),
};
