import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../server/checker";

const codes = rules.map(({ code }) => code).sort();

function names(folder: string, end: string): string[] {
  return readdirSync(new URL(`../../${folder}/`, import.meta.url))
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length));
}

test("each file that defines a rule is in the list under its own name", () => {
  const defined = names("server/rules", ".ts").filter((name) =>
    readFileSync(new URL(`../../server/rules/${name}.ts`, import.meta.url), "utf8").includes(": Rule = {"),
  );
  expect(defined.sort()).toEqual(codes);
});

test("each rule has a doc page, and each page a rule", () => {
  expect(names("docs/rules", ".md").sort()).toEqual(codes);
});

test("each rule has cases, and each file of cases a rule", () => {
  expect(names("test/rules/cases", ".sql").sort()).toEqual(codes);
});

test("each page's table says what the rule says", () => {
  for (const rule of rules) {
    const page = readFileSync(new URL(`../../docs/rules/${rule.code}.md`, import.meta.url), "utf8");
    const [, group, severity] =
      /^\| (\w+) +\| (?:off; )?(\w+) +\|/m.exec(page.slice(page.indexOf("| ---"))) ?? [];
    expect([rule.code, group, severity]).toEqual([rule.code, rule.group, rule.severity]);
    expect(page.startsWith(`# ${rule.code}\n\n${rule.title}\n`), rule.code).toBe(true);
  }
});
