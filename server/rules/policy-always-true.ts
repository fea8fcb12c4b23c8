import type { Rule } from "./rule";

export const policyAlwaysTrue: Rule = {
  code: "policy-always-true",
  group: "security",
  severity: "information",
  title: "A policy lets everybody change every row.",
  dialects: ["postgresql"],
  *check({ schema, script }) {
    for (const policy of schema.policies) {
      // Reading everything is what a policy for public data says.
      if (!policy.permissive || policy.command === "select") continue;
      const statement = script.statements[policy.statement];
      const text = statement?.text ?? "";
      const found = /\b(?:using|with\s+check)\s*\(\s*(?:true|\(\s*true\s*\))\s*\)/i.exec(text);
      if (!statement || !found) continue;
      // A service role that bypasses nothing else is meant to reach all rows.
      if (policy.roles.length > 0 && policy.roles.every((role) => /service|admin|postgres|owner/.test(role)))
        continue;
      const start = statement.span.start + found.index;
      yield {
        span: { start, end: start + found[0].length },
        message: `The policy "${policy.name}" lets ${policy.roles.length === 0 ? "everybody" : policy.roles.join(", ")} ${policy.command === "all" ? "change" : policy.command} every row, as if there were no row-level security. Write whose rows are meant.`,
      };
    }
  },
};
