import * as vscode from "vscode";
import { contentOf, ifMatch } from "../api/client";
import { saying } from "../api/words";
import { confirm } from "../views/choose";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/** Makes an older version the newest one, as a version of its own: nothing is lost. */
export const restoreVersion: Command = {
  name: "restoreVersion",
  run: ({ team: { work, versions } }, argument) =>
    saying(async () => {
      const node = projectNode(argument, "version");
      if (!node) return;
      const { version } = node;
      const params = { path: { id: node.schema.id } };
      const { api } = work.accounts;
      const schema = await contentOf(api.GET("/v1/schemas/{id}", { params }));
      await confirm(
        vscode.l10n.t("Restore version {0} of “{1}”?", version.n, schema.name),
        vscode.l10n.t("It is saved as version {0}. The others stay in the list.", schema.latestVersion + 1),
        vscode.l10n.t("Restore"),
      );
      const sql = await versions.text(schema.id, version.n);
      const body = { sql, message: vscode.l10n.t("Version {0} restored", version.n) };
      await api.POST("/v1/schemas/{id}/versions", { params, body, ...ifMatch(schema) });
      work.refresh();
    }),
};
