import type { Token } from "../../../sql";
import type { WrittenName } from "../names";

export type TablePart = "constraint" | "key" | "trigger" | "policy";

/** What can be written at the cursor. */
export type Place =
  | { readonly kind: "statement" }
  /** A keyword out of these; with `then`, other things too. */
  | {
      readonly kind: "keywords";
      readonly words: readonly string[];
      /** Whether the name of something new can stand here, with a schema before it. */
      readonly isNewName?: boolean;
    }
  | { readonly kind: "relation"; readonly words?: readonly string[] }
  | { readonly kind: "type"; readonly words?: readonly string[] }
  /** Column names of the relation alone; without one, of the table that the statement creates or alters. */
  | { readonly kind: "column"; readonly of?: WrittenName }
  /** A value: columns in scope, functions, and these keywords. `of` adds the columns of one relation, `free` stands outside of all. */
  | {
      readonly kind: "expression";
      readonly of?: WrittenName;
      readonly words: readonly string[];
      readonly free?: true;
    }
  /** The start of an element of CREATE TABLE's list. */
  | { readonly kind: "table element" }
  /** The reference behind `REFERENCES`: a table with its key. */
  | { readonly kind: "reference" }
  /** After a dot. */
  | {
      readonly kind: "member";
      readonly of: readonly Token[];
      readonly type: boolean;
      /** Whether a table can stand here. */
      readonly isRelation?: boolean;
      readonly object?: Extract<Place, { kind: "object" }>["of"];
    }
  | { readonly kind: "trigger function" }
  /** What belongs to a table: to the one that is named, else to any, with ON and that table behind it. */
  | { readonly kind: "part"; readonly part: TablePart; readonly of?: WrittenName }
  | {
      readonly kind: "object";
      readonly of: "schema" | "index" | "view" | "sequence" | "routine" | "type" | "role" | "extension";
    };
