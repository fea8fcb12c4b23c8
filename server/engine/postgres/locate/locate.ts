import type { ParsedStatement, Span } from "../../../sql";
import type { RawFailure } from "../../messages";
import { offsetOf, placeInBody, wordInBody } from "./body";
import { wordOfClause } from "./clauses";
import { headOf } from "./head";
import { namedThings, placesOf } from "./mention";
import { specialPlaces } from "./special";
import { closing, mentionAt, spanOf, wordsOf, type Word } from "./words";

export interface Place {
  /** Relative to the statement's text, UTF-16. */
  readonly span: Span;
  /** Whether the database gave the position itself. */
  readonly exact: boolean;
}

/** A longer place than this points at nothing. */
const longest = 80;

/**
 * Finds the words of the statement that a failure is about. PostgreSQL gives a position for about half of the
 * errors in definitions; for the others the place follows from the kind of error (SQLSTATE), the names in the
 * message, and where such names stand in the statement.
 */
export function locate(raw: RawFailure, parsed: ParsedStatement): Place {
  const { span, exact } = find(raw, parsed);
  return { span: shorten(span, parsed.text), exact };
}

function find(raw: RawFailure, parsed: ParsedStatement): Place {
  if (raw.position !== undefined) return { span: atPosition(parsed, raw.position, raw.message), exact: true };
  const words = wordsOf(parsed);
  return (
    (ofHead.test(raw.message) ? undefined : placeInBody(raw, parsed)) ?? {
      span: special(raw, words) ??
        named(raw, words) ??
        headOf(words) ?? { start: 0, end: parsed.text.length },
      exact: false,
    }
  );
}

/** What PL/pgSQL tells of a line of the body, and is about what the function takes or gives. */
const ofHead = /^(?:trigger functions cannot have declared arguments|PL\/pgSQL functions cannot )/;

function special(raw: RawFailure, words: readonly Word[]): Span | undefined {
  for (const place of specialPlaces) {
    if (!place.code.test(raw.code)) continue;
    const match = place.message.exec(raw.message);
    const span = match && place.find(words, match, raw);
    if (span) return span;
  }
  return undefined;
}

/** Things that exist already are blamed where they come up again. */
const repeated = /already exists|more than once|duplicate|specified multiple/;

function named(raw: RawFailure, words: readonly Word[]): Span | undefined {
  const later = repeated.test(raw.message);
  // What is being created is not what is missing, though it may have the same name.
  const head = words[0]?.lower === "create" && !later ? headOf(words) : undefined;
  for (const text of [raw.message, raw.detail ?? ""]) {
    for (const thing of namedThings(text)) {
      const places = placesOf(thing, words, later);
      const place = places.find(({ start }) => start !== head?.start) ?? places[0];
      if (place) return place;
    }
  }
  return undefined;
}

/** The whole name, constant or symbol at a position. */
function atPosition(parsed: ParsedStatement, position: number, message: string): Span {
  const at = offsetOf(parsed.text, position);
  const words = wordsOf(parsed);
  const word = words.find(({ span }) => span.end > at);
  if (!word) return words.at(-1)?.span ?? { start: at, end: at };
  if (word.token.kind === "string" && word.span.start < at) {
    const inner = wordInBody(parsed, at);
    const found = inner?.words[inner.index];
    if (inner && found) {
      const span = wholeName(inner.words, found);
      return { start: span.start + inner.start, end: span.end + inner.start };
    }
  }
  return wordOfClause(words, word, message) ?? constraintAt(words, word) ?? wholeName(words, word);
}

/** PRIMARY KEY, UNIQUE, FOREIGN KEY and EXCLUDE with their columns: the position is that of the first word. */
function constraintAt(words: readonly Word[], word: Word): Span | undefined {
  if (!/^(primary|unique|foreign|exclude)$/.test(word.lower)) return undefined;
  const last = words[word.index + 1]?.lower === "key" ? word.index + 1 : word.index;
  return spanOf(words, word.index, words[last + 1]?.lower === "(" ? closing(words, last + 1) : last);
}

function wholeName(words: readonly Word[], word: Word): Span {
  return mentionAt(words, word.index)?.span ?? word.span;
}

/** Cuts a place that is too long at the end of its first line, or where it must. */
function shorten(span: Span, text: string): Span {
  if (span.end - span.start <= longest) return span;
  const line = text.slice(span.start, span.end).search(/\r?\n/);
  const end = span.start + (line > 0 && line <= longest ? line : longest);
  // Not between the halves of a surrogate pair.
  const low = text.charCodeAt(end);
  return { start: span.start, end: low >= 0xdc00 && low <= 0xdfff ? end - 1 : end };
}
