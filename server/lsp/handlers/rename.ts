import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { prepareRenameAt, renameAt } from "../../language";
import { toRange } from "../convert";
import type { Handler } from "../handler";

/** Renames a thing in every statement of the document, or says why it will not. */
export const rename: Handler = {
  capabilities: () => ({ renameProvider: { prepareProvider: true } }),
  register({ connection, documents }) {
    connection.onPrepareRename(({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      const prepared = document && prepareRenameAt(document.result, document.text.offsetAt(position));
      if (!prepared) return null;
      if ("refusal" in prepared) return refuse(prepared.refusal);
      return { range: toRange(document.text, prepared.span), placeholder: prepared.name };
    });
    connection.onRenameRequest(({ textDocument, position, newName }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return null;
      const { text, result } = document;
      const renamed = renameAt(result, text.offsetAt(position), newName);
      if ("refusal" in renamed) return refuse(renamed.refusal);
      const edits = renamed.edits.map(({ span, newText }) => ({ range: toRange(text, span), newText }));
      return { changes: { [text.uri]: edits } };
    });
  },
};

/** The editor shows the message where the person typed the new name. */
function refuse(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
