/** The one stretch in which two versions of a text differ: from `start` to `before` in one, to `after` in the other. */
export interface Change {
  readonly start: number;
  readonly before: number;
  readonly after: number;
}

/** Finds what changed between two versions of a text; whole blocks are compared first, which is fast. */
export function changeBetween(before: string, after: string): Change {
  const start = commonPrefix(before, after);
  const end = commonSuffix(before, after, start);
  return { start, before: before.length - end, after: after.length - end };
}

const block = 4096;

/** How many code units the texts have in common at their start. */
function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  while (at + block <= limit && a.slice(at, at + block) === b.slice(at, at + block)) at += block;
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonSuffix(a: string, b: string, prefix: number): number {
  const limit = Math.min(a.length, b.length) - prefix;
  let size = 0;
  while (
    size + block <= limit &&
    a.slice(a.length - size - block, a.length - size) === b.slice(b.length - size - block, b.length - size)
  )
    size += block;
  while (size < limit && a.charCodeAt(a.length - size - 1) === b.charCodeAt(b.length - size - 1)) size++;
  return size;
}
