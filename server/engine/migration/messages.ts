import type { Step } from "../messages";

/** What the host asks of the process: two schemas, as the steps that make them. */
export interface MigrationOrder {
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  /** Take a thing that only has another name for the same thing; else it is dropped and made anew. */
  readonly renames: boolean;
  /**
   * Statements that are thought to lead from the first to the second: each is run, one after the other, before the two
   * are compared. `statements` are then what they leave.
   */
  readonly first: readonly string[];
}

/** The way from one schema to another, as PostgreSQL's own catalogs tell it. */
export interface Migration {
  /** In the order in which they have to run; none where the schemas are equal. */
  readonly statements: readonly MigrationStatement[];
  /** Which of the statements that were tried first were refused, by their place in the order. */
  readonly refused: readonly number[];
  /** What was taken for a rename, as people would say it: `column orders.total → orders.amount`. */
  readonly renames: readonly string[];
  /** What only might be a rename and was therefore not taken for one, with the reason. */
  readonly possibleRenames: readonly string[];
  /** Kinds of objects that are in one of the schemas and are not compared, such as casts. */
  readonly leftOut: readonly string[];
  /** Whether the statements, run on the old schema, were seen to give the new one; else why not. */
  readonly proof: { readonly holds: true } | { readonly holds: false; readonly reason: string };
}

export interface MigrationStatement {
  /** Without the semicolon. */
  readonly sql: string;
  /** Rows or values are lost. */
  readonly destroys: boolean;
  /** The whole table is written anew, under a lock. */
  readonly rewrites: boolean;
  /** Must not run inside of a transaction. */
  readonly alone: boolean;
  /** What came before must be committed first, since it uses an enum value that was added there. */
  readonly afterCommit: boolean;
}

export type FromMigration =
  | { readonly type: "done"; readonly migration: Migration }
  | { readonly type: "failed"; readonly message: string };
