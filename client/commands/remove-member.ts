import * as vscode from "vscode";
import { saying } from "../api/words";
import { confirm } from "../views/choose";
import { membersToManage, type MemberEntry } from "../views/choose-members";
import { withEach } from "../views/with-each";
import type { Command } from "./command";

/** Takes one or several members out of their projects, after one question. */
export const removeMember: Command = {
  name: "removeMember",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const entries = await membersToManage(
        work,
        projects.taken(argument, selection, "member"),
        vscode.l10n.t("Remove member"),
        ({ member, project }) =>
          vscode.l10n.t("You cannot take {0} out of “{1}”. Nobody was removed.", member.name, project.name),
      );
      const [first] = entries;
      const stays = vscode.l10n.t("The tasks of who is removed stay, assigned to nobody.");
      const names = entries.map(({ member, project }) => `${member.name} (${project.name})`).join(", ");
      await (entries.length === 1
        ? confirm(
            vscode.l10n.t("Remove {0} from “{1}”?", first.member.name, first.project.name),
            stays,
            vscode.l10n.t("Remove"),
          )
        : confirm(
            vscode.l10n.t("Remove {0} members?", entries.length),
            `${names}. ${stays}`,
            vscode.l10n.t("Remove"),
          ));
      try {
        const nameOf = ({ member }: MemberEntry) => member.name;
        await withEach(entries, nameOf, vscode.l10n.t("Not removed"), ({ project, member }) => {
          const params = { path: { id: project.id, userId: member.userId } };
          return work.accounts.api.DELETE("/v1/projects/{id}/members/{userId}", { params });
        });
      } finally {
        work.refresh();
      }
    }),
};
