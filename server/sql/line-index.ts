/** A place as editors count it: both from 0, `character` in UTF-16 code units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets of one text and its lines; a line ends with `\n`, `\r\n` or `\r`. */
export interface LineIndex {
  readonly lineCount: number;
  /** The place of an offset; offsets outside of the text are moved to its nearest end. */
  positionAt(offset: number): LinePosition;
  /** The offset of a place; a character past the end of its line gives the line's end, before its line break. */
  offsetAt(position: LinePosition): number;
}

/** Finds the lines of a text once. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  const lineBreak = /\r\n?|\n/g;
  while (lineBreak.exec(text)) starts.push(lineBreak.lastIndex);
  const startOf = (line: number): number => starts[line] ?? text.length;
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const at = Math.min(Math.max(offset, 0), text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (startOf(middle) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: at - startOf(low) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      let end = startOf(line + 1);
      if (line + 1 < starts.length) {
        end--;
        if (text[end] === "\n" && text[end - 1] === "\r" && end > startOf(line)) end--;
      }
      return Math.min(startOf(line) + Math.max(character, 0), end);
    },
  };
}
