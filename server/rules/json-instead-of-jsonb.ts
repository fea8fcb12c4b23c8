import { asConvention } from "./convention";
import { typeFix } from "./edits";
import type { Finding, Rule } from "./rule";

export const jsonInsteadOfJsonb: Rule = {
  code: "json-instead-of-jsonb",
  group: "types",
  severity: "information",
  title: "JSON is stored as text rather than as jsonb.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check(context) {
    const { schema } = context;
    const findings: Finding[] = [];
    for (const table of schema.tables) {
      for (const column of table.columns) {
        const { name, span, array } = column.type;
        if (name !== "json") continue;
        findings.push({
          span,
          message: `json keeps "${column.name}" as text that is parsed at each use and cannot be indexed or compared. Use jsonb, unless the exact text matters.`,
          ...typeFix(context, { table, column }, "Change to jsonb", `jsonb${"[]".repeat(array)}`),
        });
      }
    }
    return asConvention(findings, (count) => `The schema does so in ${count} columns.`);
  },
};
