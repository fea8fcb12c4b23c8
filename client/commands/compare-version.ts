import * as vscode from "vscode";
import type { App } from "../app";
import type { Schema } from "../api/client";
import { Cancelled } from "../api/failure";
import { saying } from "../api/words";
import { sqlLanguages } from "../language/languages";
import { isDialect } from "../settings";
import { choose, chooseSchema } from "../views/choose";
import { describeChanges } from "../views/merge-versions";
import { ago } from "../views/labels";
import { projectNode } from "../views/nodes";
import { scheme, versionUri } from "../views/version-documents";
import type { Command } from "./command";

/** Shows a version beside the one before, any other, or the file in the editor; two that are chosen beside each other. */
export const compareVersion: Command = {
  name: "compareVersion",
  run: (app, argument, selection) =>
    saying(async () => {
      const { work, projects } = app.team;
      const title = vscode.l10n.t("Compare version");
      const [one, two, ...more] = projects.taken(argument, selection, "version");
      if (one && two && more.length === 0 && one.schema.id === two.schema.id) {
        const side = ({ version: { n } }: typeof one) => ({ uri: versionUri(one.schema, n), n });
        await show(app, one.schema, side(one), side(two));
        return;
      }
      const node = projectNode(argument, "schema", "version") ?? (await chooseSchema(work, title));
      const { schema } = node;
      const { items } = await work.versions.get(schema.id);
      const n = ("version" in node ? node.version?.n : undefined) ?? schema.latestVersion;
      const open = vscode.window.visibleTextEditors
        .map(({ document }) => document)
        .filter(({ languageId, uri }) => sqlLanguages.includes(languageId) && uri.scheme !== scheme);
      const choices = [
        ...items
          .filter((other) => other.n !== n)
          .sort((a, b) => Number(b.n === n - 1) - Number(a.n === n - 1) || b.n - a.n)
          .map((other) => ({
            label: vscode.l10n.t("Version {0}", other.n),
            description: ago(other.createdAt),
            detail: other.message.split("\n")[0] ?? "",
            value: { uri: versionUri(schema, other.n), n: other.n },
          })),
        ...open.map(({ uri }) => ({
          label: vscode.workspace.asRelativePath(uri),
          description: vscode.l10n.t("in the editor"),
          value: { uri, n: Infinity },
        })),
      ];
      if (choices.length === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            "There is nothing to compare version {0} with: open a SQL file, or save another version.",
            n,
          ),
        );
        throw new Cancelled();
      }
      const other = await choose(vscode.l10n.t("Compare version {0} of {1} with", n, schema.name), choices);
      await show(app, schema, other, { uri: versionUri(schema, n), n });
    }),
};

/** A version, or with no end of a number the file in the editor. */
interface Side {
  readonly uri: vscode.Uri;
  readonly n: number;
}

/** Shows two side by side, the older one first. */
async function show(app: App, { name: schema, dialect }: Schema, one: Side, other: Side): Promise<void> {
  const [left, right] = one.n < other.n ? [one, other] : [other, one];
  const words = ({ uri, n }: Side) =>
    n === Infinity ? vscode.workspace.asRelativePath(uri) : vscode.l10n.t("version {0}", n);
  const name = `${schema}: ${words(left)} ↔ ${words(right)}`;
  await vscode.commands.executeCommand("vscode.diff", left.uri, right.uri, name);
  await summarize(app, dialect, { left: left.uri, right: right.uri, name });
}

/** Says what has changed of the schema's objects, beside what the difference shows of its lines, and draws it if asked. */
async function summarize(
  app: App,
  dialect: string,
  { left, right, name }: { readonly left: vscode.Uri; readonly right: vscode.Uri; readonly name: string },
): Promise<void> {
  const [before, after] = await Promise.all([
    vscode.workspace.openTextDocument(left),
    vscode.workspace.openTextDocument(right),
  ]);
  const { changes } = await app.language.changes({
    dialect,
    before: before.getText(),
    after: after.getText(),
  });
  const summary = describeChanges(changes, 8);
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The two differ in white space and comments only."),
    );
    return;
  }
  const show = vscode.l10n.t("Show in Diagram");
  // Whoever does not answer has the difference; nothing waits for it.
  void vscode.window
    .showInformationMessage(summary.charAt(0).toUpperCase() + summary.slice(1), show)
    .then((answer) => {
      if (answer !== show) return;
      app.diagrams.compare(right, after.getText(), {
        text: before.getText(),
        title: name,
        ...(isDialect(dialect) && { dialect }),
      });
    });
}
