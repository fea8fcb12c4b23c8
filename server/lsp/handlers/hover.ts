import { MarkupKind } from "vscode-languageserver";
import { hoverAt } from "../../language";
import { toRange } from "../convert";
import type { Handler } from "../handler";

/** What is known of the word under the pointer. */
export const hover: Handler = {
  capabilities: () => ({ hoverProvider: true }),
  register({ connection, documents }) {
    connection.onHover(({ textDocument, position }) => {
      const document = documents.get(textDocument.uri);
      const found = document && hoverAt(document.result, document.text.offsetAt(position));
      if (!found) return null;
      return {
        contents: { kind: MarkupKind.Markdown, value: found.markdown },
        range: toRange(document.text, found.span),
      };
    });
  },
};
