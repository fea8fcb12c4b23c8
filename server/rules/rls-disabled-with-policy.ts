import { insertAfter, tableName } from "./edits";
import { lookup, shown } from "./lookup";
import type { Rule } from "./rule";

export const rlsDisabledWithPolicy: Rule = {
  code: "rls-disabled-with-policy",
  group: "security",
  severity: "warning",
  title: "A table has policies, but row-level security is off.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema, script }) {
    for (const table of schema.tables) {
      const [policy] = lookup(schema).policiesOf(table);
      if (!policy || table.rowSecurity.enabled) continue;
      const name = tableName(table, table.statement, { schema, script });
      yield {
        span: policy.nameSpan,
        message: `Row-level security is not enabled on "${shown(table)}", so this policy does nothing and every row can be reached. Enable it.`,
        related: [{ span: table.nameSpan, message: "The table." }],
        ...(name === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Enable row-level security on "${shown(table)}"`,
                  edits: insertAfter(
                    script,
                    table.statement,
                    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
                  ),
                },
              ],
            }),
      };
    }
  },
};
