import { dialects } from "../sql";
import { primaryKeyOf, takesFromElsewhere } from "./lookup";
import type { Rule } from "./rule";

export const missingPrimaryKey: Rule = {
  code: "missing-primary-key",
  group: "design",
  severity: "warning",
  title: "A table has no primary key.",
  dialects,
  objectsOnly: true,
  *check({ schema, script }) {
    for (const table of schema.tables) {
      if (table.temporary || takesFromElsewhere(table) || primaryKeyOf(table)) continue;
      // A partitioned table's key has to hold the partition key, so many do well without one.
      if (table.partitionBy !== undefined || table.columns.length === 0) continue;
      if (/\blike\b/i.test(script.statements[table.statement]?.text.slice(0, 5000) ?? "")) continue;
      yield {
        span: table.nameSpan,
        message: `"${table.name}" has no primary key: its rows cannot be told apart, updated one by one or replicated. Declare the columns that identify a row as PRIMARY KEY.`,
      };
    }
  },
};
