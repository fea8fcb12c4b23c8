import * as vscode from "vscode";
import type { App } from "../app";
import { sqlLanguages } from "../language/languages";

const code = "uncovered";

/** Says of each sentence of the brief that nothing covers; it goes when something does, or when it is dismissed. */
export function showUncovered({ language, sideFiles, output }: App): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection("dbscst-brief");
  const refresh = async (uri: vscode.Uri) => {
    const sentences = await language.uncovered({ uri: uri.toString() });
    const diagnostics = sentences.map(({ range, text }) => {
      const { start, end } = range;
      const place = new vscode.Range(start.line, start.character, end.line, end.character);
      const message = vscode.l10n.t(
        "Nothing in the schema covers this sentence of the brief: “{0}” Add what it asks for, or dismiss it.",
        text,
      );
      const diagnostic = new vscode.Diagnostic(place, message, vscode.DiagnosticSeverity.Information);
      diagnostic.source = "dbscst";
      diagnostic.code = code;
      return diagnostic;
    });
    shown.set(uri, diagnostics);
  };
  const quietly = (uri: vscode.Uri) => {
    refresh(uri).catch((error: unknown) =>
      output.warn(`What the brief asks for was not compared: ${String(error)}`),
    );
  };
  return vscode.Disposable.from(
    shown,
    language.onChecked(({ uri }) => quietly(vscode.Uri.parse(uri))),
    sideFiles.onDidChange(quietly),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri)),
    vscode.languages.registerCodeActionsProvider(
      sqlLanguages,
      {
        provideCodeActions(document, _, { diagnostics }) {
          return diagnostics
            .filter((one) => one.code === code && one.source === "dbscst")
            .map((diagnostic) => {
              const action = new vscode.CodeAction(
                vscode.l10n.t("Dismiss this sentence of the brief"),
                vscode.CodeActionKind.QuickFix,
              );
              action.diagnostics = [diagnostic];
              const arguments_ = [document.uri, diagnostic.message];
              action.command = {
                title: action.title,
                command: "dbscst.dismissSentence",
                arguments: arguments_,
              };
              return action;
            });
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}
