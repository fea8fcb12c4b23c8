import type { Rule } from "./rule";

export const tableInheritance: Rule = {
  code: "table-inheritance",
  group: "design",
  severity: "information",
  title: "A table inherits from another one.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      const [parent] = table.inherits;
      if (!parent) continue;
      yield {
        span: parent.span,
        message: `"${table.name}" inherits from ${parent.name}: keys, unique constraints and foreign keys do not reach over both tables. Use a foreign key to the parent, or partitions.`,
      };
    }
  },
};
