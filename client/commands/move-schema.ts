import * as vscode from "vscode";
import { saying } from "../api/words";
import { chooseSchema } from "../views/choose";
import { chooseTarget, moveSchemas } from "../views/moves";
import type { Command } from "./command";

/** Moves one or several schemas, with all their versions and the tasks about them, to another project. */
export const moveSchema: Command = {
  name: "moveSchema",
  run: ({ team: { work, links, projects } }, argument, selection) =>
    saying(async () => {
      const title = vscode.l10n.t("Move schema to project");
      const taken = projects.taken(argument, selection, "schema");
      const entries = taken.length > 0 ? taken : [await chooseSchema(work, title)];
      const from = entries.map(({ project }) => project);
      await moveSchemas(work, links, entries, await chooseTarget(work, title, from));
    }),
};
