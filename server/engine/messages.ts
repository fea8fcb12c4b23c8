/**
 * What the host and the engine process tell each other. The host decides what to run and what a failure means;
 * the process only runs steps and reports what the database said.
 */

/** One statement of a document, turned into what the process shall do; step N belongs to statement N. */
export type Step =
  | { readonly op: "none" }
  | ExecStep
  /** What a statement that does not parse stands for while it is being typed: what was there before. */
  | { readonly op: "several"; readonly steps: readonly ExecStep[] }
  /** Starts what a later `restore` undoes: BEGIN and SAVEPOINT. */
  | { readonly op: "mark"; readonly defer?: true }
  /** Undoes all that came after the step `to`: ROLLBACK and ROLLBACK TO SAVEPOINT. */
  | { readonly op: "restore"; readonly to: number }
  /** Ends a transaction of the document: checks what was deferred, and gives SET LOCAL its old values back. */
  | {
      readonly op: "commit";
      readonly settle?: true;
      readonly chain?: true;
      /** What ends with the transaction: the commands that close its cursors and drop its tables. */
      readonly ends?: readonly string[];
    };

export interface ExecStep {
  readonly op: "exec";
  readonly sql: string;
  /** The rows of a COPY … FROM stdin. */
  readonly copy?: string;
  /** It is judged, and then undone. */
  readonly undo?: true;
  /** Checks deferred constraints at once, as the commit after it would. */
  readonly settle?: true;
  /** It may draw values from sequences, which no rollback gives back. */
  readonly draws?: true;
  /** It leaves or reads what no rollback takes away from the session, such as a prepared statement or currval. */
  readonly sticky?: true;
  /** The shipped extension that it creates. */
  readonly extension?: string;
  /** The enum value that it adds and that later statements may use. */
  readonly enumValue?: { readonly type: string; readonly value: string };
  /** What PostgreSQL refuses of the statement as it is written, where `sql` is a variant that it would take. */
  readonly refusals?: readonly Refusal[];
  /** It stands in a transaction block of the document, which some commands refuse. */
  readonly inBlock?: true;
  /** The configuration parameters that it may set until the end of the document's transaction. */
  readonly locals?: readonly string[];
  /** Those that it may set until the end of its own, which is over with it. */
  readonly ownLocals?: readonly string[];
}

/** A failure that stands in for the database's, where `when`, a query, gives a row. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly when: string;
}

/** What the database said about a statement; positions are 1-based, in code points of the text that was sent. */
export interface RawFailure {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly position?: number;
  readonly internalPosition?: number;
  readonly internalQuery?: string;
  /** SQLite's, from 0, in UTF-8 bytes. */
  readonly byteOffset?: number;
  /** Other builds of SQLite run it, and so it was run. */
  readonly isTolerated?: boolean;
  /** The call stack, as PostgreSQL's CONTEXT line tells it. */
  readonly where?: string;
}

export interface StepReport {
  readonly step: number;
  readonly failure?: RawFailure;
  /** Roles that were missing and were made so that the statement could be judged. */
  readonly roles?: readonly string[];
}

export type ToEngine =
  /** Keeps what the first `keep` steps did, undoes the rest, and goes on with `steps`. */
  | {
      readonly type: "run";
      readonly run: number;
      readonly keep: number;
      readonly steps: readonly Step[];
      /** Report after each step, since there is no file that tells where the process is. */
      readonly each?: boolean;
    }
  /** Runs statements one by one and undoes each. */
  | { readonly type: "probe"; readonly run: number; readonly probes: readonly string[] }
  | { readonly type: "abort"; readonly run: number };

export type FromEngine =
  | { readonly type: "ready" }
  /** The process cannot start, and why. */
  | { readonly type: "unable"; readonly message: string }
  /** The steps that had something to say, among those before `done`. */
  | {
      readonly type: "reports";
      readonly run: number;
      readonly done: number;
      readonly reports: readonly StepReport[];
    }
  | { readonly type: "answers"; readonly run: number; readonly answers: readonly (RawFailure | undefined)[] }
  /** `memory` is what the process takes, in bytes. */
  | { readonly type: "end"; readonly run: number; readonly done: number; readonly memory: number };
