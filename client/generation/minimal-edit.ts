/** One replacement that turns a text into another. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The shortest single replacement that makes `before` into `after`; undefined where they are equal. */
export function minimalEdit(before: string, after: string): Replacement | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}
