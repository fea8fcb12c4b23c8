import * as vscode from "vscode";
import { saying } from "../api/words";
import { chooseMember, chooseProject, confirm, mayManage } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Takes a member out of a project, after a question. */
export const removeMember: Command = {
  name: "removeMember",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const { userId } = await work.accounts.require();
      const node = projectNode(argument, "member");
      const project = node?.project ?? (await chooseProject(work, vscode.l10n.t("Remove member"), mayManage));
      const member =
        node?.member ??
        (await chooseMember(work, project, vscode.l10n.t("Remove member"), (each) => each.userId !== userId));
      await confirm(
        vscode.l10n.t("Remove {0} from “{1}”?", member.name, project.name),
        vscode.l10n.t("The member's tasks stay, assigned to nobody."),
        vscode.l10n.t("Remove"),
      );
      const params = { path: { id: project.id, userId: member.userId } };
      await work.accounts.api.DELETE("/v1/projects/{id}/members/{userId}", { params });
      work.refresh();
    }),
};
