import * as vscode from "vscode";
import type { SampleRowsResult } from "../../server/protocol/samples";
import { counted } from "../counted";
import { sqlLanguages } from "../language/languages";
import type { Command } from "./command";

/** Adds rows that satisfy every constraint to the end of the schema in the editor; one undo takes them away. */
export const generateSampleRows: Command = {
  name: "generateSampleRows",
  /** `argument`: the number of rows for each table, from another command or a key binding; else the person is asked. */
  async run({ language }, argument): Promise<SampleRowsResult | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !sqlLanguages.includes(document.languageId) || document.getText().trim() === "") {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open the SQL schema that needs rows."));
      return undefined;
    }
    const rows = typeof argument === "number" ? argument : await askForNumber();
    if (rows === undefined) return undefined;
    const { version } = document;
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Making sample rows"),
        cancellable: true,
      },
      async (_, token) => {
        try {
          return await language.sampleRows({ uri: document.uri.toString(), rows }, token);
        } catch (error) {
          if (token.isCancellationRequested) return undefined;
          throw error;
        }
      },
    );
    if (!result) return undefined;
    if (result.sql === "") {
      void vscode.window.showInformationMessage(
        [vscode.l10n.t("No table can be filled."), ...leftLines(result)].join(" "),
      );
      return result;
    }
    if (document.isClosed || document.version !== version) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("The file was edited meanwhile, so no rows were added. Ask for them again."),
      );
      return result;
    }
    await append(document, result.sql);
    tell(result);
    return result;
  },
};

async function askForNumber(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Generate Sample Rows"),
    prompt: vscode.l10n.t("How many rows for each table? They are added to the end of the file."),
    value: "10",
    validateInput: (value) =>
      /^\s*([1-9]\d{0,2}|1000)\s*$/.test(value) ? undefined : vscode.l10n.t("A number from 1 to 1000."),
  });
  return text === undefined ? undefined : Number(text);
}

async function append(document: vscode.TextDocument, sql: string): Promise<void> {
  const text = document.getText();
  const gap = text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  const start = document.positionAt(text.length);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, start, `${gap}${sql}`);
  await vscode.workspace.applyEdit(edit);
  const editor = await vscode.window.showTextDocument(document);
  const first = start.translate(gap.length);
  editor.selection = new vscode.Selection(first, first);
  editor.revealRange(new vscode.Range(first, first), vscode.TextEditorRevealType.AtTop);
}

function tell(result: SampleRowsResult): void {
  const rows = result.tables.reduce((sum, table) => sum + table.rows, 0);
  const tables = result.tables.filter((table) => table.rows > 0).length;
  const message = [
    vscode.l10n.t("{0} rows for {1} were added.", rows, counted.tables(tables)),
    result.proven ? vscode.l10n.t("The database took all of them.") : (result.unproven ?? ""),
    ...leftLines(result),
  ];
  void vscode.window.showInformationMessage(message.filter((part) => part !== "").join(" "));
}

/** At most three: a notification is no report. */
function leftLines({ left }: SampleRowsResult): string[] {
  const lines = left.slice(0, 3).map(({ table, reason }) => `${table}: ${reason}.`);
  return left.length > 3 ? [...lines, vscode.l10n.t("And {0} more.", left.length - 3)] : lines;
}
