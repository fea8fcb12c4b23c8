import * as vscode from "vscode";
import type { App } from "../app";
import { saying } from "../api/words";
import { sqlLanguages } from "../language/languages";
import { askText, chooseDue, choosePriority, chooseProject } from "../views/choose";
import { makeTask } from "../views/make-task";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Asks for title, project, priority and day; linked to the table under the cursor when there is one. */
export const newTask: Command = {
  name: "newTask",
  run: (app, argument) =>
    saying(async () => {
      const { work } = app.team;
      const place = await placeInSchema(app);
      const project =
        projectNode(argument, "project")?.project ?? (await chooseProject(work, vscode.l10n.t("New task")));
      const about = place.objectName === undefined ? "" : vscode.l10n.t(" about {0}", place.objectName);
      const heading = vscode.l10n.t("New task{0} in {1}", about, project.name);
      const title = await askText({
        title: heading,
        prompt: vscode.l10n.t("What is to be done?"),
        validateInput: (value) =>
          value.trim() === ""
            ? vscode.l10n.t("Type what is to be done.")
            : value.length > 500
              ? vscode.l10n.t("A title has 500 characters or fewer.")
              : undefined,
      });
      const priority = await choosePriority(heading);
      const dueOn = await chooseDue(heading);
      const isOfProject = place.projectId === project.id;
      const body = {
        title: title.trim(),
        priority,
        dueOn,
        ...(place.objectName !== undefined && { objectName: place.objectName }),
        ...(isOfProject && { schemaId: place.schemaId }),
      };
      await makeTask(work, project, body);
    }),
};

interface Place {
  readonly objectName?: string;
  readonly projectId?: string;
  readonly schemaId?: string;
}

/** The table that the cursor is in, and the schema that the file was saved to. */
async function placeInSchema({ language, team }: App): Promise<Place> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !sqlLanguages.includes(editor.document.languageId)) return {};
  const { uri } = editor.document;
  const link = team.links.of(uri);
  const model = await language.diagram(uri.toString()).catch(() => undefined);
  const { line } = editor.selection.active;
  const table = model?.tables.find(({ extent }) => extent.start.line <= line && line <= extent.end.line);
  return {
    ...(table && { objectName: table.name }),
    ...(link && { projectId: link.projectId, schemaId: link.schemaId }),
  };
}
