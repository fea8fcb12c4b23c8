import * as vscode from "vscode";
import type { GenerateResult } from "../../server/protocol/lsp";
import type { App } from "../app";
import { counted } from "../counted";
import { isDialect } from "../settings";
import { minimalEdit } from "./minimal-edit";
import { StageReport } from "./progress";
import type { Decision } from "./proposal";
import { keepRefinement } from "./refined-trace";
import { generationFailed, generationParameters } from "./run";

/** What a refinement came to; `stale`: the document was edited meanwhile and was left as it is. */
export type RefineOutcome = "applied" | "discarded" | "unchanged" | "stale" | "failed";

/**
 * Asks for a changed schema and shows it as a difference; the document changes only when the person accepts. `words`
 * is what the person said of it, which the brief keeps; undefined where that was nothing.
 */
export async function refine(
  app: App,
  document: vscode.TextDocument,
  instruction: string,
  words: string | undefined,
): Promise<RefineOutcome> {
  const version = document.version;
  const before = document.getText();
  const result = await ask(app, document, instruction);
  if (!result) return "failed";
  const after = asIn(document, result.sql);
  if (minimalEdit(before, after) === undefined) {
    const reason = result.uncovered[0] === undefined ? "" : ` ${result.uncovered[0]}`;
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Nothing was changed: {0} does not know how to do this.", result.provider) + reason,
    );
    return "unchanged";
  }
  const title = vscode.l10n.t("{0}: what would change", vscode.workspace.asRelativePath(document.uri));
  const shown = await app.proposals.ask(document, after, title);
  const decision = await Promise.race([shown.decision, answered(summary(result))]);
  if (decision === "discard") {
    await shown.close();
    return "discarded";
  }
  if (document.isClosed || document.version !== version) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("The file was edited meanwhile, so the change was not applied. Refine it again."),
    );
    return "stale";
  }
  await replaceText(document, before, after);
  if (words !== undefined)
    await keepRefinement(app.sideFiles, document, { before, after, instruction: words, result });
  await shown.close();
  await vscode.window.showTextDocument(document);
  return "applied";
}

/** Asks in a notification; one that is closed without an answer leaves it to the buttons above the difference. */
async function answered(message: string): Promise<Decision> {
  const accept = vscode.l10n.t("Accept");
  const discard = vscode.l10n.t("Discard");
  const answer = await vscode.window.showInformationMessage(message, accept, discard);
  if (answer === undefined) return new Promise(() => undefined);
  return answer === accept ? "accept" : "discard";
}

async function ask(
  app: App,
  document: vscode.TextDocument,
  instruction: string,
): Promise<GenerateResult | undefined> {
  const current = document.getText();
  const dialect = app.language.lastChecked(document)?.dialect;
  const { brief = "" } = await app.sideFiles.sections(document.uri);
  const params = await generationParameters(app, {
    brief,
    document,
    ...(isDialect(dialect) && { dialect }),
  });
  if (!params) return undefined;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Refining schema"),
      cancellable: true,
    },
    async (progress, token) => {
      const report = new StageReport(progress);
      try {
        return await app.language.generate(
          { ...params, current, instruction },
          (event) => report.take(event),
          token,
        );
      } catch (error) {
        if (!token.isCancellationRequested) generationFailed(app, error, params.provider);
        return undefined;
      } finally {
        report.dispose();
      }
    },
  );
}

/** A text with the line ends of a document. */
export function asIn(document: vscode.TextDocument, text: string): string {
  return text.replace(/\r?\n/g, document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n");
}

/** Turns the text of a document into another by one edit, so that one undo takes it back. */
export async function replaceText(
  document: vscode.TextDocument,
  before: string,
  after: string,
): Promise<void> {
  const change = minimalEdit(before, after);
  if (!change) return;
  const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, change.newText);
  await vscode.workspace.applyEdit(edit);
}

function summary({ problems, tables }: GenerateResult): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return errors === 0
    ? vscode.l10n.t("The changed schema has {0} and runs without errors.", counted.tables(tables.length))
    : vscode.l10n.t(
        "The changed schema has {0} left. Look at it before you accept it.",
        counted.errors(errors),
      );
}
