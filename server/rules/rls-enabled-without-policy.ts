import { lookup, shown } from "./lookup";
import type { Rule } from "./rule";

export const rlsEnabledWithoutPolicy: Rule = {
  code: "rls-enabled-without-policy",
  group: "security",
  severity: "information",
  title: "Row-level security is on, but no policy lets anybody in.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      if (!table.rowSecurity.enabled || lookup(schema).policiesOf(table).length > 0) continue;
      yield {
        span: table.nameSpan,
        message: `Row-level security is enabled on "${shown(table)}" without a policy: only its owner sees rows. Add a policy, unless just that is meant.`,
      };
    }
  },
};
