import * as vscode from "vscode";
import { nameProblem } from "../account/steps";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { askText, chooseSchema } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Gives a schema another name. */
export const renameSchema: Command = {
  name: "renameSchema",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const title = vscode.l10n.t("Rename schema");
      const { schema } = projectNode(argument, "schema") ?? (await chooseSchema(work, title));
      const prompt = vscode.l10n.t("Its name");
      const name = await askText({ title, prompt, value: schema.name, validateInput: nameProblem });
      const params = { path: { id: schema.id } };
      const body = { name: name.trim() };
      await work.accounts.api.PATCH("/v1/schemas/{id}", { params, body, ...ifMatch(schema) });
      work.refresh();
    }),
};
