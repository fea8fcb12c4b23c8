import * as vscode from "vscode";
import { Refused } from "../api/failure";
import { saying } from "../api/words";
import { chooseMember, chooseProject, confirm } from "../views/choose";
import { mayChange, mayManage } from "../views/rights";
import type { Command } from "./command";

/** Takes one or several members out of their projects, after one question. */
export const removeMember: Command = {
  name: "removeMember",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const { userId } = await work.accounts.require();
      const title = vscode.l10n.t("Remove member");
      const taken = projects.taken(argument, selection, "member");
      const choose = async () => {
        const project = await chooseProject(work, title, mayManage);
        const member = await chooseMember(work, project, title, (each) =>
          mayChange({ project, member: each }, userId),
        );
        return { project, member };
      };
      const entries = taken.length > 0 ? taken : [await choose()];
      const kept = entries.find((entry) => !mayChange(entry, userId));
      if (kept)
        throw new Refused(
          vscode.l10n.t(
            "You cannot take {0} out of “{1}”. Nobody was removed.",
            kept.member.name,
            kept.project.name,
          ),
        );
      const [first] = entries;
      const stays = vscode.l10n.t("The tasks of who is removed stay, assigned to nobody.");
      const names = entries.map(({ member, project }) => `${member.name} (${project.name})`).join(", ");
      await (entries.length === 1 && first
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
        for (const { project, member } of entries) {
          const params = { path: { id: project.id, userId: member.userId } };
          await work.accounts.api.DELETE("/v1/projects/{id}/members/{userId}", { params });
        }
      } finally {
        work.refresh();
      }
    }),
};
