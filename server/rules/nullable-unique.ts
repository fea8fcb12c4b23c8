import { isNotNull, lookup, takesFromElsewhere } from "./lookup";
import type { Rule } from "./rule";

export const nullableUnique: Rule = {
  code: "nullable-unique",
  group: "design",
  severity: "hint",
  title: "A unique constraint of several columns lets duplicates in where one of them is null.",
  dialects: ["postgresql", "sqlite", "mysql", "mariadb"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      if (takesFromElsewhere(table)) continue;
      for (const constraint of table.constraints) {
        if (constraint.kind !== "unique" || constraint.nullsNotDistinct || constraint.columns.length < 2)
          continue;
        const open = constraint.columns.find(({ name }) => {
          const column = lookup(schema).column(table, name);
          return column !== undefined && !isNotNull(table, column);
        });
        if (!open) continue;
        const list = constraint.columns.map(({ name }) => name).join(", ");
        yield {
          span: open.span,
          message: `"${open.name}" may be null, and nulls are never equal: UNIQUE (${list}) does not keep two such rows apart. Make it NOT NULL, or in PostgreSQL 15 use UNIQUE NULLS NOT DISTINCT.`,
        };
      }
    }
  },
};
