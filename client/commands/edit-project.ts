import * as vscode from "vscode";
import { nameProblem } from "../account/steps";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { askText, chooseProject } from "../views/choose";
import { projectNode } from "../views/nodes";
import { mayManage } from "../views/rights";
import type { Command } from "./command";

/** Changes the name and the description of a project. */
export const editProject: Command = {
  name: "editProject",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const title = vscode.l10n.t("Edit project");
      const project =
        projectNode(argument, "project")?.project ?? (await chooseProject(work, title, mayManage));
      const name = await askText({
        title: `${title} (1/2)`,
        prompt: vscode.l10n.t("Its name"),
        value: project.name,
        validateInput: nameProblem,
      });
      const description = await askText({
        title: `${title} (2/2)`,
        prompt: vscode.l10n.t("What it is about; Markdown will do"),
        value: project.description,
      });
      const params = { path: { id: project.id } };
      const body = { name: name.trim(), description: description.trim() };
      await work.accounts.api.PATCH("/v1/projects/{id}", { params, body, ...ifMatch(project) });
      work.refresh();
    }),
};
