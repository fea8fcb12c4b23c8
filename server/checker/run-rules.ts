import { rules, type Finding, type Rule, type RuleContext } from "../rules";
import { moveOf, type Moved } from "../schema";
import { shift, type Span } from "../sql";
import type { CheckOptions } from "./checker";
import type { Fault } from "./fault";
import { statementAt } from "./position";

/** Called with what a rule threw; tests make it fail, the product goes on without that rule. */
export type RuleFailure = (code: string, error: unknown) => void;

/** What each rule found in a version of a document. */
export type Found = ReadonlyMap<string, readonly Fault[]>;

/**
 * Runs every rule that the dialect, the role and the settings leave on. What rules about objects `found` in the
 * version before stays where the model has only moved since.
 */
export function runRules(
  context: RuleContext,
  options: CheckOptions,
  onFailure: RuleFailure = () => undefined,
  earlier?: Found,
  list: readonly Rule[] = rules,
): Found {
  const found = new Map<string, readonly Fault[]>();
  const move = moveOf(context.schema);
  for (const rule of list) {
    if (!runs(rule, context, options)) continue;
    const known = rule.objectsOnly === true && move?.isQuiet === true ? earlier?.get(rule.code) : undefined;
    if (known && move) {
      found.set(rule.code, known.length === 0 ? known : known.map((fault) => movedFault(fault, move)));
      continue;
    }
    const asked = options.rules?.[rule.code];
    const severity = asked === undefined || asked === "off" ? rule.severity : asked;
    try {
      const faults = new Map<string, Fault>();
      for (const finding of rule.check(context)) {
        // A column that partitions and heirs have from their parent stands in the text once.
        const { span, message } = finding;
        const key = `${span.start} ${span.end} ${message}`;
        if (!faults.has(key)) faults.set(key, toFault(rule, finding, severity, context));
      }
      found.set(rule.code, [...faults.values()]);
    } catch (error) {
      onFailure(rule.code, error);
    }
  }
  return found;
}

/** Whether a rule looks at this document at all. */
export function runs(rule: Rule, context: RuleContext, options: CheckOptions): boolean {
  const asked = options.rules?.[rule.code];
  if (asked === "off" || (asked === undefined && rule.off === true)) return false;
  if (rule.group === "migration" && context.role !== "migration") return false;
  return rule.dialects.includes(context.script.dialect);
}

/** With spans of its own: those of the model move with the text. */
function toFault(rule: Rule, finding: Finding, severity: Fault["severity"], context: RuleContext): Fault {
  return {
    from: "rule",
    statement: statementAt(context.script, finding.span.start),
    severity,
    span: { ...finding.span },
    rule: rule.code,
    message: finding.message,
    ...(finding.sqlstate === undefined ? {} : { sqlstate: finding.sqlstate }),
    ...(finding.lacks ? { lacks: finding.lacks } : {}),
    ...placesOf(finding, (span) => ({ ...span })),
  };
}

function movedFault(fault: Fault, { offset, by, statement, statements }: Moved): Fault {
  const move = (span: Span): Span => (span.start < offset ? span : shift(span, by));
  const index = fault.statement;
  return {
    ...fault,
    ...(index !== undefined && { statement: index < statement ? index : index + statements }),
    span: move(fault.span),
    ...placesOf(fault, move),
  };
}

function placesOf(
  { related, fixes }: Pick<Finding, "related" | "fixes">,
  place: (span: Span) => Span,
): Pick<Fault, "related" | "fixes"> {
  return {
    ...(related && { related: related.map((part) => ({ ...part, span: place(part.span) })) }),
    ...(fixes && {
      fixes: fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, span: place(edit.span) })),
      })),
    }),
  };
}
