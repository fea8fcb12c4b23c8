import { lookup, shown } from "./lookup";
import type { Rule } from "./rule";

export const foreignKeyOutsideSchema: Rule = {
  code: "foreign-key-outside-schema",
  group: "design",
  severity: "information",
  title: "A foreign key points into another schema.",
  dialects: ["postgresql"],
  objectsOnly: true,
  off: true,
  *check({ schema }) {
    for (const { table, key, target } of lookup(schema).links) {
      if (!target || target.schema === table.schema) continue;
      yield {
        span: key.target.span,
        message: `"${table.name}" in the schema ${table.schema} points at ${shown(target)}, so the two schemas cannot be moved, granted or dropped apart.`,
      };
    }
  },
};
