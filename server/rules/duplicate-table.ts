import { dialects } from "../sql";
import type { Rule } from "./rule";

export const duplicateTable: Rule = {
  code: "duplicate-table",
  group: "correctness",
  severity: "error",
  title: "A table, view, index or sequence is created twice.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const duplicate of schema.duplicates) {
      if (duplicate.kind !== "relation") continue;
      yield {
        span: duplicate.span,
        message: `"${duplicate.name}" exists already: tables, views, indexes and sequences of a schema share their names. Rename or remove one of the two.`,
        related: [{ span: duplicate.first, message: `"${duplicate.name}" is created here.` }],
        sqlstate: "42P07",
      };
    }
  },
};
