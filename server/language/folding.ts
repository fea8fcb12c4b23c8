import type { Script, Span } from "../sql";

export interface FoldingRange {
  readonly span: Span;
  readonly kind: "region" | "comment" | "imports";
}

/** What can be folded: statements, the parentheses inside of them, block comments, runs of line comments, COPY data. */
export function foldingRanges(script: Script): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let end = 0;
  for (const statement of script.statements) {
    ranges.push(...commentRuns(script.text, { start: end, end: statement.span.start }));
    end = statement.span.end;
    if (!isMultiline(script.text, statement.span)) continue;
    ranges.push({ span: statement.span, kind: "region" });
    if (statement.kind !== "sql") continue;
    const open: number[] = [];
    for (const token of statement.parsed.tokens) {
      if (token.text === "(") open.push(token.span.start);
      const start = token.text === ")" ? open.pop() : undefined;
      const span =
        start === undefined
          ? { start: statement.span.start + token.span.start, end: statement.span.start + token.span.end }
          : { start: statement.span.start + start, end: statement.span.start + token.span.end };
      if (start === undefined && token.kind !== "comment" && token.kind !== "string") continue;
      if (isMultiline(script.text, span))
        ranges.push({ span, kind: token.kind === "comment" ? "comment" : "region" });
    }
  }
  ranges.push(...commentRuns(script.text, { start: end, end: script.text.length }));
  return ranges;
}

function* commentRuns(text: string, gap: Span): Iterable<FoldingRange> {
  const gapText = text.slice(gap.start, gap.end);
  if (!gapText.includes("\n")) return;
  for (const match of gapText.matchAll(/\/\*[^]*?\*\/|(?:--[^\n]*\n[ \t]*)+(?:--[^\n]*)?/g)) {
    const start = gap.start + match.index;
    const span = { start, end: start + match[0].trimEnd().length };
    if (isMultiline(text, span)) yield { span, kind: "comment" };
  }
}

function isMultiline(text: string, span: Span): boolean {
  const at = text.indexOf("\n", span.start);
  return at !== -1 && at < span.end;
}
