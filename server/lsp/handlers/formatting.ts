import type { FormattingOptions, Range, TextEdit } from "vscode-languageserver";
import { formatEdits } from "../../language";
import { toRange, toSpan } from "../convert";
import type { Handler, Server } from "../handler";

/** Formats a document or a range of it, statement by statement; what it cannot format for certain stays. */
export const formatting: Handler = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ";" },
  }),
  register(server) {
    const { connection } = server;
    connection.onDocumentFormatting(({ textDocument, options }) => edits(server, textDocument.uri, options));
    connection.onDocumentRangeFormatting(({ textDocument, options, range }) =>
      edits(server, textDocument.uri, options, range),
    );
    // The statement that the semicolon ends.
    connection.onDocumentOnTypeFormatting(({ textDocument, options, position: { line, character } }) => {
      const before = { line, character: Math.max(0, character - 2) };
      return edits(server, textDocument.uri, options, { start: before, end: { line, character } });
    });
  },
};

async function edits(
  { documents, settings }: Server,
  uri: string,
  options: FormattingOptions,
  range?: Range,
): Promise<TextEdit[]> {
  const { format } = await settings.of(uri);
  const document = documents.get(uri);
  if (!document) return [];
  const { text, result } = document;
  const style = { ...format, indent: options.tabSize, useTabs: !options.insertSpaces };
  return formatEdits(result.script, style, range && toSpan(text, range)).map(({ span, newText }) => ({
    range: toRange(text, span),
    newText,
  }));
}
