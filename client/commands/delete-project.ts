import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { chooseProject, confirm } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Deletes a project for all its members, after a question. */
export const deleteProject: Command = {
  name: "deleteProject",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const project =
        projectNode(argument, "project")?.project ??
        (await chooseProject(work, vscode.l10n.t("Delete project"), ({ role }) => role === "owner"));
      await confirm(
        vscode.l10n.t("Delete the project “{0}”?", project.name),
        vscode.l10n.t(
          "Its tasks, schemas and all their versions are deleted, for every member. This cannot be undone.",
        ),
        vscode.l10n.t("Delete"),
      );
      await work.accounts.api.DELETE("/v1/projects/{id}", {
        params: { path: { id: project.id } },
        ...ifMatch(project),
      });
      work.refresh();
    }),
};
