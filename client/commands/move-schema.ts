import * as vscode from "vscode";
import { saying } from "../api/words";
import { chooseSchema } from "../views/choose";
import { chooseTarget, moveSchema as move } from "../views/moves";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Moves a schema, with all its versions and the tasks about it, to another project. */
export const moveSchema: Command = {
  name: "moveSchema",
  run: ({ team: { work, links } }, argument) =>
    saying(async () => {
      const title = vscode.l10n.t("Move schema to project");
      const { schema, project } = projectNode(argument, "schema") ?? (await chooseSchema(work, title));
      await move(work, links, { schema, project }, await chooseTarget(work, title, [project]));
    }),
};
