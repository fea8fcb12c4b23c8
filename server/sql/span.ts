/** A half-open range `[start, end)` of UTF-16 code units, the unit of JavaScript strings and of LSP. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span moved by `by` code units; used to carry a statement's own spans into its document. */
export function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Whether the two spans share a code unit; an empty span touches the one that holds its position. */
export function overlaps(a: Span, b: Span): boolean {
  if (a.start === a.end) return a.start >= b.start && a.start <= b.end;
  if (b.start === b.end) return b.start >= a.start && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/** Whether `inner` lies within `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
