import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../server/checker";
import { readMarks, toMarks } from "./cases";
import { checkFor } from "./page";

/** In a migration's cases, this line stands between what is there before and the file itself. */
const divider = "-- the migration:\n";

test.each(rules.map((rule) => [rule.code, rule] as const))(
  "%s finds what its cases mark, and no more",
  async (code, rule) => {
    const text = readFileSync(new URL(`cases/${code}.sql`, import.meta.url), "utf8");
    const at = text.indexOf(divider);
    const before = at < 0 ? undefined : text.slice(0, at);
    const sql = at < 0 ? text : text.slice(at + divider.length);
    const { problems } = await checkFor(rule, sql, before);
    const found = problems.filter((problem) => problem.rule === code);
    expect(toMarks(sql, found)).toEqual(readMarks(sql));
  },
);
