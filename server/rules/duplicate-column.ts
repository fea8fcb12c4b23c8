import { dialects } from "../sql";
import type { Rule } from "./rule";

export const duplicateColumn: Rule = {
  code: "duplicate-column",
  group: "correctness",
  severity: "error",
  title: "A table has two columns of the same name.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const duplicate of schema.duplicates) {
      if (duplicate.kind !== "column") continue;
      yield {
        span: duplicate.span,
        message: `The column "${duplicate.name}" is there already${duplicate.relation === undefined ? "" : ` in the table "${duplicate.relation}"`}. Rename or remove one of the two.`,
        related: [{ span: duplicate.first, message: `"${duplicate.name}" is defined here.` }],
        sqlstate: "42701",
      };
    }
  },
};
