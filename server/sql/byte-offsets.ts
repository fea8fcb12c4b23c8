/**
 * Converts UTF-8 byte offsets of a text, as libpg_query counts, to UTF-16 offsets. An offset inside of a
 * character gives that character's start; one past the end gives the end.
 */
export function byteOffsets(text: string): (byteOffset: number) => number {
  // eslint-disable-next-line no-control-regex -- it asks for ASCII, which starts at NUL
  if (/^[\x00-\x7f]*$/.test(text)) return (byte) => Math.min(Math.max(byte, 0), text.length);
  let starts: Uint32Array | undefined;
  return (byte) => {
    starts ??= byteStarts(text);
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    // The second half of a surrogate pair starts where its first half does.
    return low > 0 && low < text.length && starts[low] === starts[low - 1] ? low - 1 : low;
  };
}

/** For each code unit, how many bytes of UTF-8 stand before it. */
function byteStarts(text: string): Uint32Array {
  const starts = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    starts[at] = bytes;
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xffff) starts[++at] = bytes;
    // A lone surrogate is sent as U+FFFD, which takes three bytes as well.
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point > 0xffff ? 4 : 3;
  }
  starts[text.length] = bytes;
  return starts;
}

/** Converts an offset in code points, as PostgreSQL reports positions, to UTF-16. */
export function codePointOffset(text: string, codePoints: number): number {
  let at = 0;
  for (let left = codePoints; left > 0 && at < text.length; left--)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
