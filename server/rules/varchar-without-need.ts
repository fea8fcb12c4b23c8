import { asConvention } from "./convention";
import { typeFix } from "./edits";
import type { Finding, Rule } from "./rule";

/** Lengths that come from the limits of other databases rather than from the data. */
const habits = new Set([
  "191",
  "250",
  "254",
  "255",
  "256",
  "500",
  "512",
  "1000",
  "1024",
  "2000",
  "2048",
  "4000",
  "4096",
]);

export const varcharWithoutNeed: Rule = {
  code: "varchar-without-need",
  group: "types",
  severity: "hint",
  title: "A text column has a length that nothing asks for.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check(context) {
    const { schema } = context;
    const findings: Finding[] = [];
    for (const table of schema.tables) {
      for (const column of table.columns) {
        const { name, modifiers, span, array } = column.type;
        const [length] = modifiers;
        if (name !== "character varying" || array > 0 || length === undefined || !habits.has(length))
          continue;
        findings.push({
          span,
          message: `varchar(${length}) is no faster or smaller than text in PostgreSQL, and the limit of "${column.name}" has to be migrated when it gets in the way. Use text, with a CHECK where a limit is meant.`,
          ...typeFix(context, { table, column }, "Change to text", "text"),
        });
      }
    }
    return asConvention(findings, (count) => `The schema does so in ${count} columns.`);
  },
};
