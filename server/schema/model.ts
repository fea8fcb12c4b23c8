import type { Dialect, Span } from "../sql";

/**
 * The model of a schema: what a script's statements leave behind, in order, as the database would hold it,
 * with the place in the document of everything. All spans are UTF-16 offsets of the document.
 *
 * Names are as the database keeps them: folded to lower case unless quoted (PostgreSQL), so that they compare
 * with `===`. `statement` is the index, in `Script.statements`, of the statement that created the thing.
 */
export interface Schema {
  readonly dialect: Dialect;
  readonly schemas: readonly Namespace[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly indexes: readonly Index[];
  readonly enums: readonly EnumType[];
  readonly domains: readonly Domain[];
  readonly compositeTypes: readonly CompositeType[];
  readonly sequences: readonly Sequence[];
  readonly routines: readonly Routine[];
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly extensions: readonly Extension[];
  readonly roles: readonly Role[];
  /** Every mention of an object or a column in the script, its definition included, in document order. */
  readonly references: readonly Reference[];
  /** Statements that create what is already there; correctness rules report them. */
  readonly duplicates: readonly Duplicate[];
}

/** Something that was created by a statement. */
export interface Created {
  readonly name: string;
  /** Where its name stands in the statement that created it. */
  readonly nameSpan: Span;
  /** The part of the text that defines it: a statement, or an element of one (a column, a constraint). */
  readonly span: Span;
  readonly statement: number;
}

/** Something that lives in a namespace; `schema` is resolved with the search path (`public` by default). */
export interface SchemaObject extends Created {
  readonly schema: string;
  readonly comment?: string;
}

export interface Namespace extends Created {
  readonly comment?: string;
}

export interface Table extends SchemaObject {
  readonly kind: "table";
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly temporary: boolean;
  readonly unlogged: boolean;
  /** `PARTITION OF`: the parent. */
  readonly partitionOf?: ObjectName;
  /** `PARTITION BY`: how rows are spread. */
  readonly partitionBy?: "range" | "list" | "hash";
  readonly inherits: readonly ObjectName[];
  /** Created by `CREATE TABLE … AS`, so that its columns are known by name only, or not at all. */
  readonly asQuery: boolean;
  /** False where columns come from something that is not known (LIKE or INHERITS of an unknown table, OF type). */
  readonly columnsKnown: boolean;
  readonly rowSecurity: { readonly enabled: boolean; readonly forced: boolean };
}

export interface Column extends Created {
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly default?: Expression;
  readonly identity?: "always" | "by default";
  readonly generated?: Expression;
  readonly comment?: string;
}

/** The name of an object as it was written. */
export interface ObjectName {
  readonly schema?: string;
  readonly name: string;
  /** Of the whole name, its schema included. */
  readonly span: Span;
  /** The object that is meant, by its name at the end of the script; absent where it is not known. */
  readonly resolved?: { readonly schema: string; readonly name: string };
}

/** A type as it was written, with its name in canonical form. */
export interface TypeName {
  /**
   * Canonical: `integer`, `bigint`, `smallint`, `numeric`, `text`, `character varying`, `character`, `boolean`,
   * `real`, `double precision`, `timestamp with time zone`, `timestamp without time zone`, …; else the name
   * as the database keeps it.
   */
  readonly name: string;
  /** Given for a type that was written with a schema, except `pg_catalog`. */
  readonly schema?: string;
  /** `varchar(20)` has `["20"]`. */
  readonly modifiers: readonly string[];
  /** Dimensions: `text[]` has 1. */
  readonly array: number;
  /** `serial`, `bigserial` and `smallserial`: the word that was written; `name` is then the integer type. */
  readonly serial?: "serial" | "bigserial" | "smallserial";
  readonly span: Span;
}

export interface Expression {
  readonly text: string;
  readonly span: Span;
}

/** A column named in a key, an index or a list. */
export interface ColumnRef {
  readonly name: string;
  readonly span: Span;
}

interface ConstraintBase extends Created {
  /** False when the database makes the name up; `name` is then the name that it would make up. */
  readonly named: boolean;
  /** True when it was added by ALTER TABLE. */
  readonly added: boolean;
}

export interface PrimaryKey extends ConstraintBase {
  readonly kind: "primary key";
  readonly columns: readonly ColumnRef[];
}

export interface UniqueConstraint extends ConstraintBase {
  readonly kind: "unique";
  readonly columns: readonly ColumnRef[];
  readonly nullsNotDistinct: boolean;
}

export interface ForeignKey extends ConstraintBase {
  readonly kind: "foreign key";
  readonly columns: readonly ColumnRef[];
  readonly target: ObjectName;
  /** As written; empty where the target's primary key is meant. */
  readonly targetColumns: readonly ColumnRef[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly deferrable: boolean;
  readonly notValid: boolean;
}

export type ReferentialAction = "no action" | "restrict" | "cascade" | "set null" | "set default";

export interface CheckConstraint extends ConstraintBase {
  readonly kind: "check";
  readonly expression: Expression;
  readonly notValid: boolean;
}

export interface ExclusionConstraint extends ConstraintBase {
  readonly kind: "exclude";
  /** Those of its keys that are plain columns. */
  readonly columns: readonly ColumnRef[];
  /** How many of the columns, from the first, are compared by `=` for all rows: by these its index finds them. */
  readonly equal: number;
}

export type Constraint = PrimaryKey | UniqueConstraint | ForeignKey | CheckConstraint | ExclusionConstraint;

export interface Index extends SchemaObject {
  readonly kind: "index";
  readonly named: boolean;
  readonly table: ObjectName;
  /** In order; an expression has no `column`. */
  readonly keys: readonly { readonly column?: string; readonly span: Span }[];
  readonly include: readonly ColumnRef[];
  readonly unique: boolean;
  /** `btree` unless said otherwise. */
  readonly method: string;
  /** The predicate of a partial index. */
  readonly where?: Expression;
  readonly concurrently: boolean;
}

export interface View extends SchemaObject {
  readonly kind: "view";
  readonly materialized: boolean;
  /** Names of its columns where they can be told from the text. */
  readonly columns?: readonly string[];
  readonly query: Span;
  readonly securityInvoker: boolean;
}

export interface EnumType extends SchemaObject {
  readonly kind: "enum";
  readonly values: readonly { readonly value: string; readonly span: Span }[];
}

export interface Domain extends SchemaObject {
  readonly kind: "domain";
  readonly type: TypeName;
  readonly notNull: boolean;
}

export interface CompositeType extends SchemaObject {
  readonly kind: "composite";
  readonly columns: readonly Column[];
}

export interface Sequence extends SchemaObject {
  readonly kind: "sequence";
  readonly ownedBy?: { readonly table: ObjectName; readonly column: string };
}

export interface Routine extends SchemaObject {
  readonly kind: "function" | "procedure" | "aggregate";
  readonly arguments: readonly {
    readonly name?: string;
    readonly type: TypeName;
    readonly mode: ArgumentMode;
  }[];
  readonly returns?: TypeName;
  readonly returnsSet: boolean;
  readonly language: string;
  readonly securityDefiner: boolean;
  /** Settings given with `SET`, such as `search_path`. */
  readonly settings: readonly string[];
  /** The text between the body's quotes. */
  readonly body?: Span;
}

export type ArgumentMode = "in" | "out" | "inout" | "variadic" | "table";

export interface Trigger extends Created {
  readonly kind: "trigger";
  readonly table: ObjectName;
  readonly timing: "before" | "after" | "instead of";
  readonly function: ObjectName;
}

export interface Policy extends Created {
  readonly kind: "policy";
  readonly table: ObjectName;
  readonly permissive: boolean;
  readonly command: "all" | "select" | "insert" | "update" | "delete";
  readonly roles: readonly string[];
}

export interface Extension extends Created {
  readonly kind: "extension";
}

export interface Role extends Created {
  readonly kind: "role";
}

/** One mention of a thing in the text. Rules, rename, definition and highlight all read these. */
export interface Reference {
  readonly kind:
    "schema" | "relation" | "column" | "type" | "routine" | "constraint" | "index" | "trigger" | "policy";
  readonly name: string;
  /** Of the name alone, without the schema or the table before it. */
  readonly span: Span;
  /** With the schema or table that is written before the name; where PostgreSQL's error positions point. */
  readonly fullSpan?: Span;
  readonly statement: number;
  /** The schema that was written before the name, if any. */
  readonly schema?: string;
  /** Where a relation, type, routine or index was found: the schema that the search path gave. */
  readonly foundIn?: string;
  /** For a column, constraint, trigger or policy: the relation it belongs to, where the text tells. */
  readonly relation?: { readonly schema?: string; readonly name: string };
  /** `definition` creates it, `use` needs it to be there, `drop` removes it. */
  readonly role: "definition" | "use" | "drop";
  /**
   * Whether the thing is there at this point of the script: `unknown` where that cannot be told (a catalog
   * or another schema, an extension's type, a query's inner names).
   */
  readonly resolved: "yes" | "no" | "unknown";
}

export interface Duplicate {
  readonly kind: "schema" | "relation" | "column" | "type" | "constraint" | "trigger" | "policy";
  readonly name: string;
  readonly span: Span;
  readonly statement: number;
  /** Where the first one stands. */
  readonly first: Span;
  /** The table, for a column, constraint, trigger or policy. */
  readonly relation?: string;
}
