import { saying } from "../api/words";
import type { Command } from "./command";

/** Joins the projects that one is invited to. */
export const acceptInvitation: Command = {
  name: "acceptInvitation",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      try {
        for (const { invitation } of projects.taken(argument, selection, "invitation")) {
          const params = { path: { id: invitation.id } };
          await work.accounts.api.POST("/v1/invitations/{id}/accept", { params });
        }
      } finally {
        work.refresh();
      }
    }),
};
