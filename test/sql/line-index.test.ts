import { expect, it } from "vitest";
import { lineIndex } from "../../server/sql";

it("converts between offsets and lines of any line end", () => {
  const lines = lineIndex("a\r\nb😀\rc\n");
  expect(lines.lineCount).toBe(4);
  expect([0, 1, 3, 6, 7, 9, 99].map((offset) => lines.positionAt(offset))).toEqual([
    { line: 0, character: 0 },
    { line: 0, character: 1 },
    { line: 1, character: 0 },
    { line: 1, character: 3 },
    { line: 2, character: 0 },
    { line: 3, character: 0 },
    { line: 3, character: 0 },
  ]);
  expect(lines.offsetAt({ line: 1, character: 3 })).toBe(6);
  expect(lines.offsetAt({ line: 0, character: 50 })).toBe(1);
  expect(lines.offsetAt({ line: 9, character: 0 })).toBe(9);
});
