import type { Script } from "../sql";

/** The index of the statement that holds `offset`, or of the last one before it; -1 when there is none. */
export function statementAt(script: Script, offset: number): number {
  let low = 0;
  let high = script.statements.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const statement = script.statements[middle];
    if (statement && statement.span.start <= offset) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}
