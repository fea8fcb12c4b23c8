import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Fix } from "../../checker";
import { overlaps } from "../../sql";
import { toDiagnostic, toRange, toSpan } from "../convert";
import type { OpenDocument } from "../documents";
import type { Handler } from "../handler";

/** Quick fixes: what the problems in the range know how to mend. */
export const codeAction: Handler = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } }),
  register({ connection, documents, client }) {
    connection.onCodeAction((params) => {
      const document = documents.get(params.textDocument.uri);
      const versioned = client().workspace?.workspaceEdit?.documentChanges === true;
      return document ? quickFixes(document, params, versioned) : [];
    });
  },
};

function quickFixes(
  { text, result }: OpenDocument,
  { range, context }: CodeActionParams,
  versioned: boolean,
): CodeAction[] {
  if (context.only && !context.only.some((kind) => isWithin(CodeActionKind.QuickFix, kind))) return [];
  const asked = toSpan(text, range);
  return result.problems
    .filter(({ span, fixes }) => fixes && overlaps(span, asked))
    .flatMap((problem) => {
      const fixes = problem.fixes ?? [];
      return fixes.map(({ title, edits }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(text, problem)],
        isPreferred: fixes.length === 1,
        edit: workspaceEdit(text, edits, versioned),
      }));
    });
}

/** `versioned`: the client refuses the edit when the document has changed meanwhile. */
function workspaceEdit(text: TextDocument, edits: Fix["edits"], versioned: boolean): WorkspaceEdit {
  const changes = edits.map(({ span, newText }) => ({ range: toRange(text, span), newText }));
  return versioned
    ? { documentChanges: [{ textDocument: { uri: text.uri, version: text.version }, edits: changes }] }
    : { changes: { [text.uri]: changes } };
}

/** Kinds are hierarchical: who asks for `quickfix` takes `quickfix.x` too, and `""` is everything. */
function isWithin(kind: string, asked: string): boolean {
  return asked === "" || kind === asked || kind.startsWith(`${asked}.`);
}
