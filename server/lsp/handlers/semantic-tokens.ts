import type {
  Position,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensEdit,
} from "vscode-languageserver";
import {
  changedTokens,
  semanticTokenModifiers,
  semanticTokens as tokensOf,
  semanticTokenTypes,
  type SemanticToken,
} from "../../language";
import { lineWalk, toSpan } from "../convert";
import type { OpenDocument } from "../documents";
import type { Handler } from "../handler";

/** What a client was told last about a document; a difference is made against it. */
interface Told {
  readonly resultId: string;
  readonly result: OpenDocument["result"];
}

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
    const told = new Map<string, Told>();
    let count = 0;
    const tell = (uri: string, { result }: OpenDocument): string => {
      const resultId = String(++count);
      for (const known of told.keys()) if (!documents.get(known)) told.delete(known);
      told.set(uri, { resultId, result });
      return resultId;
    };
    const none: SemanticTokens = { data: [] };
    connection.languages.semanticTokens.on(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document ? { resultId: tell(textDocument.uri, document), data: encodeAll(document) } : none;
    });
    connection.languages.semanticTokens.onDelta(
      ({ textDocument, previousResultId }): SemanticTokens | SemanticTokensDelta => {
        const document = documents.get(textDocument.uri);
        if (!document) return none;
        const before = told.get(textDocument.uri);
        const resultId = tell(textDocument.uri, document);
        if (before?.resultId !== previousResultId) return { resultId, data: encodeAll(document) };
        const isSame = before.result.schema === document.result.schema;
        return { resultId, edits: isSame ? [] : difference(before.result, document) };
      },
    );
    connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return none;
      return { data: encode(document, tokensOf(document.result, toSpan(document.text, range))) };
    });
  },
};

/** What the tokens of a model came to; the engine's verdict and a second question change nothing about them. */
const encoded = new WeakMap<OpenDocument["result"]["schema"], number[]>();

function encodeAll(document: OpenDocument): number[] {
  const { schema } = document.result;
  const known = encoded.get(schema);
  if (known) return known;
  const data = encode(document, tokensOf(document.result));
  encoded.set(schema, data);
  return data;
}

/** Five numbers a token, places relative to the one before, as LSP wants them. The tokens come in order. */
function encode({ text }: OpenDocument, tokens: readonly SemanticToken[], from?: Position): number[] {
  const data: number[] = [];
  const positionOf = lineWalk(text);
  let { line, character } = from ?? { line: 0, character: 0 };
  for (const { span, type, declaration } of tokens) {
    const at = positionOf(span.start);
    const deltaLine = at.line - line;
    const deltaCharacter = deltaLine === 0 ? at.character - character : at.character;
    ({ line, character } = at);
    const length = span.end - span.start;
    data.push(deltaLine, deltaCharacter, length, numberOf[type], declaration ? 1 : 0);
  }
  return data;
}

const numberOf = Object.fromEntries(
  semanticTokenTypes.map((type, index) => [type, index] as const),
) as Record<SemanticToken["type"], number>;

/** One edit: a change of the text changes a stretch of tokens, and the rest keep their places to one another. */
function difference(before: Told["result"], document: OpenDocument): SemanticTokensEdit[] {
  const { kept, before: last, removed, added } = changedTokens(before, document.result);
  const data = encode(document, added, last && document.text.positionAt(last.span.start));
  return removed === 0 && data.length === 0 ? [] : [{ start: kept * 5, deleteCount: removed * 5, data }];
}
