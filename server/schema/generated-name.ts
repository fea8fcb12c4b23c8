const limit = 63;

/** Numbers that are tried; who has more of one name has no use for it. */
const mostPasses = 100;

/**
 * The name that PostgreSQL makes up for an index or a constraint (`makeObjectName` of
 * src/backend/commands/indexcmds.c): the parts joined by `_`, the longer of the first two cut until all fits into
 * 63 bytes, and a number after the label while the name is taken.
 */
export function generatedName(
  first: string,
  second: string | undefined,
  label: string,
  isTaken: (name: string) => boolean,
): string {
  for (let pass = 0; ; pass++) {
    const name = objectName(first, second, pass === 0 ? label : `${label}${pass}`);
    if (!isTaken(name) || pass >= mostPasses) return name;
  }
}

function objectName(first: string, second: string | undefined, label: string): string {
  let available = limit - bytes(label) - 1;
  let firstSize = bytes(first);
  let secondSize = 0;
  if (second !== undefined) {
    available--;
    secondSize = bytes(second);
  }
  while (firstSize + secondSize > available) {
    if (firstSize > secondSize) firstSize--;
    else secondSize--;
  }
  const head = clip(first, firstSize);
  return second === undefined ? `${head}_${label}` : `${head}_${clip(second, secondSize)}_${label}`;
}

function bytes(text: string): number {
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    // Each half of a surrogate pair is two of its four bytes.
    size += c < 0x80 ? 1 : c < 0x800 || (c >= 0xd800 && c <= 0xdfff) ? 2 : 3;
  }
  return size;
}

function clip(text: string, size: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += bytes(character);
    if (used > size) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The column part of a generated name: names joined by `_`, of which PostgreSQL looks at the first 63 bytes. */
export function joinedColumns(names: readonly string[]): string {
  let joined = "";
  for (const name of names) {
    joined = joined === "" ? name : `${joined}_${name}`;
    if (bytes(joined) >= limit + 1) break;
  }
  return clip(joined, limit);
}
