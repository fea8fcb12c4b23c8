import { stringBody, tokenize, type ParsedStatement, type Span } from "../../../sql";
import type { RawFailure } from "../../messages";
import { namedThings, placesOf } from "./mention";
import { readWords, wordsOf, type Word } from "./words";

/** The string constants of the statement that are long enough to hold code. */
function bodies(parsed: ParsedStatement): { readonly start: number; readonly text: string }[] {
  return wordsOf(parsed).flatMap(({ token }) => stringBody(token) ?? []);
}

/** The word in a body at a UTF-16 offset of the statement; undefined where no body is. */
export function wordInBody(
  parsed: ParsedStatement,
  at: number,
): { words: Word[]; index: number; start: number } | undefined {
  const body = bodies(parsed).find(({ start, text }) => at >= start && at <= start + text.length);
  if (!body) return undefined;
  const words = readWords(tokenize(body.text, "postgresql"));
  const index = words.findIndex(({ span }) => span.end > at - body.start);
  return { words, index: index < 0 ? words.length - 1 : index, start: body.start };
}

/** The place of an error that arose inside of a function's source, told by the query that failed or by its line. */
export function placeInBody(
  raw: RawFailure,
  parsed: ParsedStatement,
): { span: Span; exact: boolean } | undefined {
  return queryPlace(raw, parsed) ?? linePlace(raw, parsed);
}

function queryPlace(raw: RawFailure, parsed: ParsedStatement): { span: Span; exact: boolean } | undefined {
  const { internalQuery, internalPosition } = raw;
  if (internalQuery === undefined || internalPosition === undefined) return undefined;
  const at = offsetOf(internalQuery, internalPosition);
  for (const body of bodies(parsed)) {
    const found = body.text.indexOf(internalQuery);
    if (found < 0) continue;
    const words = readWords(tokenize(body.text, "postgresql"));
    const word = words.find(({ span }) => span.end > found + at);
    if (word) return { span: move(word.span, body.start), exact: true };
  }
  return undefined;
}

/** `PL/pgSQL function inline_code_block line 3 at …`, `compilation of PL/pgSQL function "f" near line 2`. */
function linePlace(raw: RawFailure, parsed: ParsedStatement): { span: Span; exact: boolean } | undefined {
  const own = raw.where?.split("\n").at(-1) ?? "";
  const number =
    /^(?:PL\/pgSQL function inline_code_block|compilation of PL\/pgSQL function .*?) (?:near )?line (\d+)/.exec(
      own,
    )?.[1];
  if (number === undefined) return undefined;
  const body = bodies(parsed).at(-1);
  if (!body) return undefined;
  const lines = body.text.split("\n");
  const line = lines[Number(number) - 1];
  if (line === undefined) return undefined;
  const start = body.start + lines.slice(0, Number(number) - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const words = readWords(tokenize(line, "postgresql"));
  const [place] = namedThings(raw.message).flatMap((thing) => placesOf(thing, words));
  const [first, last] = [words[0], words.at(-1)];
  if (place) return { span: move(place, start), exact: false };
  return (
    first && last && { span: move({ start: first.span.start, end: last.span.end }, start), exact: false }
  );
}

function move(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** The UTF-16 offset of a 1-based position in code points. */
export function offsetOf(text: string, position: number): number {
  let at = 0;
  for (let left = position - 1; left > 0 && at < text.length; left--) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}
