import type { Finding, Fix, Severity } from "../rules";
import type { Span } from "../sql";
import type { Problem } from "./problem";

/** A finding, a syntax error or a verdict on its way to being a problem. Spans are those of the document. */
export interface Fault {
  readonly from: "syntax" | "rule" | "engine";
  /** Index of the statement it lies in; undefined between statements. */
  readonly statement?: number;
  readonly severity: Severity;
  readonly span: Span;
  /** The SQLSTATE where a database would raise one. */
  readonly sqlstate?: string;
  readonly rule?: string;
  readonly message: string;
  /** The database's own words, from which what is lacking is read. */
  readonly raw?: { readonly message: string; readonly detail?: string };
  /** What a rule says is lacking. */
  readonly lacks?: Finding["lacks"];
  readonly related?: Problem["related"];
  readonly fixes?: readonly Fix[];
  /** Whether the place was given by the database or parser itself. */
  readonly exact?: boolean;
}

/** What people see of a fault. */
export function toProblem(fault: Fault): Problem {
  return {
    span: fault.span,
    severity: fault.severity,
    code: (fault.from === "rule" ? fault.rule : fault.sqlstate) ?? "XX000",
    source: "dbscst",
    message: fault.message,
    ...(fault.related && fault.related.length > 0 ? { related: fault.related } : {}),
    ...(fault.fixes && fault.fixes.length > 0 ? { fixes: fault.fixes } : {}),
    ...(fault.rule === undefined ? {} : { rule: fault.rule }),
  };
}
