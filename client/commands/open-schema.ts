import * as vscode from "vscode";
import { saying } from "../api/words";
import { chooseSchema } from "../views/choose";
import { projectNode } from "../views/nodes";
import { versionUri } from "../views/version-documents";
import type { Command } from "./command";

/** Opens the newest version of a schema, or the version chosen, to be read. */
export const openSchema: Command = {
  name: "openSchema",
  run: ({ team: { work } }, argument) =>
    saying(async () => {
      const node =
        projectNode(argument, "schema", "version") ??
        (await chooseSchema(work, vscode.l10n.t("Open schema")));
      const n = ("version" in node ? node.version?.n : undefined) ?? node.schema.latestVersion;
      if (n === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t("{0} has no version yet.", node.schema.name));
        return;
      }
      await vscode.window.showTextDocument(versionUri(node.schema, n), { preview: true });
    }),
};
