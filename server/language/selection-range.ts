import { dollarBody, shift, tokenize, type Span, type Token } from "../sql";
import { statementAt, type LanguageContext } from "./context";
import { separationsOf } from "./selection-separations";

/**
 * The spans around the offset, from the innermost out: the word, the qualified name, the condition, the part of a
 * column's definition, the element between commas, the clause, what the parentheses hold, the parentheses, the
 * statement of a body, the body, the statement, the document.
 */
export function selectionSpansAt({ script }: LanguageContext, offset: number): readonly Span[] {
  const whole: Span = { start: 0, end: script.text.length };
  const at = statementAt(script, offset);
  if (!at || offset > at.statement.span.end) return [whole];
  const { parsed, span, text } = at.statement;
  const inner = spansIn(text, parsed.tokens, offset - span.start);
  const moved = inner.map((one) => shift(one, span.start));
  const found: Span[] = [];
  for (const next of [...moved, whole]) {
    const last = found.at(-1);
    const isWider =
      !last ||
      (next.start <= last.start && next.end >= last.end && next.end - next.start > last.end - last.start);
    if (isWider && next.end > next.start) found.push(next);
  }
  return found;
}

/** The spans in a statement or a body; some may be equal, and some no wider than those before them. */
function spansIn(text: string, tokens: readonly Token[], offset: number): Span[] {
  const nth = wordAt(tokens, offset);
  const word = tokens[nth];
  return [
    ...(word ? [...bodySpans(text, word, offset), word.span, qualified(tokens, nth)] : []),
    ...enclosing(tokens, offset).flatMap((group) => groupSpans(text, tokens, group, offset)),
    { start: 0, end: text.length },
  ];
}

function wordAt(tokens: readonly Token[], offset: number): number {
  return tokens.findIndex(
    ({ span, kind }) => offset >= span.start && offset <= span.end && kind !== "operator",
  );
}

/** `schema.table.column` where the word is a part of it. */
function qualified(tokens: readonly Token[], nth: number): Span {
  const isDot = (at: number) => tokens[at]?.text === ".";
  let [first, last] = [nth, nth];
  while (isDot(first - 1) && first >= 2) first -= 2;
  while (isDot(last + 1) && last + 2 < tokens.length) last += 2;
  return { start: tokens[first]?.span.start ?? 0, end: tokens[last]?.span.end ?? 0 };
}

/** Inside of a string: what stands between the quotes, which is code where these are dollars. */
function bodySpans(text: string, token: Token, offset: number): Span[] {
  const { kind, span, text: own } = token;
  const body = dollarBody(token);
  if (body) {
    const inner = { start: body.start, end: body.start + body.text.length };
    if (offset < inner.start || offset > inner.end) return [];
    const spans = spansIn(body.text, tokenize(body.text, "postgresql"), offset - body.start);
    return [...spans.slice(0, -1).map((one) => shift(one, body.start)), trimmed(text, inner), inner];
  }
  const quote = kind === "string" && own.endsWith("'") ? /^[A-Za-z]?'/.exec(own)?.[0] : undefined;
  if (quote === undefined || own.length <= quote.length) return [];
  const inner = { start: span.start + quote.length, end: span.end - 1 };
  return offset < inner.start || offset > inner.end ? [] : [inner];
}

/** A pair of parentheses, or of CASE and END, or the whole: the tokens between are `first` to `last`. */
interface Group {
  readonly first: number;
  readonly last: number;
  /** With what encloses it. */
  readonly outer?: Span;
}

/** The groups that the offset stands in, from the innermost out. */
function enclosing(tokens: readonly Token[], offset: number): Group[] {
  const open: number[] = [];
  const groups: Group[] = [];
  for (const [nth, { text, kind, span }] of tokens.entries()) {
    const word = kind === "word" ? text.toUpperCase() : text;
    if (word === "(" || (word === "CASE" && tokens[nth - 1]?.text.toUpperCase() !== "END")) open.push(nth);
    const from = tokens[open.at(-1) ?? -1];
    if (!from || !(word === ")" ? from.text === "(" : word === "END" && from.text !== "(")) continue;
    const first = open.pop() ?? 0;
    if (offset > from.span.start && offset < span.end)
      groups.push({ first: first + 1, last: nth - 1, outer: { start: from.span.start, end: span.end } });
  }
  return [...groups, { first: 0, last: tokens.length - 1 }];
}

function groupSpans(
  text: string,
  tokens: readonly Token[],
  { first, last, outer }: Group,
  offset: number,
): Span[] {
  const [from, to] = [tokens[first], tokens[last]];
  if (!from || !to || first > last) return outer ? [outer] : [];
  const bounds = { start: outer ? from.span.start : 0, end: outer ? to.span.end : text.length };
  return [
    ...separationsOf(tokens, first, last).map((separators) => {
      const before = separators.findLast(({ from }) => from <= offset);
      const after = separators.find(({ from }) => from > offset);
      const start = before?.from ?? bounds.start;
      return trimmed(text, { start, end: Math.max(start, after?.start ?? bounds.end) });
    }),
    ...(outer ? [trimmed(text, bounds), outer] : []),
  ].filter(({ start, end }) => offset >= start && offset <= end);
}

function trimmed(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  return { start: from, end: Math.max(from, end - (part.length - part.trimEnd().length)) };
}
