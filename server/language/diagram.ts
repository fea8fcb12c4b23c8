import { indexesOf, printType, type Schema, type Table } from "../schema";
import type { Script, Span } from "../sql";
import { columnsOf, findRelation } from "./completion/scope";
import type { LanguageContext } from "./context";

/** The picture of a schema: boxes with rows, and the foreign keys between them. Spans are of the document. */
export interface Diagram {
  readonly tables: readonly DiagramTable[];
  readonly relations: readonly DiagramRelation[];
  readonly enums: readonly {
    readonly id: string;
    readonly name: string;
    readonly values: readonly string[];
    readonly span: Span;
  }[];
}

export interface DiagramTable {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: "table" | "view";
  readonly comment?: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Later statements that are about it: its indexes, triggers and policies, what changes it, rows. */
  readonly statements: readonly Span[];
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
  readonly span: Span;
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
  readonly span: Span;
}

export interface DiagramRelation {
  readonly id: string;
  /** Which of the table's constraints it is. */
  readonly key: number;
  readonly from: { readonly table: string; readonly columns: readonly string[] };
  readonly to: { readonly table: string; readonly columns: readonly string[] };
  readonly many: boolean;
  readonly optional: boolean;
  readonly onDelete: string;
  readonly span: Span;
}

/** Draws what the model holds; a foreign key to a table that is not there is left out. Partitions are told with their parent. */
export function diagramOf({ schema, script }: LanguageContext): Diagram {
  const tables = schema.tables.filter((table) => !table.partitionOf);
  const partitions = partitionsByParent(schema);
  const statements = statementsByRelation(schema, script);
  return {
    tables: [
      ...tables.map((table) => {
        const own = partitionsOf(idOf(table), partitions);
        return {
          ...drawTable(schema, table, statements),
          ...(table.partitionBy && { partitionBy: table.partitionBy }),
          ...(own.length > 0 && { partitions: own }),
        };
      }),
      ...schema.views.map((view): DiagramTable => ({
        id: `${view.schema}.${view.name}`,
        schema: view.schema,
        name: view.name,
        kind: "view",
        ...(view.comment !== undefined && { comment: view.comment }),
        nameSpan: view.nameSpan,
        span: view.span,
        statements: statements.get(`${view.schema}.${view.name}`) ?? [],
        columns: (view.columns ?? []).map((name) => ({
          name,
          type: "",
          notNull: false,
          primaryKey: false,
          foreignKey: false,
          unique: false,
          span: view.nameSpan,
        })),
        indexes: [],
        indexNames: [],
        checks: [],
      })),
    ],
    relations: tables.flatMap((table) => drawRelations(schema, table)),
    enums: schema.enums.map((type) => ({
      id: `${type.schema}.${type.name}`,
      name: type.name,
      values: type.values.map(({ value }) => value),
      span: type.nameSpan,
    })),
  };
}

function idOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${schema}.${name}`;
}

function partitionsByParent(schema: Schema): ReadonlyMap<string, readonly Table[]> {
  const children = new Map<string, Table[]>();
  for (const table of schema.tables) {
    const parent = table.partitionOf && findRelation(schema, table.partitionOf);
    if (!parent) continue;
    const own = children.get(idOf(parent));
    if (own) own.push(table);
    else children.set(idOf(parent), [table]);
  }
  return children;
}

/** In the order of the text, each before its own. */
function partitionsOf(
  parent: string,
  children: ReadonlyMap<string, readonly Table[]>,
  above: ReadonlySet<string> = new Set(),
): readonly DiagramPartition[] {
  // A text may say that each of two is a partition of the other.
  if (above.has(parent)) return [];
  return (children.get(parent) ?? []).flatMap((table) => [
    { name: table.name, span: table.nameSpan },
    ...partitionsOf(idOf(table), children, new Set([...above, parent])),
  ]);
}

/** The statements that name a relation before anything else that they do not create, by the relation's id. */
function statementsByRelation(schema: Schema, script: Script): ReadonlyMap<string, readonly Span[]> {
  const about = new Map<string, Span[]>();
  const seen = new Set<number>();
  for (const { kind, role, name, foundIn, statement } of schema.references) {
    // An index, a trigger and a policy have their own name before that of their table.
    if (seen.has(statement) || kind === "index" || kind === "trigger" || kind === "policy") continue;
    if (kind === "schema" && role === "use") continue;
    seen.add(statement);
    const span = script.statements[statement]?.span;
    if (kind !== "relation" || role !== "use" || foundIn === undefined || !span) continue;
    const id = `${foundIn}.${name}`;
    const spans = about.get(id);
    if (spans) spans.push(span);
    else about.set(id, [span]);
  }
  return about;
}

function drawTable(
  schema: Schema,
  table: Table,
  statements: ReadonlyMap<string, readonly Span[]>,
): DiagramTable {
  const primary = columnSet(table, "primary key");
  const foreign = columnSet(table, "foreign key");
  const unique = new Set(uniqueKeys(schema, table).flatMap((key) => (key.length === 1 ? key : [])));
  return {
    id: `${table.schema}.${table.name}`,
    schema: table.schema,
    name: table.name,
    kind: "table",
    ...(table.comment !== undefined && { comment: table.comment }),
    nameSpan: table.nameSpan,
    span: table.span,
    statements: statements.get(`${table.schema}.${table.name}`) ?? [],
    columns: columnsOf(schema, table).flatMap(({ name, table: owner }) => {
      const column = owner?.columns.find((candidate) => candidate.name === name);
      if (!column) return [];
      return {
        name,
        type: column.type.serial ?? printType(column.type),
        notNull: column.notNull || primary.has(name),
        primaryKey: primary.has(name),
        foreignKey: foreign.has(name),
        unique: unique.has(name),
        ...(column.default && { default: column.default.text }),
        ...(column.comment !== undefined && { comment: column.comment }),
        span: column.nameSpan,
      };
    }),
    indexes: indexesOf(schema, table).map(
      (index) =>
        `${index.unique ? "unique " : ""}${index.name} (${index.keys.map((key) => key.column ?? "…").join(", ")})`,
    ),
    indexNames: indexesOf(schema, table).map(({ name }) => name),
    checks: table.constraints.flatMap((constraint) =>
      constraint.kind === "check" ? constraint.expression.text : [],
    ),
  };
}

function drawRelations(schema: Schema, table: Table): readonly DiagramRelation[] {
  const keys = uniqueKeys(schema, table);
  return table.constraints.flatMap((constraint, nth) => {
    if (constraint.kind !== "foreign key") return [];
    const target = findRelation(schema, constraint.target);
    if (target?.kind !== "table") return [];
    const columns = constraint.columns.map(({ name }) => name);
    const primary = target.constraints.find((candidate) => candidate.kind === "primary key");
    const targetColumns =
      constraint.targetColumns.length > 0 ? constraint.targetColumns : (primary?.columns ?? []);
    const nullable = columns.some((name) => {
      const column = table.columns.find((candidate) => candidate.name === name);
      return column && !column.notNull && !columnSet(table, "primary key").has(name);
    });
    return {
      id: `${table.schema}.${table.name}/${constraint.name}/${nth}`,
      key: nth,
      from: { table: `${table.schema}.${table.name}`, columns },
      to: { table: `${target.schema}.${target.name}`, columns: targetColumns.map(({ name }) => name) },
      many: !keys.some((key) => key.every((name) => columns.includes(name))),
      optional: nullable,
      onDelete: constraint.onDelete,
      span: constraint.span,
    };
  });
}

function columnSet(table: Table, kind: "primary key" | "foreign key"): ReadonlySet<string> {
  const names = new Set<string>();
  for (const constraint of table.constraints) {
    if (constraint.kind === kind) for (const { name } of constraint.columns) names.add(name);
  }
  return names;
}

/** The column lists of all keys: primary, unique, and unique indexes over plain columns of all rows. */
function uniqueKeys(schema: Schema, table: Table): readonly (readonly string[])[] {
  const keys = table.constraints.flatMap((constraint) =>
    constraint.kind === "primary key" || constraint.kind === "unique"
      ? [constraint.columns.map(({ name }) => name)]
      : [],
  );
  const indexes = schema.indexes.flatMap((index) => {
    const mine = index.table.name === table.name && (index.table.schema ?? table.schema) === table.schema;
    const columns = index.keys.map((key) => key.column);
    if (!mine || !index.unique || index.where || columns.some((name) => name === undefined)) return [];
    return [columns.filter((name) => name !== undefined)];
  });
  return [...keys, ...indexes];
}
