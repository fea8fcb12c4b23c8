import type { Fix, Severity } from "../rules";
import type { Span } from "../sql";

/** One fault, as people see it in the editor, the CLI and the backend. */
export interface Problem {
  /** Of the document, UTF-16. */
  readonly span: Span;
  readonly severity: Severity;
  /** The SQLSTATE for what an engine or a parser says, the rule's name for a rule. */
  readonly code: string;
  readonly source: "dbscst";
  readonly message: string;
  /** Where the cause or the other half stands. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  /** The rule that found it, when a rule did (also where the engine's verdict has taken its place). */
  readonly rule?: string;
}
