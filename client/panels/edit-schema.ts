import * as vscode from "vscode";
import type { EditOutcome } from "../../server/protocol/diagram-messages";
import type { SchemaEdit } from "../../server/protocol/schema-edit";
import type { LanguageServer } from "../language/language-server";

export interface EditRequest {
  /** The version of the text that the person looked at. */
  readonly version: number;
  readonly edit: SchemaEdit;
  /** Whether the person has agreed to what the edit changes besides. */
  readonly agreed: boolean;
}

/** Does an edit of the diagram in the text, in one step of undo; or says what it needs, or why it is not done. */
export async function editSchema(
  language: LanguageServer,
  uri: vscode.Uri,
  { version, edit, agreed }: EditRequest,
): Promise<EditOutcome> {
  if (await isReadOnly(uri)) return { kind: "refused", message: vscode.l10n.t("The file is read-only.") };
  const document = await vscode.workspace.openTextDocument(uri);
  const answer = await language.editSchema({ uri: uri.toString(), version, edit });
  if ("refusal" in answer) return { kind: "refused", message: answer.refusal };
  if (answer.consequences.length > 0 && !agreed)
    return { kind: "confirm", consequences: answer.consequences };
  const [change] = answer.edit.documentChanges;
  if (change.edits.length === 0) return { kind: "done", version };
  // The person may have typed while the server thought.
  if (document.version !== change.textDocument.version)
    return { kind: "refused", message: vscode.l10n.t("The text has changed meanwhile. Try again.") };
  const changes = new vscode.WorkspaceEdit();
  for (const { range, newText } of change.edits) {
    const { start, end } = range;
    changes.replace(
      document.uri,
      new vscode.Range(start.line, start.character, end.line, end.character),
      newText,
    );
  }
  const done = await vscode.workspace.applyEdit(changes);
  return done
    ? { kind: "done", version: document.version }
    : { kind: "refused", message: vscode.l10n.t("The editor did not take the change.") };
}

/** Whether the file can be looked at only. */
export async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    return permissions !== undefined && (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // A file that is not there yet is written when it is saved.
    return false;
  }
}
