import type { Relation, TableEntry, Writable } from "./catalog";
import type { Fold } from "./fold";
import { generatedName, joinedColumns } from "./generated-name";
import type { Constraint, Index } from "./model";
import type { WrittenName } from "./statement-reader";

/** Adds a constraint of the statement; its name is made up here where it has none. */
export function addConstraint(fold: Fold, table: TableEntry, constraint: Constraint): Constraint {
  const name = constraint.named ? constraint.name : constraintName(fold, table, constraint);
  const first = constraint.named
    ? table.value.constraints.find((other) => other.name === name && other.named)
    : undefined;
  if (first) {
    const relation = table.value.name;
    fold.duplicate({
      kind: "constraint",
      name,
      span: constraint.nameSpan,
      first: first.nameSpan,
      relation,
    });
  }
  const base = {
    name,
    nameSpan: fold.at(constraint.nameSpan),
    span: fold.at(constraint.span),
    statement: fold.statement,
  };
  const placed = placeConstraint(fold, constraint, base);
  if (first) return placed;
  table.value.constraints.push(placed);
  if (placed.kind !== "foreign key" && placed.kind !== "check") addKeyIndex(fold, table, placed);
  return placed;
}

/** The index behind a key, which has its name. */
function addKeyIndex(fold: Fold, table: TableEntry, { name, nameSpan }: Constraint): void {
  const { schema } = table.value;
  if (fold.catalog.relations.get(schema)?.has(name) === true) return;
  const value = { schema, name, nameSpan };
  fold.catalog.put(fold.catalog.relations, schema, name, {
    kind: "other",
    value,
    owner: table,
    isKey: true,
  });
}

/** Forgets the index behind a key that is gone. */
export function removeKeyIndex(fold: Fold, table: TableEntry, name: string): void {
  const { schema } = table.value;
  const index = fold.catalog.relations.get(schema)?.get(name);
  if (index?.kind === "other" && index.owner === table)
    fold.catalog.remove(fold.catalog.relations, schema, name);
}

function placeConstraint(
  fold: Fold,
  constraint: Constraint,
  base: Pick<Constraint, "name" | "nameSpan" | "span" | "statement">,
): Constraint {
  switch (constraint.kind) {
    case "primary key":
    case "unique":
    case "exclude":
      return { ...constraint, ...base, columns: fold.columnsAt(constraint.columns) };
    case "foreign key":
      return {
        ...constraint,
        ...base,
        columns: fold.columnsAt(constraint.columns),
        targetColumns: fold.columnsAt(constraint.targetColumns),
        target: { ...constraint.target, span: fold.at(constraint.target.span) },
      };
    case "check": {
      const { text, span } = constraint.expression;
      return { ...constraint, ...base, expression: { text, span: fold.at(span) } };
    }
  }
}

function constraintName(fold: Fold, table: TableEntry, constraint: Constraint): string {
  const { schema, name, constraints } = table.value;
  const names = new Set(constraints.map((other) => other.name));
  const taken = (candidate: string): boolean =>
    names.has(candidate) || fold.catalog.relations.get(schema)?.has(candidate) === true;
  switch (constraint.kind) {
    case "primary key":
      return generatedName(name, undefined, "pkey", taken);
    case "unique":
      return generatedName(
        name,
        joinedColumns(constraint.columns.map((column) => column.name)),
        "key",
        taken,
      );
    case "foreign key":
      return generatedName(
        name,
        joinedColumns(constraint.columns.map((column) => column.name)),
        "fkey",
        taken,
      );
    case "check":
      // The extractor leaves the one column of the expression, if it is one, as the name.
      return generatedName(name, constraint.name === "" ? undefined : constraint.name, "check", taken);
    case "exclude":
      return generatedName(name, constraint.name === "" ? undefined : constraint.name, "excl", taken);
  }
}

export function addIndex(
  fold: Fold,
  index: Index,
  table: TableEntry | undefined,
  written: WrittenName,
  ifNotExists: boolean,
): void {
  const value: Writable<Index> = {
    ...index,
    table: fold.objectName(written),
    nameSpan: fold.at(index.nameSpan),
    span: fold.at(index.span),
    statement: fold.statement,
    keys: index.keys.map((key) => ({ ...key, span: fold.at(key.span) })),
    include: fold.columnsAt(index.include),
  };
  if (index.where) value.where = { ...index.where, span: fold.at(index.where.span) };
  if (table) fold.catalog.link(value.table, table);
  const entry: Relation = { kind: "index", value, table };
  // MySQL's index names are those of one table, so two tables may have the same.
  if (fold.dialect === "mysql" || fold.dialect === "mariadb")
    fold.catalog.put(fold.catalog.relations, value.schema, `${written.name}\0${value.name}`, entry);
  else fold.addRelation(entry, index.nameSpan, ifNotExists ? "existing" : "nothing");
}

/** Whether an index of the table has the name. */
export function hasIndex(fold: Fold, table: TableEntry, name: string): boolean {
  for (const names of fold.catalog.relations.values())
    for (const other of names.values())
      if (other.kind === "index" && other.table === table && other.value.name === name) return true;
  return false;
}

/** Gives an index, or a constraint, of a table another name. */
export function renameKey(fold: Fold, table: TableEntry, from: string, to: string): void {
  for (const names of fold.catalog.relations.values())
    for (const [key, other] of [...names])
      if (other.kind === "index" && other.table === table && other.value.name === from) {
        names.delete(key);
        other.value.name = to;
        names.set(`${table.value.name}\0${to}`, other);
      }
  const { constraints } = table.value;
  table.value.constraints = constraints.map((item) => (item.name === from ? { ...item, name: to } : item));
}

/** Forgets the indexes of a table, or the one of that name. */
export function removeIndexes(fold: Fold, table: TableEntry, name?: string): void {
  for (const names of fold.catalog.relations.values())
    for (const [key, other] of names) {
      const owner = other.kind === "index" ? other.table : other.kind === "other" ? other.owner : undefined;
      if (owner === table && (name === undefined || other.value.name === name)) names.delete(key);
    }
}
