import * as vscode from "vscode";
import { Refused } from "../api/failure";
import { saying } from "../api/words";
import { choose, chooseMember, chooseProject, confirm } from "../views/choose";
import { roleDetail, roleLabel } from "../views/labels";
import { mayChange, mayManage, rolesFor } from "../views/rights";
import type { Command } from "./command";

/** Gives one or several members another role; the owner may hand the project over. */
export const changeRole: Command = {
  name: "changeRole",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const { userId } = await work.accounts.require();
      const title = vscode.l10n.t("Change role");
      const taken = projects.taken(argument, selection, "member");
      const ask = async () => {
        const project = await chooseProject(work, title, mayManage);
        const member = await chooseMember(work, project, title, (each) =>
          mayChange({ project, member: each }, userId),
        );
        return { project, member };
      };
      const entries = taken.length > 0 ? taken : [await ask()];
      const kept = entries.find((entry) => !mayChange(entry, userId));
      if (kept)
        throw new Refused(
          vscode.l10n.t("You cannot change the role of {0} in “{1}”.", kept.member.name, kept.project.name),
        );
      const [first] = entries;
      if (!first) return;
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
        for (const { project, member } of entries) {
          if (member.role === role) continue;
          const params = { path: { id: project.id, userId: member.userId } };
          await work.accounts.api.PATCH("/v1/projects/{id}/members/{userId}", { params, body: { role } });
        }
      } finally {
        work.refresh();
      }
    }),
};
