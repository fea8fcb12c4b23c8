import * as vscode from "vscode";
import { counted } from "../counted";
import { committedText } from "../git";
import { sqlLanguages } from "../language/languages";
import type { Command } from "./command";

interface Choice extends vscode.QuickPickItem {
  /** The older schema; undefined where it has gone meanwhile. */
  readonly read: () => PromiseLike<string | undefined>;
}

/** How many files are offered. */
const mostFiles = 200;

/** Writes the statements that lead from an older state of the schema to the one in the editor, into a new editor. */
export const createMigration: Command = {
  name: "createMigration",
  async run({ language }, argument) {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    const document = uri && (await vscode.workspace.openTextDocument(uri));
    if (!document || !sqlLanguages.includes(document.languageId)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Open the SQL file that shows how the schema shall be."),
      );
      return;
    }
    const name = vscode.workspace.asRelativePath(document.uri);
    const picked = await vscode.window.showQuickPick(choices(document), {
      title: vscode.l10n.t("Create Migration to {0}", name),
      placeHolder: vscode.l10n.t("The schema as it is now, on the database that the migration is for"),
      matchOnDescription: true,
    });
    const before = await picked?.read();
    if (!picked || before === undefined) return;
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: vscode.l10n.t("Comparing the schemas on throw-away databases…"),
      },
      (_progress, token) =>
        language.migration(
          { before: { name: picked.label, text: before }, after: { name, text: document.getText() } },
          token,
        ),
    );
    if (!result) return;
    if ("refusal" in result) {
      void vscode.window.showErrorMessage(result.refusal);
      return;
    }
    if (result.statements === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("The two schemas are equal."));
      return;
    }
    const written = await vscode.workspace.openTextDocument({ content: result.sql, language: "sql" });
    await vscode.window.showTextDocument(written, { preview: false, viewColumn: vscode.ViewColumn.Beside });
    if (result.unproven !== undefined) {
      void vscode.window.showErrorMessage(vscode.l10n.t("The migration is not proven: {0}", result.unproven));
    } else if (result.destroys > 0) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "Proven by running it: {0}, of which {1} destroy data.",
          counted.statements(result.statements),
          result.destroys,
        ),
      );
    } else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Proven by running it: {0}.", counted.statements(result.statements)),
      );
    }
  },
};

/** What there is to compare with: the last commit, the file on the disk, other SQL files, nothing at all. */
async function choices({ uri, isDirty }: vscode.TextDocument): Promise<Choice[]> {
  const committed = await committedText(uri);
  const files = await vscode.workspace.findFiles("**/*.sql", "**/node_modules/**", mostFiles);
  return [
    ...(committed === undefined
      ? []
      : [
          {
            label: vscode.l10n.t("The last commit"),
            description: vscode.l10n.t("this file, as Git has it"),
            read: () => Promise.resolve(committed),
          },
        ]),
    ...(isDirty
      ? [
          {
            label: vscode.l10n.t("The saved file"),
            description: vscode.l10n.t("without what is not saved yet"),
            read: () => textOf(uri),
          },
        ]
      : []),
    ...files
      .filter((file) => file.toString() !== uri.toString())
      .map((file) => ({ label: vscode.workspace.asRelativePath(file), read: () => textOf(file) }))
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
    {
      label: vscode.l10n.t("An empty database"),
      description: vscode.l10n.t("all of it is made"),
      read: () => Promise.resolve(""),
    },
  ];
}

/** From the disk, without what is changed in an editor. */
async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
