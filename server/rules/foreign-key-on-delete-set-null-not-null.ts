import { dialects } from "../sql";
import { isNotNull, lookup, shown } from "./lookup";
import type { Rule } from "./rule";

export const foreignKeyOnDeleteSetNullNotNull: Rule = {
  code: "foreign-key-on-delete-set-null-not-null",
  group: "design",
  severity: "warning",
  title: "A foreign key sets a column to null that must not be null.",
  dialects,
  objectsOnly: true,
  *check({ schema, script }) {
    for (const { table, key } of lookup(schema).links) {
      const when =
        key.onDelete === "set null" ? "DELETE" : key.onUpdate === "set null" ? "UPDATE" : undefined;
      if (when === undefined) continue;
      // PostgreSQL 15 can name the columns that are set: ON DELETE SET NULL (author_id).
      if (/set\s+null\s*\(/i.test(script.text.slice(key.span.start, key.span.end))) continue;
      const ref = key.columns.find(({ name }) => {
        const column = lookup(schema).column(table, name);
        return column !== undefined && isNotNull(table, column);
      });
      if (!ref) continue;
      yield {
        span: key.span,
        message: `ON ${when} SET NULL would empty "${ref.name}", which is NOT NULL, so the ${when.toLowerCase()} in ${shown(key.target)} fails. Let the column be null, or use CASCADE or RESTRICT.`,
      };
    }
  },
};
