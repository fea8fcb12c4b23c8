import { dialects } from "../sql";
import type { Rule } from "./rule";

const limit = 60;

export const tooManyColumns: Rule = {
  code: "too-many-columns",
  group: "design",
  severity: "information",
  title: "A table has very many columns.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      if (table.columns.length <= limit) continue;
      yield {
        span: table.nameSpan,
        message: `"${table.name}" has ${table.columns.length} columns, more than ${limit}: it probably holds several things at once. Split what belongs together into tables of its own.`,
      };
    }
  },
};
