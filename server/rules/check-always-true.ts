import { dialects } from "../sql";
import type { Rule } from "./rule";

export const checkAlwaysTrue: Rule = {
  code: "check-always-true",
  group: "design",
  severity: "warning",
  title: "A CHECK constraint holds for every row.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      for (const constraint of table.constraints) {
        if (constraint.kind !== "check" || !alwaysTrue(constraint.expression.text)) continue;
        yield {
          span: constraint.expression.span,
          message:
            "This check is true for every row, so it checks nothing. Write the condition that is meant, or remove it.",
        };
      }
    }
  },
};

/** Only what is true at sight: `true`, `1 = 1`, `x = x`, `x IS NOT NULL OR x IS NULL`. */
function alwaysTrue(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[\s()]+/g, " ")
    .trim();
  if (plain === "true" || plain === "not false") return true;
  const equal = /^([\w.]+|'[^']*') (?:=|<=|>=) ([\w.]+|'[^']*')$/.exec(
    plain.replace(/\s*(<=|>=|=)\s*/, " $1 "),
  );
  if (equal) return equal[1] === equal[2];
  const nulls = /^(\w+) is (not )?null or (\w+) is (not )?null$/.exec(plain);
  return nulls !== null && nulls[1] === nulls[3] && nulls[2] !== nulls[4];
}
