import type { Range } from "./lsp";

/** Request, client → server: what an edit of the diagram is in the text. It changes nothing by itself. */
export const editSchemaRequest = "dbscst/editSchema";

export interface EditSchemaParams {
  readonly uri: string;
  /** Of the document that the person sees; an edit of another version is refused. */
  readonly version: number;
  readonly edit: SchemaEdit;
}

type OnDelete = "no action" | "restrict" | "cascade" | "set null" | "set default";

/**
 * What a person means to change, in words of the diagram. Tables are named by their id, columns and indexes by their
 * names as `DiagramModel` has them; new names, types and values are text as a person writes it.
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
      readonly onDelete: OnDelete;
      /** Also an index on the columns, where nothing serves as one yet. */
      readonly index: boolean;
    }
  /** `key` is that of `DiagramRelation`. */
  | { readonly kind: "deleteForeignKey"; readonly table: string; readonly key: number }
  | {
      readonly kind: "setOnDelete";
      readonly table: string;
      readonly key: number;
      readonly onDelete: OnDelete;
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

export type EditSchemaResult =
  | {
      /** A WorkspaceEdit of LSP for this version of the document; without changes where it is so already. */
      readonly edit: {
        readonly documentChanges: readonly [
          {
            readonly textDocument: { readonly uri: string; readonly version: number };
            readonly edits: readonly { readonly range: Range; readonly newText: string }[];
          },
        ];
      };
      /** What goes or changes besides what was asked for; a person has to agree before the edit is applied. */
      readonly consequences: readonly string[];
    }
  | {
      readonly refusal: string;
      /** `stale`: the text has changed meanwhile; the same edit may work on what it is now. */
      readonly reason: "stale" | "not open" | "not possible";
    };
