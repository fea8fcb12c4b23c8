import * as vscode from "vscode";
import { ifMatch } from "../api/client";
import { saying } from "../api/words";
import { chooseSchema } from "../views/choose";
import { short } from "../views/labels";
import { mustWrite } from "../views/rights";
import type { Command } from "./command";

/** Deletes one or several schemas with all their versions, with a moment to take it back. */
export const deleteSchema: Command = {
  name: "deleteSchema",
  run: ({ team: { work, projects } }, argument, selection) =>
    saying(async () => {
      const taken = projects.taken(argument, selection, "schema");
      // A key that was pressed on something else is about no schema.
      if (taken.length === 0 && argument === "selection") return;
      const entries = taken.length > 0 ? taken : [await chooseSchema(work, vscode.l10n.t("Delete schema"))];
      for (const { project } of entries) mustWrite(project);
      const [first] = entries;
      const label =
        entries.length === 1 && first
          ? vscode.l10n.t("schema “{0}” with all its versions", short(first.schema.name))
          : vscode.l10n.t("{0} schemas with all their versions", entries.length);
      const items = entries.map(({ schema, project }) => ({
        id: schema.id,
        name: schema.name,
        remove: async () => {
          const params = { path: { id: schema.id } };
          await work.accounts.api.DELETE("/v1/schemas/{id}", { params, ...ifMatch(schema) });
          work.schemas.invalidate(project.id);
        },
      }));
      await work.deleting.run(label, items);
    }),
};
