import type { Dialect } from "./dialect";
import { foldIdentifier } from "./identifier";
import type { Token } from "./statement";

/** The index of the first token that ends after the offset; `tokens.length` when there is none. */
export function tokenIndexAfter(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.span.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The token at the offset, with the unit of the offset the same as that of the tokens. Between two tokens that
 * touch it is the one that starts there, and after the last character of a word it is still that word.
 */
export function tokenAt(tokens: readonly Token[], offset: number): Token | undefined {
  const next = tokens[tokenIndexAfter(tokens, offset)];
  if (next && next.span.start <= offset && (next.kind === "word" || next.kind === "quoted")) return next;
  const before = tokens[tokenIndexAfter(tokens, offset - 1)];
  if (before?.span.end === offset && (before.kind === "word" || before.kind === "quoted")) return before;
  return next && next.span.start <= offset ? next : undefined;
}

/** The first identifier of that folded name among `tokens[from]` to before `tokens[to]`. */
export function findIdentifier(
  tokens: readonly Token[],
  name: string,
  dialect: Dialect,
  from = 0,
  to = tokens.length,
): number {
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    if (
      token &&
      (token.kind === "word" || token.kind === "quoted") &&
      foldIdentifier(token, dialect) === name
    )
      return index;
  }
  return -1;
}
