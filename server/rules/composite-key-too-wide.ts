import { dialects } from "../sql";
import { primaryKeyOf } from "./lookup";
import type { Rule } from "./rule";

const limit = 4;

export const compositeKeyTooWide: Rule = {
  code: "composite-key-too-wide",
  group: "design",
  severity: "information",
  title: "A primary key has very many columns.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      const key = primaryKeyOf(table);
      if (!key || key.columns.length <= limit) continue;
      yield {
        span: key.span,
        message: `The primary key of "${table.name}" has ${key.columns.length} columns, and every table that points here has to carry them all. Use one key column, and make these UNIQUE.`,
      };
    }
  },
};
