/**
 * The relational design that the built-in generator prints: tables, columns and keys without any dialect in
 * them. What a column holds is said by a `ColumnType`, and each printer chooses its dialect's words for it.
 */
export interface Design {
  readonly tables: readonly Table[];
}

export interface Table {
  readonly name: string;
  columns: Column[];
  primaryKey: readonly string[];
  uniques: (readonly string[])[];
  /** Pairs of columns of which the second must not be less than the first. */
  orders: { readonly earlier: string; readonly later: string }[];
  /** One sentence that says what a row is. */
  comment: string;
  /** Why the table is there. */
  origin: Origin;
  /** The values of the sole column that are rows from the start, for a table of a fixed set. */
  readonly rows?: readonly string[];
}

export interface Column {
  name: string;
  type: ColumnType;
  nullable: boolean;
  unique: boolean;
  /** `now`, `today`, `random` for a UUID, or a literal that the printer quotes as the type wants it. */
  default?: string;
  references?: Reference;
  minimum?: number;
  maximum?: number;
  /** Whether the minimum itself is left out. */
  exclusive?: boolean;
  /** The only values of a text. */
  values?: readonly string[];
  comment?: string;
  origin?: Origin;
}

export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly onDelete: "cascade" | "restrict" | "set null";
  /** Why that action was chosen, in a few words. */
  readonly reason: string;
}

export type ColumnType =
  | { readonly kind: "identity" }
  | { readonly kind: "key" } // what refers to an identity
  | { readonly kind: "text" }
  | { readonly kind: "string"; readonly length: number } // a length that the brief asks for
  | { readonly kind: "integer" }
  | { readonly kind: "bigint" }
  | { readonly kind: "smallint" }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "float" }
  | { readonly kind: "boolean" }
  | { readonly kind: "date" }
  | { readonly kind: "time" }
  | { readonly kind: "timestamp" }
  | { readonly kind: "interval" }
  | { readonly kind: "json" }
  | { readonly kind: "uuid" }
  | { readonly kind: "binary" }
  | { readonly kind: "address" } // an Internet address
  | { readonly kind: "list" } // several words in one column
  | { readonly kind: "enum"; readonly name: string; readonly values: readonly string[] };

/** The words of the brief that ask for a thing, or the assumption that it rests on. */
export type Origin =
  | { readonly kind: "brief"; readonly sentence: string; readonly start: number; readonly end: number }
  | { readonly kind: "assumption"; readonly text: string };
