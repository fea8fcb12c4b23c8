import type { Rule } from "./rule";

export const missingComment: Rule = {
  code: "missing-comment",
  group: "design",
  severity: "hint",
  title: "A table has no comment.",
  dialects: ["postgresql"],
  objectsOnly: true,
  off: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      if (table.comment !== undefined || table.temporary || table.partitionOf) continue;
      yield {
        span: table.nameSpan,
        message: `"${table.name}" has no comment. Say with COMMENT ON TABLE what one row of it stands for.`,
      };
    }
  },
};
