import type { Token } from "../../sql";

// The formatter costs about a millisecond a statement, and a schema has thousands of statements that differ in their
// names alone. What it does depends on the keywords, the punctuation and on which parentheses fit on a line, so that is
// what a layout is found by: the formatter sees one statement of each shape.

/** How the tokens of a statement are laid out: what stands before each, and its text where that is not kept. */
export interface Layout {
  readonly gaps: readonly string[];
  readonly texts: readonly (string | undefined)[];
}

/** The words that mean something to the formatter, in capitals; all others are names to it. */
export type Vocabulary = ReadonlySet<string>;

const name = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The shape of a statement, a text for each token: two of one shape are laid out alike. Undefined where whitespace may
 * mean something: around comments, and between string constants, of which a line break makes one.
 */
export function shapeOf(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  width: number,
): readonly string[] | undefined {
  const parts: string[] = [];
  const open: { at: number; length: number }[] = [];
  let length = 0;
  let end = tokens[0]?.span.start ?? 0;
  for (const [nth, token] of tokens.entries()) {
    const before = tokens[nth - 1];
    if (token.kind === "comment" || (token.kind === "string" && before?.kind === "string")) return undefined;
    const apart = token.span.start === end ? "" : " ";
    end = token.span.end;
    parts.push(apart + classOf(token, vocabulary));
    if (token.text === "(" || token.text === "[") open.push({ at: nth, length });
    length += token.text.length;
    if (token.text !== ")" && token.text !== "]") continue;
    const from = open.pop();
    if (!from) return undefined;
    const inside = length - from.length;
    const fits = inside + (nth - from.at) + 3 <= width;
    if (fits) continue;
    // Surely too long for a line, or so close that every length counts.
    const lengths = tokens.slice(from.at, nth).map(({ text }) => text.length);
    parts[from.at] = `${parts[from.at] ?? ""}${inside - 4 > width ? "+" : `{${lengths.join()}}`}`;
  }
  return open.length > 0 || parts.length === 0 ? undefined : parts;
}

/** Tokens that repeat those before them, `period` of them over and over: rows, or alternatives of a condition. */
export interface Repeats {
  readonly from: number;
  readonly to: number;
  readonly period: number;
}

const longestPeriod = 64;

/**
 * What can be left out when a statement is laid out, since its tokens stand as those one period before them do. As much
 * is left in as is too long for a line, so that no list that was broken is put on one.
 */
export function repeatsIn(shape: readonly string[], width: number): readonly Repeats[] {
  const found: Repeats[] = [];
  for (let at = 0; at < shape.length;) {
    const repeats = repeatsAt(shape, at, width);
    if (repeats) found.push(repeats);
    at = repeats ? repeats.to : at + 1;
  }
  return found;
}

function repeatsAt(shape: readonly string[], at: number, width: number): Repeats | undefined {
  for (let period = 2; period <= longestPeriod; period++) {
    const kept = 3 + Math.ceil((width + 16) / period);
    if (at + (kept + 2) * period > shape.length) return undefined;
    let to = at + period;
    while (to < shape.length && shape[to] === shape[to - period]) to++;
    const dropped = Math.floor((to - at) / period) - kept;
    if (dropped < 2 || !isBalanced(shape, at, at + period)) continue;
    const from = at + (kept - 1) * period;
    return { from, to: from + dropped * period, period };
  }
  return undefined;
}

function isBalanced(shape: readonly string[], from: number, to: number): boolean {
  let depth = 0;
  for (const part of shape.slice(from, to)) {
    if (/^ ?o[([]/.test(part)) depth++;
    else if (/^ ?o[)\]]/.test(part) && --depth < 0) return false;
  }
  return depth === 0;
}

/** The list without what is left out. */
export function shortened<T>(list: readonly T[], repeats: readonly Repeats[]): readonly T[] {
  let end = 0;
  const kept: T[] = [];
  for (const { from, to } of repeats) {
    kept.push(...list.slice(end, from));
    end = to;
  }
  return kept.concat(list.slice(end));
}

/** The layout of the whole from that of what was left in. */
export function lengthened({ gaps, texts }: Layout, repeats: readonly Repeats[]): Layout {
  const whole = { gaps: [...gaps], texts: [...texts] };
  for (const { from, to, period } of repeats) {
    const times = (to - from) / period;
    for (const list of [whole.gaps, whole.texts] as (string | undefined)[][]) {
      const one = list.slice(from - period, from);
      list.splice(from, 0, ...Array.from({ length: times }, () => one).flat());
    }
  }
  return whole;
}

/** What the formatter sees of a token: names are all alike to it, and so are plain constants. */
function classOf({ kind, text }: Token, vocabulary: Vocabulary): string {
  switch (kind) {
    case "word":
      return name.test(text) && !vocabulary.has(text.toUpperCase()) ? "i" : `w${text}`;
    case "quoted":
      return /^(["`])[^"`\\]*\1$/.test(text) ? `q${text.charAt(0)}` : `Q${text}`;
    case "number":
      return /^\d+$/.test(text) ? "n" : `N${text}`;
    case "string": {
      if (/^'[^'\\]*'$/.test(text)) return "s";
      const tag = /^\$\w*\$/.exec(text)?.[0];
      return tag === undefined ? `S${text}` : `d${tag}`;
    }
    default:
      return `o${text}`;
  }
}

/** The layout that made `formatted` of a statement; undefined unless their tokens are the same. */
export function layoutBetween(
  before: readonly Token[],
  after: readonly Token[],
  formatted: string,
): Layout | undefined {
  if (before.length !== after.length) return undefined;
  const gaps: string[] = [];
  let end = 0;
  for (const token of after) {
    gaps.push(formatted.slice(end, token.span.start));
    end = token.span.end;
  }
  if (end !== formatted.length) return undefined;
  const texts = after.map(({ kind, text }) => (kind === "word" ? text : undefined));
  return { gaps, texts };
}

/** The tokens in a layout that was made for their shape. */
export function laidOut(tokens: readonly Token[], layout: Layout, vocabulary: Vocabulary): string {
  let text = "";
  for (const [nth, token] of tokens.entries()) {
    const cased = layout.texts[nth];
    const isName =
      cased === undefined || (name.test(token.text) && !vocabulary.has(token.text.toUpperCase()));
    text += (layout.gaps[nth] ?? "") + (isName ? token.text : cased);
  }
  return text;
}
