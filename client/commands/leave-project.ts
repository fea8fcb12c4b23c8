import * as vscode from "vscode";
import { saying } from "../api/words";
import { chooseProject, confirm } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Ends one's own membership, after a question. */
export const leaveProject: Command = {
  name: "leaveProject",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const { userId } = await work.accounts.require();
      const project =
        projectNode(argument, "project", "member")?.project ??
        (await chooseProject(work, vscode.l10n.t("Leave project"), () => true));
      await confirm(
        vscode.l10n.t("Leave the project “{0}”?", project.name),
        project.role === "owner"
          ? vscode.l10n.t("Another member becomes its owner. Only an invitation brings you back.")
          : vscode.l10n.t("Only an invitation brings you back."),
        vscode.l10n.t("Leave"),
      );
      const params = { path: { id: project.id, userId } };
      await work.accounts.api.DELETE("/v1/projects/{id}/members/{userId}", { params });
      work.refresh();
    }),
};
