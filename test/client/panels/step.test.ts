import { expect, test } from "vitest";
import { stepFrom } from "../../../client/webview/diagram/step";

test.each([
  [undefined, 1, "a"],
  [undefined, -1, "c"],
  ["a", 1, "b"],
  ["c", 1, "a"],
  ["a", -1, "c"],
  ["elsewhere", 1, "a"],
] as const)("from %s by %i is %s", (from, step, expected) => {
  expect(stepFrom(["a", "b", "c"], from, step)).toBe(expected);
});

test("there is none among none", () => {
  expect(stepFrom([], "a", 1)).toBeUndefined();
});
