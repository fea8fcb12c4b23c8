import type { Rule } from "./rule";

export const timeWithTimeZone: Rule = {
  code: "time-with-time-zone",
  group: "types",
  severity: "information",
  title: "A time of day is stored with a time zone but no date.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      for (const column of table.columns) {
        if (column.type.name !== "time with time zone") continue;
        yield {
          span: column.type.span,
          message: `"${column.name}" is a time of day with an offset but without a date, so daylight saving cannot be told. Use timestamptz for a moment, or time for a clock's reading.`,
        };
      }
    }
  },
};
