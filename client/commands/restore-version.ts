import * as vscode from "vscode";
import type { App } from "../app";
import { contentOf, ifMatch, type Schema } from "../api/client";
import { saying } from "../api/words";
import { counted } from "../counted";
import { choose, confirm } from "../views/choose";
import { mergeVersions } from "../views/merge-versions";
import { projectNode } from "../views/nodes";
import type { Command } from "./command";

/**
 * Makes an older version the newest one, or takes back only what one version changed: as a version of its own, so
 * that nothing is lost.
 */
export const restoreVersion: Command = {
  name: "restoreVersion",
  run: (app, argument) =>
    saying(async () => {
      const { work, versions } = app.team;
      const node = projectNode(argument, "version");
      if (!node) return;
      const { n } = node.version;
      const params = { path: { id: node.schema.id } };
      const { api } = work.accounts;
      const schema = await contentOf(api.GET("/v1/schemas/{id}", { params }));
      const next = schema.latestVersion + 1;
      const isWhole =
        n === 1 ||
        (await choose(vscode.l10n.t("Restore version {0} of “{1}”", n, schema.name), [
          {
            label: vscode.l10n.t("Go Back to Version {0}", n),
            detail: vscode.l10n.t("Its text becomes version {0}; the others stay in the list", next),
            value: true,
          },
          {
            label: vscode.l10n.t("Undo Only What Version {0} Changed", n),
            detail: vscode.l10n.t(
              "What came later stays; the result is checked and becomes version {0}",
              next,
            ),
            value: false,
          },
        ]));
      const sql = isWhole ? await versions.text(schema.id, n) : await undone(app, schema, n);
      if (n === 1) {
        await confirm(
          vscode.l10n.t("Restore version {0} of “{1}”?", n, schema.name),
          vscode.l10n.t("It is saved as version {0}. The others stay in the list.", next),
          vscode.l10n.t("Restore"),
        );
      }
      const message = isWhole
        ? vscode.l10n.t("Version {0} restored", n)
        : vscode.l10n.t("What version {0} changed is undone", n);
      await api.POST("/v1/schemas/{id}/versions", { params, body: { sql, message }, ...ifMatch(schema) });
      work.refresh();
      vscode.window.setStatusBarMessage(`$(check) ${message}`, 6000);
    }),
};

/** The newest text without what a version changed. */
async function undone(app: App, schema: Schema, n: number): Promise<string> {
  const { versions } = app.team;
  const { id, name, dialect, latestVersion } = schema;
  const [base, ours, theirs] = await Promise.all([
    versions.text(id, n),
    versions.text(id, latestVersion),
    versions.text(id, n - 1),
  ]);
  const words = {
    ours: vscode.l10n.t("As It Is in Version {0}", latestVersion),
    theirs: vscode.l10n.t("As It Was in Version {0}", n - 1),
    base: vscode.l10n.t("As It Was in Version {0}", n),
  };
  const { text, errors = [] } = await mergeVersions(app, { name, dialect, base, ours, theirs, words });
  const [first] = errors;
  if (first) {
    await confirm(
      vscode.l10n.t("Without what version {0} changed there would be {1}", n, counted.errors(errors.length)),
      first.message,
      vscode.l10n.t("Save Anyway"),
    );
  }
  return text;
}
