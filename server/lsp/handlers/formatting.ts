import { setImmediate } from "node:timers/promises";
import type { CancellationToken, FormattingOptions, Range, TextEdit } from "vscode-languageserver";
import { formatSteps, prepareFormatter } from "../../language";
import { toRange, toSpan } from "../convert";
import type { Handler, Server } from "../handler";
import { refusals } from "../refusals";

/** How long the formatter works before everything else gets its turn, in milliseconds. */
const slice = 15;

/** Formats a document or a range of it, statement by statement; what it cannot format for certain stays. */
export const formatting: Handler = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ";" },
  }),
  register(server) {
    const { connection } = server;
    connection.onDocumentFormatting(({ textDocument, options }, token) =>
      edits(server, { uri: textDocument.uri, options }, token),
    );
    connection.onDocumentRangeFormatting(({ textDocument, options, range }, token) =>
      edits(server, { uri: textDocument.uri, options, range }, token),
    );
    // The statement that the semicolon ends.
    connection.onDocumentOnTypeFormatting(
      ({ textDocument, options, position: { line, character } }, token) => {
        const range = {
          start: { line, character: Math.max(0, character - 2) },
          end: { line, character },
        };
        return edits(server, { uri: textDocument.uri, options, range }, token);
      },
    );
  },
};

interface Asked {
  readonly uri: string;
  readonly options: FormattingOptions;
  readonly range?: Range;
}

async function edits(
  { documents, settings }: Server,
  { uri, options, range }: Asked,
  token: CancellationToken,
): Promise<TextEdit[]> {
  const refuse = refusals(documents, uri, token);
  const [{ format }] = await Promise.all([settings.of(uri), prepareFormatter()]);
  refuse();
  const document = documents.get(uri);
  if (!document) return [];
  const { text, result } = document;
  const style = { ...format, indent: options.tabSize, useTabs: !options.insertSpaces };
  const found: TextEdit[] = [];
  let began = performance.now();
  for (const edit of formatSteps(result.script, style, range && toSpan(text, range))) {
    if (edit) found.push({ range: toRange(text, edit.span), newText: edit.newText });
    if (performance.now() - began < slice) continue;
    await setImmediate();
    refuse();
    began = performance.now();
  }
  return found;
}
