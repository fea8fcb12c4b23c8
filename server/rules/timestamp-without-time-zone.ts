import { asConvention } from "./convention";
import { typeFix } from "./edits";
import type { Finding, Rule } from "./rule";

export const timestampWithoutTimeZone: Rule = {
  code: "timestamp-without-time-zone",
  group: "types",
  severity: "information",
  title: "A point in time is stored without its time zone.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check(context) {
    const { schema } = context;
    const findings: Finding[] = [];
    for (const table of schema.tables) {
      for (const column of table.columns) {
        if (column.type.name !== "timestamp without time zone") continue;
        const { span, modifiers } = column.type;
        const precision = modifiers.length > 0 ? `(${modifiers.join(", ")})` : "";
        const array = "[]".repeat(column.type.array);
        const to = precision === "" ? `timestamptz${array}` : `timestamp${precision} with time zone${array}`;
        findings.push({
          span,
          message: `"${column.name}" keeps the clock's reading but not where, so its meaning changes with the session's time zone. Use timestamptz.`,
          ...typeFix(context, { table, column }, `Change to ${to}`, to),
        });
      }
    }
    return asConvention(findings, (count) => `The schema does so in ${count} columns.`);
  },
};
