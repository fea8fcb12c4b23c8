import { describe, expect, test } from "vitest";
import { rules } from "../../server/checker";
import { applyEdits } from "./apply-edits";
import { checkFor, readPage } from "./page";

describe.each(rules.map((rule) => [rule.code, rule] as const))("the page of %s", (code, rule) => {
  const page = readPage(code);

  test("has a bad example that gives this rule alone", async () => {
    const { problems } = await checkFor(rule, page.bad, page.before);
    expect(problems.map((problem) => [problem.rule, problem.severity])).toEqual([[code, rule.severity]]);
  });

  test("has a good example that gives nothing", async () => {
    const { problems } = await checkFor(rule, page.good, page.before);
    expect(problems).toEqual([]);
  });

  test("has a bad example that every fix of it mends", async () => {
    const { problems } = await checkFor(rule, page.bad, page.before);
    for (const fix of problems.flatMap(({ fixes }) => fixes ?? [])) {
      const mended = applyEdits(page.bad, fix.edits);
      const after = await checkFor(rule, mended, page.before);
      // What is left may be advice, such as an index that the mended key has made needless.
      const wrong = after.problems.filter((problem) => problem.rule === code || problem.severity !== "hint");
      expect(wrong, `${fix.title}:\n${mended}`).toEqual([]);
    }
  });
});
