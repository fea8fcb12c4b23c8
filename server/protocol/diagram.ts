import type { Range } from "./lsp";

/** Request, client → server: the document as a picture. Answers also for a document with errors: what can be drawn is drawn. */
export const diagramRequest = "dbscst/diagram";

export interface DiagramParams {
  readonly uri: string;
}

/** Request, client → server: a text that is in no document as a picture, such as a change that is proposed. */
export const diagramTextRequest = "dbscst/diagramText";

export interface DiagramTextParams {
  readonly text: string;
  /** Found out from the text where it is absent. */
  readonly dialect?: "postgresql" | "mysql" | "mariadb" | "sqlite";
  /** The document that it is drawn in place of; it is in the answer. */
  readonly uri: string;
}

export interface DiagramModel {
  readonly uri: string;
  /** Of the document that was drawn. */
  readonly version: number;
  readonly tables: readonly DiagramTable[];
  readonly relations: readonly DiagramRelation[];
  readonly enums: readonly DiagramEnum[];
}

export interface DiagramTable {
  /** `schema.name`, stable as long as the table keeps its name. */
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  /** The server sends no `enum`: those are the boxes that the page draws for `enums`. */
  readonly kind: "table" | "view" | "enum";
  readonly comment?: string;
  /** Where its name stands. */
  readonly range: Range;
  /** The statement that creates it. */
  readonly extent: Range;
  /** Later statements that are about it: its indexes, triggers and policies, what changes it, rows. */
  readonly statements: readonly Range[];
  readonly columns: readonly DiagramColumn[];
  readonly indexes: readonly string[];
  /** The names of the same, in the same order. */
  readonly indexNames: readonly string[];
  readonly checks: readonly string[];
  /** How its rows are spread over partitions; absent where they are not. */
  readonly partitionBy?: "range" | "list" | "hash";
  /** Its partitions and theirs, which have no box of their own; absent where there are none. */
  readonly partitions?: readonly DiagramPartition[];
}

export interface DiagramPartition {
  readonly name: string;
  /** Where its name stands. */
  readonly range: Range;
}

export interface DiagramColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly primaryKey: boolean;
  readonly foreignKey: boolean;
  readonly unique: boolean;
  readonly default?: string;
  readonly comment?: string;
  readonly range: Range;
}

/** A foreign key; it is drawn from the table that holds it to the one that it references. */
export interface DiagramRelation {
  readonly id: string;
  /** Which of the table's constraints it is; edits name it by this. */
  readonly key: number;
  readonly from: { readonly table: string; readonly columns: readonly string[] };
  readonly to: { readonly table: string; readonly columns: readonly string[] };
  /** Whether many rows of `from` may reference the same row; else at most one. */
  readonly many: boolean;
  /** Whether a row of `from` may reference nothing. */
  readonly optional: boolean;
  readonly onDelete: string;
  readonly range: Range;
}

export interface DiagramEnum {
  readonly id: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly range: Range;
}
