import type { ColumnType, Origin } from "./table";

/**
 * A table before its keys and types are settled: what the domains, the explicit lists and the English
 * sentences of a brief have in common.
 */
export interface Sketch {
  name: string;
  columns: SketchColumn[];
  /** Names of columns (of a reference: the name without `_id`) that make the key together. */
  key?: readonly string[];
  uniques: (readonly string[])[];
  comment: string;
  origin: Origin;
  /** Named by the brief letter by letter, so that nothing is added that was not asked for. */
  exact?: boolean;
  /** A table whose key this one shares: a kind of it. */
  kindOf?: string;
}

export interface SketchColumn {
  /** In snake case; of a reference the role, to which `_id` is added unless `exact`. */
  name: string;
  exact?: boolean;
  optional?: boolean;
  unique?: boolean;
  /** The key of the table. */
  identifier?: boolean;
  /** The name of the table that it refers to. */
  target?: string;
  /** The row is part of what it refers to and goes with it. */
  part?: boolean;
  /** What to do when the row that is referred to is deleted, where the brief says it. */
  onDelete?: "cascade" | "restrict" | "set null";
  states?: readonly string[];
  minimum?: number;
  maximum?: number;
  exclusive?: boolean;
  type?: ColumnType;
  default?: string;
  comment?: string;
  origin?: Origin;
}
