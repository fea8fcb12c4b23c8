import { foldIdentifier, type ParsedStatement, type Span, type Token } from "../../../sql";

/** A token that is no comment. */
export interface Word {
  readonly index: number;
  readonly token: Token;
  readonly span: Span;
  /** As written for symbols, in lower case for unquoted words; empty for quoted identifiers and constants. */
  readonly lower: string;
  /** What it names, when it may be an identifier. */
  readonly name: string | undefined;
  /** How many parentheses are open before it. */
  readonly depth: number;
}

/** A name with its qualification, such as `public.users`. */
export interface Mention {
  readonly parts: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly span: Span;
}

const cached = new WeakMap<ParsedStatement, readonly Word[]>();

/** The statement's words, with their depth in parentheses. */
export function wordsOf(parsed: ParsedStatement): readonly Word[] {
  let words = cached.get(parsed);
  if (!words) cached.set(parsed, (words = readWords(parsed.tokens)));
  return words;
}

/** The same for any tokens, such as those of a function's body. */
export function readWords(tokens: readonly Token[]): Word[] {
  let depth = 0;
  return tokens
    .filter((token) => token.kind !== "comment")
    .map((token, index) => {
      const opens = token.kind === "operator" && (token.text === "(" || token.text === "[");
      const closes = token.kind === "operator" && (token.text === ")" || token.text === "]");
      if (closes && depth > 0) depth--;
      const word: Word = {
        index,
        token,
        span: token.span,
        lower: token.kind === "word" ? token.text.toLowerCase() : token.kind === "operator" ? token.text : "",
        name:
          token.kind === "word" || token.kind === "quoted" ? foldIdentifier(token, "postgresql") : undefined,
        depth,
      };
      if (opens) depth++;
      return word;
    });
}

/** The name at a word, with what is joined to it by dots on both sides. */
export function mentionAt(words: readonly Word[], index: number): Mention | undefined {
  if (words[index]?.name === undefined) return undefined;
  let first = index;
  let last = index;
  while (words[first - 1]?.lower === "." && words[first - 2]?.name !== undefined) first -= 2;
  while (words[last + 1]?.lower === "." && words[last + 2]?.name !== undefined) last += 2;
  return mention(words, first, last);
}

function mention(words: readonly Word[], first: number, last: number): Mention {
  const parts = words.slice(first, last + 1).flatMap(({ name }) => (name === undefined ? [] : [name]));
  return { parts, first, last, span: spanOf(words, first, last) };
}

/** From the beginning of one word to the end of another. */
export function spanOf(words: readonly Word[], first: number, last: number): Span {
  return { start: words[first]?.span.start ?? 0, end: words[last]?.span.end ?? 0 };
}

/** The index of the parenthesis that closes the one at `open`; the last word when it is missing. */
export function closing(words: readonly Word[], open: number): number {
  const depth = words[open]?.depth ?? 0;
  const at = words.findIndex((word, index) => index > open && word.lower === ")" && word.depth === depth);
  return at < 0 ? words.length - 1 : at;
}

/** The index of the first of `sequence` at or after `from`; the words must follow each other. */
export function find(words: readonly Word[], sequence: string, from = 0): number {
  const wanted = sequence.split(" ");
  for (let index = from; index < words.length; index++) {
    if (wanted.every((word, offset) => words[index + offset]?.lower === word)) return index;
  }
  return -1;
}

/** All places where the sequence starts. */
export function findAll(words: readonly Word[], sequence: string): number[] {
  const places: number[] = [];
  for (let at = find(words, sequence); at >= 0; at = find(words, sequence, at + 1)) places.push(at);
  return places;
}

/** The element of a list in parentheses that holds the word: from after `(` or `,` to before `,` or `)`. */
export function elementAround(words: readonly Word[], index: number): { first: number; last: number } {
  const depth = words[index]?.depth ?? 0;
  const bounds = (word: Word | undefined) =>
    word === undefined ||
    (word.depth === depth && word.lower === ",") ||
    (word.depth === depth - 1 && (word.lower === "(" || word.lower === ")"));
  let first = index;
  let last = index;
  while (!bounds(words[first - 1])) first--;
  while (!bounds(words[last + 1])) last++;
  return { first, last };
}

/** The names in the parentheses that open at `open`, if they do. */
export function listAt(words: readonly Word[], open: number): Word[] {
  if (words[open]?.lower !== "(") return [];
  return words.slice(open + 1, closing(words, open)).filter(({ name }) => name !== undefined);
}
