import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { chooseSchema, confirm } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Deletes a schema with all its versions, after a question. */
export const deleteSchema: Command = {
  name: "deleteSchema",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const { schema } =
        projectNode(argument, "schema") ?? (await chooseSchema(work, vscode.l10n.t("Delete schema")));
      await confirm(
        vscode.l10n.t("Delete the schema “{0}”?", schema.name),
        vscode.l10n.t(
          "All of its {0} versions are deleted from the project. Files in your folder stay.",
          schema.latestVersion,
        ),
        vscode.l10n.t("Delete"),
      );
      await work.accounts.api.DELETE("/v1/schemas/{id}", {
        params: { path: { id: schema.id } },
        ...ifMatch(schema),
      });
      work.refresh();
    }),
};
