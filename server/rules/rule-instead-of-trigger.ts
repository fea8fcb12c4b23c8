import type { Rule } from "./rule";
import { statementsOf } from "./statements";

export const ruleInsteadOfTrigger: Rule = {
  code: "rule-instead-of-trigger",
  group: "design",
  severity: "information",
  title: "A rewrite rule does what a trigger should.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { statement, tree } of statementsOf(script, "RuleStmt")) {
      if (!("RuleStmt" in tree)) continue;
      const { parsed, span } = statement;
      // A rule ON SELECT is how a view used to be written down.
      if (tree.RuleStmt.event === "CMD_SELECT") continue;
      const word = /^create\s+(?:or\s+replace\s+)?rule/i.exec(parsed.text)?.[0].length ?? 6;
      yield {
        span: { start: span.start, end: span.start + word },
        message:
          "Rules rewrite the query, so their expressions may run twice or not at all. Use a trigger, which runs once per row.",
      };
    }
  },
};
