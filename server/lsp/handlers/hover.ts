import { MarkupKind } from "vscode-languageserver";
import { hoverAt } from "../../language";
import type { Handler } from "../handler";

/** What is known of the word under the pointer. */
export const hover: Handler = {
  capabilities: () => ({ hoverProvider: true }),
  register({ connection, documents }) {
    connection.onHover(async ({ textDocument, position }) => {
      const scope = await documents.scope(textDocument.uri);
      const found = scope && hoverAt(scope.context, scope.offsetAt(position));
      const range = found && scope.own(found.span);
      return found
        ? { contents: { kind: MarkupKind.Markdown, value: found.markdown }, ...(range && { range }) }
        : null;
    });
  },
};
