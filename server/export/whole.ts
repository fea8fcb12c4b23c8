import {
  columnOf,
  primaryKeyOf,
  resolveObject,
  type ColumnRef,
  type Constraint,
  type Index,
  type ObjectName,
  type Schema,
  type Table,
} from "../schema";
import { drawnTables, qualified } from "./relations";

/** A schema in which every name means something, and what there is no place for in it. */
export interface Whole {
  readonly schema: Schema;
  /** One phrase each, such as `index i of t: t has no column c`. */
  readonly leftOut: readonly string[];
}

/**
 * Takes out what a faulty script says of columns and tables that are not there, since another tool refuses the whole
 * of a text for one such name.
 */
export function wholeOf(schema: Schema): Whole {
  const drawn = new Set(drawnTables(schema));
  const leftOut: string[] = [];
  const isKept = (what: string, fault: string | undefined) => {
    if (fault !== undefined) leftOut.push(`${what}: ${fault}`);
    return fault === undefined;
  };
  const tables = schema.tables.map((table): Table => {
    if (!drawn.has(table)) return table;
    const constraints = table.constraints.filter((constraint) =>
      isKept(
        `${constraint.kind} ${constraint.name} of ${qualified(table)}`,
        constraintFault(constraint, { schema, table, drawn }),
      ),
    );
    return constraints.length === table.constraints.length ? table : { ...table, constraints };
  });
  const indexes = schema.indexes.filter((index) =>
    isKept(`index ${index.name} of ${written(index.table)}`, indexFault(index, schema)),
  );
  const again = schema.duplicates.flatMap(({ kind, name, relation }) =>
    kind === "relation" || kind === "column"
      ? [`a second ${relation === undefined ? name : `${name} of ${relation}`}`]
      : [],
  );
  return { schema: { ...schema, tables, indexes }, leftOut: [...leftOut, ...again] };
}

interface Around {
  readonly schema: Schema;
  readonly table: Table;
  readonly drawn: ReadonlySet<Table>;
}

function constraintFault(constraint: Constraint, { schema, table, drawn }: Around): string | undefined {
  if (constraint.kind === "check") {
    const { start, end } = constraint.expression.span;
    const lost = schema.references.find(
      ({ kind, resolved, span }) =>
        kind === "column" && resolved === "no" && span.start >= start && span.end <= end,
    );
    return lost && lacks(table, lost.name);
  }
  if (constraint.kind === "primary key" && constraint !== primaryKeyOf(table))
    return "there is a primary key already";
  const fault = columnsFault(table, constraint.columns);
  if (fault !== undefined || constraint.kind !== "foreign key") return fault;
  const target = resolveObject(schema, constraint.target);
  if (!target) return `there is no table ${written(constraint.target)}`;
  if (!drawn.has(target)) return `${qualified(target)} is a part of another table, or temporary`;
  const { targetColumns } = constraint;
  const key = targetColumns.length > 0 ? targetColumns : primaryKeyOf(target)?.columns;
  if (!key) return `${qualified(target)} has no primary key`;
  if (key.length !== constraint.columns.length)
    return `it has ${constraint.columns.length} columns, and what it references ${key.length}`;
  return columnsFault(target, key);
}

function indexFault({ table: name, keys, include }: Index, schema: Schema): string | undefined {
  const table = resolveObject(schema, name);
  // An index of a materialized view is none of what the formats know.
  if (!table) return isView(schema, name) ? undefined : `there is no table ${written(name)}`;
  const columns = [...keys.flatMap(({ column }) => column ?? []), ...include.map((column) => column.name)];
  return columnsFault(
    table,
    columns.map((column) => ({ name: column })),
  );
}

function isView(schema: Schema, name: ObjectName): boolean {
  return schema.views.some((view) => view.name === name.name);
}

function columnsFault(table: Table, columns: readonly Pick<ColumnRef, "name">[]): string | undefined {
  const lost = columns.find(({ name }) => !columnOf(table, name));
  return lost && lacks(table, lost.name);
}

function lacks(table: Table, column: string): string {
  return table.columnsKnown
    ? `${qualified(table)} has no column ${column}`
    : `whether ${qualified(table)} has a column ${column} is not known`;
}

function written({ schema, name }: ObjectName): string {
  return schema === undefined ? name : qualified({ schema, name });
}
