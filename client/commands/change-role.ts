import * as vscode from "vscode";
import { saying } from "../api/words";
import { choose, chooseMember, chooseProject, confirm, mayManage } from "../views/choose";
import { roleDetail, roleLabel } from "../views/labels";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

const roles = ["admin", "editor", "viewer", "owner"] as const;

/** Gives a member another role; the owner may hand the project over. */
export const changeRole: Command = {
  name: "changeRole",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const { userId } = await work.accounts.require();
      const node = projectNode(argument, "member");
      const project = node?.project ?? (await chooseProject(work, vscode.l10n.t("Change role"), mayManage));
      const member =
        node?.member ??
        (await chooseMember(work, project, vscode.l10n.t("Change role"), (each) => each.userId !== userId));
      const offered = roles.filter(
        (role) =>
          role !== member.role && (project.role === "owner" || (role !== "owner" && role !== "admin")),
      );
      const role = await choose(
        vscode.l10n.t("The role of {0} in {1}", member.name, project.name),
        offered.map((each) => ({ label: roleLabel(each), detail: roleDetail(each), value: each })),
      );
      if (role === "owner") {
        await confirm(
          vscode.l10n.t("Hand “{0}” over to {1}?", project.name, member.name),
          vscode.l10n.t("You become an admin. Only the new owner can give it back."),
          vscode.l10n.t("Hand Over"),
        );
      }
      const params = { path: { id: project.id, userId: member.userId } };
      await work.accounts.api.PATCH("/v1/projects/{id}/members/{userId}", { params, body: { role } });
      work.refresh();
    }),
};
