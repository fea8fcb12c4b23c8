import type { TextEdit } from "../../checker";
import type { ReferentialAction } from "../../schema";

/**
 * What a person means to change, in words of the diagram. Tables are named by their id, `schema.name`, columns and
 * indexes by their names as the model holds them; new names, types and values are text as a person writes it.
 */
export type SchemaEdit =
  | { readonly kind: "addTable"; readonly name: string; readonly schema?: string }
  | { readonly kind: "renameTable"; readonly table: string; readonly name: string }
  | { readonly kind: "deleteTable"; readonly table: string }
  | {
      readonly kind: "addColumn";
      readonly table: string;
      readonly name: string;
      readonly type: string;
      readonly notNull?: boolean;
      readonly default?: string;
      /** The column that it comes behind; the last one where this is absent. */
      readonly after?: string;
    }
  | { readonly kind: "renameColumn"; readonly table: string; readonly column: string; readonly name: string }
  | { readonly kind: "deleteColumn"; readonly table: string; readonly column: string }
  | { readonly kind: "setType"; readonly table: string; readonly column: string; readonly type: string }
  | { readonly kind: "setNotNull"; readonly table: string; readonly column: string; readonly on: boolean }
  | { readonly kind: "setUnique"; readonly table: string; readonly column: string; readonly on: boolean }
  | { readonly kind: "setPrimaryKey"; readonly table: string; readonly column: string; readonly on: boolean }
  /** An empty value takes the default away. */
  | { readonly kind: "setDefault"; readonly table: string; readonly column: string; readonly value: string }
  | {
      readonly kind: "addForeignKey";
      readonly table: string;
      readonly columns: readonly string[];
      readonly target: string;
      readonly targetColumns: readonly string[];
      readonly onDelete: ReferentialAction;
      /** Also an index on the columns, where nothing serves as one yet. */
      readonly index: boolean;
    }
  /** `key` counts the table's constraints, as the id of a relation in the diagram does. */
  | { readonly kind: "deleteForeignKey"; readonly table: string; readonly key: number }
  | {
      readonly kind: "setOnDelete";
      readonly table: string;
      readonly key: number;
      readonly onDelete: ReferentialAction;
    }
  | {
      readonly kind: "addIndex";
      readonly table: string;
      readonly columns: readonly string[];
      readonly unique: boolean;
    }
  | { readonly kind: "deleteIndex"; readonly table: string; readonly index: string }
  /** An empty text takes the comment away. */
  | {
      readonly kind: "setComment";
      readonly table: string;
      readonly column?: string;
      readonly comment: string;
    };

/** The edit of one kind. */
export type EditOf<K extends SchemaEdit["kind"]> = Extract<SchemaEdit, { readonly kind: K }>;

/** What an edit comes to: text edits, and what else they change, or the reason why it is not done. */
export type EditOutcome =
  | {
      readonly edits: readonly TextEdit[];
      /** What goes or changes besides what was asked for; a person has to agree to it first. */
      readonly consequences?: readonly string[];
    }
  | { readonly refusal: string };

export function refuse(refusal: string): EditOutcome {
  return { refusal };
}
