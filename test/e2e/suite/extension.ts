import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("dbscst.dbscst");
  assert.ok(found, "the extension is not loaded");
  return found;
}

/** Opens a new document in an editor of its own. */
export async function openText(content: string, language = "sql"): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  const editor = await vscode.window.showTextDocument(document);
  // On a slow machine it can be the one that had its name before, which is not gone yet.
  if (document.getText() !== content) await replaceText(editor, content);
  return editor;
}

/**
 * Closes the editor in use and drops what was changed in it. A new document takes the name of the one before, so
 * that one has to be gone first.
 */
export async function closeEditor(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const closed =
    document?.isUntitled === true &&
    new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidCloseTextDocument((which) => {
        if (which !== document) return;
        listening.dispose();
        resolve();
      });
    });
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await closed;
}

/** Replaces the whole text, as a person would who pastes another one. */
export async function replaceText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  assert.ok(await editor.edit((edit) => edit.replace(all, text)));
}

/** Waits until the problems of a document are as wanted, and gives them; on a time-out says what they are instead. */
export async function problemsUntil(
  uri: vscode.Uri,
  wanted: (problems: readonly vscode.Diagnostic[]) => boolean,
  limit = 100_000,
): Promise<readonly vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(uri);
  if (wanted(now())) return now();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      listening.dispose();
      const seen = now().map(({ message, code }) => `${codeOf(code)}: ${message}`);
      reject(new Error(`the problems stayed ${JSON.stringify(seen)}`));
    }, limit);
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      if (!wanted(now())) return;
      clearTimeout(late);
      listening.dispose();
      resolve(now());
    });
  });
}

/** The stable name of a problem, whether or not it links to a page. */
export function codeOf(code: vscode.Diagnostic["code"]): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The errors among problems, each with the words it is at. */
export function errorsAt(document: vscode.TextDocument, problems: readonly vscode.Diagnostic[]) {
  return problems
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(({ range, code, source }) => ({ at: document.getText(range), code: codeOf(code), source }));
}
