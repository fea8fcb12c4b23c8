import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimalEdit } from "../../client/generation/minimal-edit";

describe("the smallest edit", () => {
  it.each([
    ["a b c", "a x c", { start: 2, end: 3, newText: "x" }],
    ["aa", "aaa", { start: 2, end: 2, newText: "a" }],
    ["abc", "", { start: 0, end: 3, newText: "" }],
  ])("from %j to %j", (before, after, expected) => {
    expect(minimalEdit(before, after)).toEqual(expected);
  });

  it("is none between equal texts", () => {
    expect(minimalEdit("same", "same")).toBeUndefined();
  });

  it("always gives the new text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const edit = minimalEdit(before, after);
        const result = edit ? before.slice(0, edit.start) + edit.newText + before.slice(edit.end) : before;
        expect(result).toBe(after);
      }),
    );
  });
});
