import { dialects } from "../sql";
import { asConvention } from "./convention";
import { isNotNull } from "./lookup";
import type { Finding, Rule } from "./rule";

export const booleanNullable: Rule = {
  code: "boolean-nullable",
  group: "types",
  severity: "hint",
  title: "A boolean column has three states.",
  dialects,
  objectsOnly: true,
  check({ schema }) {
    const findings: Finding[] = [];
    for (const table of schema.tables) {
      for (const column of table.columns) {
        if (column.type.name !== "boolean" || column.type.array > 0 || isNotNull(table, column)) continue;
        findings.push({
          span: column.nameSpan,
          message: `"${column.name}" can be true, false or null, and conditions treat null as neither. Make it NOT NULL with a default, unless "not known" is meant.`,
        });
      }
    }
    return asConvention(findings, (count) => `The schema does so in ${count} columns.`, 8);
  },
};
