import type { Schema } from "../schema";
import type { Dialect, Script, Span } from "../sql";

export type Severity = "error" | "warning" | "information" | "hint";

export type RuleGroup = "correctness" | "design" | "types" | "naming" | "security" | "migration" | "dialect";

/** One thing that a schema can have wrong. The file's name is the code, the doc page and the test. */
export interface Rule {
  /** Kebab-case; stable, since people suppress by it. */
  readonly code: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** One line, as in a list of rules. */
  readonly title: string;
  readonly dialects: readonly Dialect[];
  /** True for a rule that runs only when the settings name it. */
  readonly off?: boolean;
  /**
   * True for a rule that looks at the model's objects, and at statements and mentions that create or change them,
   * alone: what it found stays as long as these do. Rules about what is missing, or about statements, are not.
   */
  readonly objectsOnly?: boolean;
  /** Gives the findings in any order. Never throws, whatever the SQL. */
  check(context: RuleContext): Iterable<Finding>;
}

export interface RuleContext {
  readonly script: Script;
  readonly schema: Schema;
  /** `migration` is a file in a migrations folder, which changes a database that holds rows. */
  readonly role: "schema" | "migration";
  /** The index of the file's first statement, where those before it belong to earlier migrations; else 0. */
  readonly first: number;
}

export interface Finding {
  /** Of the document. */
  readonly span: Span;
  /** What is wrong, why it matters, and what to do, in one or two sentences. */
  readonly message: string;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  /** The SQLSTATE that a database raises for the same fault; the engine's verdict then replaces the finding. */
  readonly sqlstate?: string;
  /** The object that is missing, so that the checker can tell whether an earlier fault is the reason. */
  readonly lacks?: {
    readonly kind: "relation" | "column" | "type" | "key";
    readonly schema?: string;
    readonly name: string;
    readonly relation?: string;
  };
}

/** A change that mends the finding for certain. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}
