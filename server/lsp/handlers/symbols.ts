import { SymbolKind as LspSymbolKind, type DocumentSymbol as LspDocumentSymbol } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { documentSymbols, workspaceSymbols, type DocumentSymbol, type SymbolKind } from "../../language";
import { toRange } from "../convert";
import type { Handler } from "../handler";

const kinds: Record<SymbolKind, LspSymbolKind> = {
  schema: LspSymbolKind.Namespace,
  table: LspSymbolKind.Class,
  view: LspSymbolKind.Interface,
  column: LspSymbolKind.Field,
  constraint: LspSymbolKind.Key,
  index: LspSymbolKind.Key,
  enum: LspSymbolKind.Enum,
  "enum value": LspSymbolKind.EnumMember,
  type: LspSymbolKind.Struct,
  sequence: LspSymbolKind.Number,
  function: LspSymbolKind.Function,
  trigger: LspSymbolKind.Event,
  policy: LspSymbolKind.Event,
};

/** No list is longer; a person narrows the query instead. */
const mostFound = 500;

/** The outline of a document, and the search for a symbol in all open ones. */
export const symbols: Handler = {
  capabilities: () => ({ documentSymbolProvider: true, workspaceSymbolProvider: true }),
  register({ connection, documents }) {
    connection.onDocumentSymbol(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document ? documentSymbols(document.result).map((symbol) => toLsp(document.text, symbol)) : [];
    });
    connection.onWorkspaceSymbol(({ query }) =>
      documents
        .all()
        .flatMap(({ text, result }) =>
          workspaceSymbols(result, query).map((symbol) => ({
            name: symbol.name,
            kind: kinds[symbol.kind],
            location: { uri: text.uri, range: toRange(text, symbol.nameSpan) },
            ...(symbol.container !== undefined && { containerName: symbol.container }),
          })),
        )
        .slice(0, mostFound),
    );
  },
};

function toLsp(text: TextDocument, symbol: DocumentSymbol): LspDocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: kinds[symbol.kind],
    range: toRange(text, symbol.span),
    selectionRange: toRange(text, symbol.nameSpan),
    children: symbol.children.map((child) => toLsp(text, child)),
  };
}
