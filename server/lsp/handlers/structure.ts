import { FoldingRangeKind, type FoldingRange, type SelectionRange } from "vscode-languageserver";
import { documentLinks, foldingRanges, selectionSpansAt } from "../../language";
import { toRange } from "../convert";
import type { Handler } from "../handler";

/** What follows from the shape of the text alone: folding, growing selections, links to included files. */
export const structure: Handler = {
  capabilities: () => ({
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
  }),
  register({ connection, documents }) {
    connection.onFoldingRanges(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return [];
      return foldingRanges(document.result.script).map(({ span, kind }): FoldingRange => {
        const { start, end } = toRange(document.text, span);
        return {
          startLine: start.line,
          endLine: end.line,
          kind: kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
        };
      });
    });
    connection.onSelectionRanges(({ textDocument, positions }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return null;
      const { text, result } = document;
      return positions.map((position): SelectionRange => {
        const spans = selectionSpansAt(result, text.offsetAt(position));
        const outermost: SelectionRange = { range: { start: position, end: position } };
        return (
          spans.reduceRight<SelectionRange | undefined>(
            (parent, span) => ({ range: toRange(text, span), ...(parent && { parent }) }),
            undefined,
          ) ?? outermost
        );
      });
    });
    connection.onDocumentLinks(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      if (!document || !textDocument.uri.startsWith("file:")) return [];
      return documentLinks(document.result.script).map(({ span, path }) => ({
        range: toRange(document.text, span),
        target: new URL(path, textDocument.uri).toString(),
      }));
    });
  },
};
