import { saying } from "../api/words";
import type { Command } from "./command";

/** Turns invitations down. */
export const declineInvitation: Command = {
  name: "declineInvitation",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      try {
        for (const { invitation } of projects.taken(argument, selection, "invitation")) {
          const params = { path: { id: invitation.id } };
          await work.accounts.api.POST("/v1/invitations/{id}/decline", { params });
        }
      } finally {
        work.refresh();
      }
    }),
};
