import { expect, test } from "vitest";
import { isChecked } from "../../client/language/languages";

test.each([
  ["file", "sql", true],
  ["untitled", "mysql", true],
  ["file", "markdown", false],
  ["git", "sql", false],
  ["dbscst", "sql", false],
  ["dbscst-proposal", "sql", false],
])("of %s:, %s is checked: %s", (scheme, languageId, expected) => {
  expect(isChecked({ uri: { scheme }, languageId })).toBe(expected);
});
