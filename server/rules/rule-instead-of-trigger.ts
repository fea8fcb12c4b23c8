import type { Rule } from "./rule";

export const ruleInsteadOfTrigger: Rule = {
  code: "rule-instead-of-trigger",
  group: "design",
  severity: "information",
  title: "A rewrite rule does what a trigger should.",
  dialects: ["postgresql"],
  *check({ script }) {
    for (const { parsed, span } of script.statements) {
      if (!parsed.tree || !("RuleStmt" in parsed.tree)) continue;
      // A rule ON SELECT is how a view used to be written down.
      if (parsed.tree.RuleStmt.event === "CMD_SELECT") continue;
      const word = /^create\s+(?:or\s+replace\s+)?rule/i.exec(parsed.text)?.[0].length ?? 6;
      yield {
        span: { start: span.start, end: span.start + word },
        message:
          "Rules rewrite the query, so their expressions may run twice or not at all. Use a trigger, which runs once per row.",
      };
    }
  },
};
