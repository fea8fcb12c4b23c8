import { SemanticTokensBuilder, type SemanticTokens } from "vscode-languageserver";
import {
  semanticTokenModifiers,
  semanticTokens as tokensOf,
  semanticTokenTypes,
  type SemanticToken,
} from "../../language";
import { toSpan } from "../convert";
import type { OpenDocument } from "../documents";
import type { Handler } from "../handler";

/** The colours of names by what they mean; whole, by range, and as a difference to the last answer. */
export const semanticTokens: Handler = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] },
      full: { delta: true },
      range: true,
    },
  }),
  register({ connection, documents }) {
    const builders = new Map<string, SemanticTokensBuilder>();
    const builderOf = (uri: string): SemanticTokensBuilder => {
      const known = builders.get(uri) ?? new SemanticTokensBuilder();
      builders.set(uri, known);
      return known;
    };
    const none: SemanticTokens = { data: [] };
    connection.languages.semanticTokens.on(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return none;
      const builder = builderOf(textDocument.uri);
      push(builder, document, tokensOf(document.result));
      return builder.build();
    });
    connection.languages.semanticTokens.onDelta(({ textDocument, previousResultId }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return none;
      const builder = builderOf(textDocument.uri);
      builder.previousResult(previousResultId);
      push(builder, document, tokensOf(document.result));
      return builder.buildEdits();
    });
    connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return none;
      const builder = new SemanticTokensBuilder();
      push(builder, document, tokensOf(document.result, toSpan(document.text, range)));
      return builder.build();
    });
  },
};

function push(
  builder: SemanticTokensBuilder,
  { text }: OpenDocument,
  tokens: readonly SemanticToken[],
): void {
  for (const { span, type, declaration } of tokens) {
    const { line, character } = text.positionAt(span.start);
    builder.push(
      line,
      character,
      span.end - span.start,
      semanticTokenTypes.indexOf(type),
      declaration ? 1 : 0,
    );
  }
}
