import { dialects } from "../sql";
import { targetColumnsOf } from "./key-pairs";
import { lookup, shown } from "./lookup";
import type { Rule } from "./rule";

export const foreignKeyColumnCount: Rule = {
  code: "foreign-key-column-count",
  group: "correctness",
  severity: "error",
  title: "A foreign key has another number of columns than what it points at.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const link of lookup(schema).links) {
      if (link.key.columns.length === 0) continue;
      const targets = targetColumnsOf(link);
      if (targets === undefined || targets.length === link.key.columns.length) continue;
      yield {
        span: link.key.target.span,
        message: `The foreign key has ${count(link.key.columns.length)}, its target ${shown(link.key.target)} (${targets.join(", ")}) has ${count(targets.length)}. Name as many on both sides.`,
        sqlstate: "42830",
      };
    }
  },
};

function count(columns: number): string {
  return columns === 1 ? "one column" : `${columns} columns`;
}
