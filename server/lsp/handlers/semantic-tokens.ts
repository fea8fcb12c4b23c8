import type { SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from "vscode-languageserver";
import {
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
  readonly data: readonly number[];
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
    const tell = (uri: string, data: readonly number[]): Told => {
      const answer = { resultId: String(++count), data };
      for (const known of told.keys()) if (!documents.get(known)) told.delete(known);
      told.set(uri, answer);
      return answer;
    };
    const none: SemanticTokens = { data: [] };
    connection.languages.semanticTokens.on(({ textDocument }) => {
      const document = documents.get(textDocument.uri);
      return document ? tokensTold(tell(textDocument.uri, encodeAll(document))) : none;
    });
    connection.languages.semanticTokens.onDelta(
      ({ textDocument, previousResultId }): SemanticTokens | SemanticTokensDelta => {
        const document = documents.get(textDocument.uri);
        if (!document) return none;
        const before = told.get(textDocument.uri);
        const { resultId, data } = tell(textDocument.uri, encodeAll(document));
        if (before?.resultId !== previousResultId) return tokensTold({ resultId, data });
        return { resultId, edits: before.data === data ? [] : difference(before.data, data) };
      },
    );
    connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
      const document = documents.get(textDocument.uri);
      if (!document) return none;
      return { data: encode(document, tokensOf(document.result, toSpan(document.text, range))) };
    });
  },
};

function tokensTold({ resultId, data }: Told): SemanticTokens {
  return { resultId, data: data as number[] };
}

/** What the tokens of a model came to; the engine's verdict and a second question change nothing about them. */
const encoded = new WeakMap<OpenDocument["result"]["schema"], readonly number[]>();

function encodeAll(document: OpenDocument): readonly number[] {
  const { schema } = document.result;
  const known = encoded.get(schema);
  if (known) return known;
  const data = encode(document, tokensOf(document.result));
  encoded.set(schema, data);
  return data;
}

/** Five numbers a token, places relative to the one before, as LSP wants them. The tokens come in order. */
function encode({ text }: OpenDocument, tokens: readonly SemanticToken[]): number[] {
  const data: number[] = [];
  const positionOf = lineWalk(text);
  let line = 0;
  let character = 0;
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

/** One edit from the first number that differs to the last: a change of the text changes a stretch of tokens. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  const deleteCount = before.length - tail - start;
  const data = after.slice(start, after.length - tail);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
