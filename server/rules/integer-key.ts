import { asConvention } from "./convention";
import { primaryKeyOf } from "./lookup";
import type { Finding, Rule } from "./rule";

export const integerKey: Rule = {
  code: "integer-key",
  group: "types",
  severity: "hint",
  title: "A key that counts up is a 32-bit integer.",
  dialects: ["postgresql"],
  objectsOnly: true,
  check({ schema }) {
    const findings: Finding[] = [];
    for (const table of schema.tables) {
      const columns = primaryKeyOf(table)?.columns ?? [];
      const column =
        columns.length === 1 ? table.columns.find(({ name }) => name === columns[0]?.name) : undefined;
      if (column?.type.name !== "integer" || column.type.array > 0) continue;
      const counts =
        column.type.serial !== undefined ||
        column.identity !== undefined ||
        /nextval\s*\(/i.test(column.default?.text ?? "");
      if (!counts) continue;
      findings.push({
        span: column.type.span,
        message: `"${table.name}.${column.name}" runs out after 2,147,483,647 rows, deleted and failed ones included, and widening it later rewrites the table. Use bigint where the table may grow.`,
      });
    }
    return asConvention(findings, (count) => `The schema does so in ${count} tables.`, 6);
  },
};
