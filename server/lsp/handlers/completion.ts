import { CompletionItemKind, InsertTextFormat, type CompletionItem } from "vscode-languageserver";
import { completionsAt, type Completion, type CompletionKind } from "../../language";
import type { Handler } from "../handler";

const kinds: Record<CompletionKind, CompletionItemKind> = {
  keyword: CompletionItemKind.Keyword,
  schema: CompletionItemKind.Module,
  table: CompletionItemKind.Class,
  view: CompletionItemKind.Interface,
  column: CompletionItemKind.Field,
  type: CompletionItemKind.TypeParameter,
  enum: CompletionItemKind.Enum,
  function: CompletionItemKind.Function,
  index: CompletionItemKind.Reference,
  sequence: CompletionItemKind.Variable,
  role: CompletionItemKind.Constant,
  snippet: CompletionItemKind.Snippet,
};

/** What can be written at the cursor. */
export const completion: Handler = {
  capabilities: () => ({ completionProvider: { triggerCharacters: [".", "("] } }),
  register({ connection, documents, client }) {
    connection.onCompletion(async ({ textDocument, position }) => {
      const scope = await documents.scope(textDocument.uri);
      if (!scope) return [];
      const snippets = client().textDocument?.completion?.completionItem?.snippetSupport === true;
      const here = { start: position, end: position };
      const found = completionsAt(scope.context, scope.offsetAt(position));
      return found
        .filter(({ kind }) => snippets || kind !== "snippet")
        .map((item, nth): CompletionItem => {
          const newText = snippets ? item.insertText : plainText(item);
          return {
            label: item.label,
            kind: kinds[item.kind],
            sortText: String(nth).padStart(5, "0"),
            textEdit: { range: scope.own(item.replace) ?? here, newText },
            insertTextFormat:
              snippets && item.snippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
            ...(item.filterText !== undefined && { filterText: item.filterText }),
            ...(item.detail !== undefined && { detail: item.detail }),
            ...(item.documentation !== undefined && { documentation: item.documentation }),
          };
        });
    });
  },
};

/** For a client without snippets: the text without its tab stops. */
function plainText({ insertText, snippet }: Completion): string {
  return snippet === true ? insertText.replaceAll(/\$\d|\$\{\d(?::([^}]*))?\}/g, "$1") : insertText;
}
