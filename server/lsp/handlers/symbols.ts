import {
  SymbolKind as LspSymbolKind,
  type DocumentSymbol as LspDocumentSymbol,
  type Position,
  type Range,
} from "vscode-languageserver";
import { documentSymbols, workspaceSymbols, type DocumentSymbol, type SymbolKind } from "../../language";
import type { Span } from "../../sql";
import { lineWalk, toRange } from "../convert";
import type { OpenDocument } from "../documents";
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
      return document ? outlineOf(document) : [];
    });
    connection.onWorkspaceSymbol(({ query }) => {
      let room = mostFound;
      return documents.all().flatMap(({ text, result }) => {
        const found = workspaceSymbols(result, query, room);
        room -= found.length;
        return found.map((symbol) => ({
          name: symbol.name,
          kind: kinds[symbol.kind],
          location: { uri: text.uri, range: toRange(text, symbol.nameSpan) },
          ...(symbol.container !== undefined && { containerName: symbol.container }),
        }));
      });
    });
  },
};

/** The outline of a model, as it was last asked for: editors ask again at each verdict, and for each of their views. */
const outlines = new WeakMap<OpenDocument["result"]["schema"], LspDocumentSymbol[]>();

function outlineOf({ text, result }: OpenDocument): LspDocumentSymbol[] {
  const known = outlines.get(result.schema);
  if (known) return known;
  const positionOf = lineWalk(text);
  const outline = documentSymbols(result).map((symbol) => toLsp(positionOf, symbol));
  outlines.set(result.schema, outline);
  return outline;
}

/** What is empty is left out: an outline has tens of thousands of entries. */
function toLsp(positionOf: (offset: number) => Position, symbol: DocumentSymbol): LspDocumentSymbol {
  const rangeOf = ({ start, end }: Span): Range => ({ start: positionOf(start), end: positionOf(end) });
  const { name, detail, kind, span, nameSpan, children } = symbol;
  return {
    name,
    ...(detail !== "" && { detail }),
    kind: kinds[kind],
    range: rangeOf(span),
    selectionRange: rangeOf(nameSpan),
    ...(children.length > 0 && { children: children.map((child) => toLsp(positionOf, child)) }),
  };
}
