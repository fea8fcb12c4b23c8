import { rules, type Finding, type Rule, type RuleContext } from "../rules";
import type { CheckOptions } from "./checker";
import type { Fault } from "./fault";
import { statementAt } from "./position";

/** Called with what a rule threw; tests make it fail, the product goes on without that rule. */
export type RuleFailure = (code: string, error: unknown) => void;

/** Runs every rule that the dialect, the role and the settings leave on. */
export function runRules(
  context: RuleContext,
  options: CheckOptions,
  onFailure: RuleFailure = () => undefined,
  list: readonly Rule[] = rules,
): Fault[] {
  const faults: Fault[] = [];
  for (const rule of list) {
    if (!runs(rule, context, options)) continue;
    const asked = options.rules?.[rule.code];
    const severity = asked === undefined || asked === "off" ? rule.severity : asked;
    try {
      for (const finding of rule.check(context)) faults.push(toFault(rule, finding, severity, context));
    } catch (error) {
      onFailure(rule.code, error);
    }
  }
  return faults;
}

/** Whether a rule looks at this document at all. */
export function runs(rule: Rule, context: RuleContext, options: CheckOptions): boolean {
  const asked = options.rules?.[rule.code];
  if (asked === "off" || (asked === undefined && rule.off === true)) return false;
  if (rule.group === "migration" && context.role !== "migration") return false;
  return rule.dialects.includes(context.script.dialect);
}

function toFault(rule: Rule, finding: Finding, severity: Fault["severity"], context: RuleContext): Fault {
  return {
    from: "rule",
    statement: statementAt(context.script, finding.span.start),
    severity,
    span: finding.span,
    rule: rule.code,
    message: finding.message,
    ...(finding.sqlstate === undefined ? {} : { sqlstate: finding.sqlstate }),
    ...(finding.lacks ? { lacks: finding.lacks } : {}),
    ...(finding.related ? { related: finding.related } : {}),
    ...(finding.fixes ? { fixes: finding.fixes } : {}),
  };
}
