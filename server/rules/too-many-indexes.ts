import { dialects } from "../sql";
import { lookup } from "./lookup";
import type { Rule } from "./rule";

const limit = 20;

export const tooManyIndexes: Rule = {
  code: "too-many-indexes",
  group: "design",
  severity: "information",
  title: "A table has very many indexes.",
  dialects,
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      const { length } = lookup(schema).indexesOf(table);
      if (length <= limit) continue;
      yield {
        span: table.nameSpan,
        message: `"${table.name}" has ${length} indexes, more than ${limit}: each write has to keep them all. Remove those that no query needs.`,
      };
    }
  },
};
