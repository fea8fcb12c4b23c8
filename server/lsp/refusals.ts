import {
  LSPErrorCodes,
  Message,
  ResponseError,
  type CancellationToken,
  type ConnectionStrategy,
} from "vscode-languageserver";
import type { Documents } from "./documents";

/** A request that is taken back while it waits for its turn is answered at once, and nothing is worked out for it. */
export const answersCancelled: ConnectionStrategy = {
  cancelUndispatched(message) {
    if (!Message.isRequest(message)) return undefined;
    const { jsonrpc, id } = message;
    const error = { code: LSPErrorCodes.RequestCancelled, message: "The request was cancelled." };
    return { jsonrpc, id, error };
  },
};

/**
 * For a request that takes more than one turn: throws what LSP wants to be answered once it has been cancelled, or
 * the document is another than when this was called.
 */
export function refusals(documents: Documents, uri: string, token: CancellationToken): () => void {
  const before = documents.get(uri)?.text.version;
  return () => {
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
    if (before !== undefined && documents.get(uri)?.text.version !== before)
      throw new ResponseError(LSPErrorCodes.ContentModified, "The document has changed meanwhile.");
  };
}
