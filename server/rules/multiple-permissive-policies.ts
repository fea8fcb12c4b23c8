import type { Policy } from "../schema";
import { lookup, shown } from "./lookup";
import type { Rule } from "./rule";

export const multiplePermissivePolicies: Rule = {
  code: "multiple-permissive-policies",
  group: "security",
  severity: "information",
  title: "Several permissive policies of a table decide about the same command.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      const seen: Policy[] = [];
      for (const policy of lookup(schema).policiesOf(table)) {
        if (!policy.permissive) continue;
        const other = seen.find((earlier) => share(earlier, policy));
        seen.push(policy);
        if (!other) continue;
        yield {
          span: policy.nameSpan,
          message: `"${other.name}" decides about the same rows of "${shown(table)}" already: either of the two lets a row pass, and both run for every row. Join them with OR, or make one RESTRICTIVE.`,
          related: [{ span: other.nameSpan, message: "The other policy." }],
        };
      }
    }
  },
};

/** Whether both speak of one command of one role. */
function share(a: Policy, b: Policy): boolean {
  if (a.command !== b.command && a.command !== "all" && b.command !== "all") return false;
  const all = ({ roles }: Policy): boolean => roles.length === 0 || roles.includes("public");
  return all(a) || all(b) || a.roles.some((role) => b.roles.includes(role));
}
