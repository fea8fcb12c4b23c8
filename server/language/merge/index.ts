import type { Dialect } from "../../sql";
import { mergeCut, type MergeChange, type Merged, type Side } from "./three-way";
import { cut } from "./units";

export type { MergeChange, Merged, Side } from "./three-way";

export interface MergeInput {
  readonly dialect: Dialect;
  /** What both sides come from. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** By a conflict's id, which side stays; ours where nothing is said. */
  readonly choices?: Readonly<Record<string, Side>>;
}

/**
 * Merges two schemas that come from one by their objects: what only one side has added, removed or changed is taken,
 * and an object that both have changed differently is a conflict. Comments and order are kept as far as possible.
 * What comes out need not be right (one side may need what the other has removed): it is to be checked.
 */
export function mergeSchemas({ dialect, base, ours, theirs, choices = {} }: MergeInput): Merged {
  const texts = { base: cut(base, dialect), ours: cut(ours, dialect), theirs: cut(theirs, dialect) };
  return mergeCut(texts, choices);
}

/** What has happened to the objects of a schema from one text to another. */
export function changesBetween(
  before: string,
  after: string,
  dialect: Dialect,
): readonly Omit<MergeChange, "side">[] {
  return mergeSchemas({ dialect, base: before, ours: after, theirs: before }).changes.map(
    ({ object, what }) => ({
      object,
      what,
    }),
  );
}
