import type { View } from "../schema";
import { lookup, nameOf, shown } from "./lookup";
import { mentions } from "./mentions";
import type { Rule, RuleContext } from "./rule";

export const securityDefinerView: Rule = {
  code: "security-definer-view",
  group: "security",
  severity: "warning",
  title: "A view shows rows of a table past its row-level security.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check(context) {
    const { schema, script } = context;
    if (!schema.tables.some(({ rowSecurity }) => rowSecurity.enabled)) return;
    for (const view of schema.views) {
      if (view.materialized || view.securityInvoker) continue;
      const table = protectedTable(view, context);
      if (table === undefined) continue;
      const after = script.text.slice(view.nameSpan.end, view.nameSpan.end + 40);
      yield {
        span: view.nameSpan,
        message: `The view runs with its owner's rights, so it shows every row of "${table}" whatever the policies there say. Add WITH (security_invoker = true).`,
        ...(/^\s+as\b/i.test(after)
          ? {
              fixes: [
                {
                  title: "Add security_invoker",
                  edits: [
                    {
                      span: { start: view.nameSpan.end, end: view.nameSpan.end },
                      newText: " WITH (security_invoker = true)",
                    },
                  ],
                },
              ],
            }
          : {}),
      };
    }
  },
};

/** The first table with row-level security that the view reads. */
function protectedTable(view: View, { schema }: RuleContext): string | undefined {
  for (const reference of mentions(schema).byStatement.get(view.statement) ?? []) {
    if (reference.kind !== "relation" || reference.role !== "use") continue;
    const table = lookup(schema).table(nameOf(reference), view);
    if (table?.rowSecurity.enabled === true) return shown(table);
  }
  return undefined;
}
