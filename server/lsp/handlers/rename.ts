import { LSPErrorCodes, ResponseError, type TextEdit } from "vscode-languageserver";
import { prepareRenameAt, renameAt } from "../../language";
import type { Handler } from "../handler";

/** Renames a thing in every statement of the document and of the files that form one schema with it, or says why it will not. */
export const rename: Handler = {
  capabilities: () => ({ renameProvider: { prepareProvider: true } }),
  register({ connection, documents }) {
    connection.onPrepareRename(async ({ textDocument, position }) => {
      const scope = await documents.scope(textDocument.uri);
      const prepared = scope && prepareRenameAt(scope.context, scope.offsetAt(position));
      if (!prepared) return null;
      if ("refusal" in prepared) return refuse(prepared.refusal);
      const range = scope.own(prepared.span);
      return range ? { range, placeholder: prepared.name } : null;
    });
    connection.onRenameRequest(async ({ textDocument, position, newName }) => {
      const scope = await documents.scope(textDocument.uri);
      if (!scope) return null;
      const renamed = renameAt(scope.context, scope.offsetAt(position), newName);
      if ("refusal" in renamed) return refuse(renamed.refusal);
      const changes: Record<string, TextEdit[]> = {};
      for (const { span, newText } of renamed.edits) {
        const place = scope.locate(span);
        if (place) (changes[place.uri] ??= []).push({ range: place.range, newText });
      }
      return { changes };
    });
  },
};

/** The editor shows the message where the person typed the new name. */
function refuse(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
