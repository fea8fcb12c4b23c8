/** The merge of a schema's versions: requests of the client to the language server. */

export const mergeRequest = "dbscst/merge";

export type MergeSide = "ours" | "theirs" | "base";

export interface MergeParams {
  /** One of the dialects; another word is read as `postgresql`. */
  readonly dialect: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** By a conflict's id, which side stays; ours where nothing is said. */
  readonly choices?: Readonly<Record<string, MergeSide>>;
  /** Whether the result is to be checked, on the engine too. */
  readonly check?: boolean;
}

export interface SchemaObject {
  /** `table`, `column`, `constraint`, `index`, `view`, `function` and the like. */
  readonly kind: string;
  readonly name: string;
}

/** A side without a text has removed the object. */
export interface MergeConflict {
  readonly id: string;
  readonly object: SchemaObject;
  readonly base?: string;
  readonly ours?: string;
  readonly theirs?: string;
}

export interface SchemaChange {
  readonly object: SchemaObject;
  readonly what: "added" | "removed" | "changed";
}

export interface MergeResult {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
  readonly changes: readonly (SchemaChange & { readonly side: "ours" | "theirs" | "both" })[];
  /** What is wrong with the result, where it was asked for; `line` counts from 0. */
  readonly errors?: readonly { readonly line: number; readonly message: string }[];
}

export const changesRequest = "dbscst/changes";

export interface ChangesParams {
  readonly dialect: string;
  readonly before: string;
  readonly after: string;
}

export interface ChangesResult {
  readonly changes: readonly SchemaChange[];
}
