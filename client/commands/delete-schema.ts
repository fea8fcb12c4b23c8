import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { chooseSchema } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Deletes a schema with all its versions, with a moment to take it back. */
export const deleteSchema: Command = {
  name: "deleteSchema",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const { schema, project } =
        projectNode(argument, "schema") ?? (await chooseSchema(work, vscode.l10n.t("Delete schema")));
      const label = vscode.l10n.t("schema “{0}” with all its versions", schema.name);
      await work.deleting.run(label, [schema.id], async () => {
        await work.accounts.api.DELETE("/v1/schemas/{id}", {
          params: { path: { id: schema.id } },
          ...ifMatch(schema),
        });
        work.schemas.invalidate(project.id);
      });
    }),
};
