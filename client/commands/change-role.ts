import * as vscode from "vscode";
import { saying } from "../api/words";
import { choose, confirm } from "../views/choose";
import { membersToManage, type MemberEntry } from "../views/choose-members";
import { roleDetail, roleLabel } from "../views/labels";
import { rolesFor } from "../views/rights";
import { withEach } from "../views/with-each";
import type { Command } from "./command";

/** Gives one or several members another role; the owner may hand the project over. */
export const changeRole: Command = {
  name: "changeRole",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const title = vscode.l10n.t("Change role");
      const entries = await membersToManage(
        work,
        projects.taken(argument, selection, "member"),
        title,
        ({ member, project }) =>
          vscode.l10n.t("You cannot change the role of {0} in “{1}”.", member.name, project.name),
      );
      const [first] = entries;
      const role = await choose(
        entries.length === 1
          ? vscode.l10n.t("The role of {0} in {1}", first.member.name, first.project.name)
          : vscode.l10n.t("The role of {0} members", entries.length),
        rolesFor(entries).map((each) => ({ label: roleLabel(each), detail: roleDetail(each), value: each })),
      );
      if (role === "owner") {
        await confirm(
          vscode.l10n.t("Hand “{0}” over to {1}?", first.project.name, first.member.name),
          vscode.l10n.t("You become an admin. Only the new owner can give it back."),
          vscode.l10n.t("Hand Over"),
        );
      }
      try {
        const changed = entries.filter(({ member }) => member.role !== role);
        const nameOf = ({ member }: MemberEntry) => member.name;
        await withEach(changed, nameOf, vscode.l10n.t("Not changed"), ({ project, member }) => {
          const params = { path: { id: project.id, userId: member.userId } };
          return work.accounts.api.PATCH("/v1/projects/{id}/members/{userId}", { params, body: { role } });
        });
      } finally {
        work.refresh();
      }
    }),
};
