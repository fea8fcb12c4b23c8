import type { Span } from "../sql";
import { statementAt, type LanguageContext } from "./context";

/**
 * The spans around the offset, from the innermost out: the word, the element between commas,
 * what the parentheses hold, the parentheses, the statement, the document.
 */
export function selectionSpansAt({ script }: LanguageContext, offset: number): readonly Span[] {
  const whole: Span = { start: 0, end: script.text.length };
  const at = statementAt(script, offset);
  if (!at || offset > at.statement.span.end) return [whole];
  const { statement } = at;
  const local = offset - statement.span.start;
  const spans: Span[] = [];
  const add = (start: number, end: number) => {
    if (end > start) spans.push({ start: statement.span.start + start, end: statement.span.start + end });
  };
  const tokens = statement.parsed.tokens;
  const word = tokens.find(
    (token) => local >= token.span.start && local <= token.span.end && token.kind !== "operator",
  );
  if (word) add(word.span.start, word.span.end);

  const open: { readonly start: number; element: number }[] = [];
  const groups: { readonly start: number; readonly end: number; readonly elements: readonly Span[] }[] = [];
  const elements = new Map<number, Span[]>();
  for (const token of tokens) {
    const top = open.at(-1);
    if (token.kind !== "operator") continue;
    if (token.text === "(") {
      open.push({ start: token.span.start, element: token.span.end });
      elements.set(token.span.start, []);
    } else if (top && (token.text === "," || token.text === ")")) {
      elements.get(top.start)?.push(trimmed(statement.text, top.element, token.span.start));
      top.element = token.span.end;
      if (token.text === ")") {
        open.pop();
        groups.push({ start: top.start, end: token.span.end, elements: elements.get(top.start) ?? [] });
      }
    }
  }
  const around = groups
    .filter(({ start, end }) => local > start && local < end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  for (const { start, end, elements: parts } of around) {
    const element = parts.find((part) => local >= part.start && local <= part.end);
    if (element) add(element.start, element.end);
    const inner = trimmed(statement.text, start + 1, end - 1);
    add(inner.start, inner.end);
    add(start, end);
  }
  add(0, statement.text.length);
  spans.push(whole);
  return spans.filter((span, nth) => {
    const inner = spans[nth - 1];
    return (
      !inner ||
      (span.start <= inner.start &&
        span.end >= inner.end &&
        (span.start < inner.start || span.end > inner.end))
    );
  });
}

function trimmed(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  return { start: from, end: Math.max(from, end - (part.length - part.trimEnd().length)) };
}
