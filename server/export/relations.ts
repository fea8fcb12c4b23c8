import {
  columnOf,
  indexesOf,
  primaryKeyOf,
  resolveObject,
  type Column,
  type EnumType,
  type ForeignKey,
  type Schema,
  type Table,
  type TypeName,
} from "../schema";

/** A foreign key whose both ends are there. */
export interface Relation {
  readonly key: ForeignKey;
  readonly from: Table;
  readonly to: Table;
  readonly fromColumns: readonly Column[];
  readonly toColumns: readonly Column[];
  /** Whether many rows may reference the same one. */
  readonly many: boolean;
  /** Whether a row may reference none. */
  readonly optional: boolean;
}

/** The tables that tools draw: partitions belong to their parent. */
export function drawnTables(schema: Schema): readonly Table[] {
  return schema.tables.filter((table) => !table.partitionOf && !table.temporary);
}

/** The foreign keys of a table with both ends resolved; one that leads nowhere is left out. */
export function relationsOf(schema: Schema, table: Table): readonly Relation[] {
  return table.constraints.flatMap((key) => {
    if (key.kind !== "foreign key") return [];
    const to = resolveObject(schema, key.target);
    if (!to) return [];
    const targets = key.targetColumns.length > 0 ? key.targetColumns : (primaryKeyOf(to)?.columns ?? []);
    const fromColumns = key.columns.flatMap(({ name }) => columnOf(table, name) ?? []);
    const toColumns = targets.flatMap(({ name }) => columnOf(to, name) ?? []);
    if (fromColumns.length === 0 || fromColumns.length !== toColumns.length) return [];
    const names = fromColumns.map(({ name }) => name);
    const many = !uniqueKeysOf(schema, table).some((unique) => unique.every((name) => names.includes(name)));
    const optional = fromColumns.some((column) => !column.notNull && !isInPrimaryKey(table, column.name));
    return { key, from: table, to, fromColumns, toColumns, many, optional };
  });
}

/** The column lists of the primary key, the unique constraints and the unique indexes over all rows. */
function uniqueKeysOf(schema: Schema, table: Table): readonly (readonly string[])[] {
  const constraints = table.constraints.flatMap((constraint) =>
    constraint.kind === "primary key" || constraint.kind === "unique"
      ? [constraint.columns.map(({ name }) => name)]
      : [],
  );
  const indexes = indexesOf(schema, table).flatMap((index) => {
    const columns = index.keys.flatMap(({ column }) => column ?? []);
    return index.unique && !index.where && columns.length === index.keys.length ? [columns] : [];
  });
  return [...constraints, ...indexes];
}

/** Whether the columns, in any order, are a key over all rows. */
export function isKey(schema: Schema, table: Table, columns: readonly Column[]): boolean {
  const names = new Set(columns.map(({ name }) => name));
  return uniqueKeysOf(schema, table).some(
    (key) => key.length === names.size && key.every((name) => names.has(name)),
  );
}

/** Whether a row can be told from every other: by its primary key, or by a key without NULL. */
export function hasIdentity(schema: Schema, table: Table): boolean {
  return uniqueKeysOf(schema, table).some((key) =>
    key.every((name) => isInPrimaryKey(table, name) || columnOf(table, name)?.notNull === true),
  );
}

export function isInPrimaryKey(table: Table, column: string): boolean {
  return primaryKeyOf(table)?.columns.some(({ name }) => name === column) ?? false;
}

/** Whether the column alone is a key of its own besides the primary key. */
export function isUnique(schema: Schema, table: Table, column: string): boolean {
  const primary = primaryKeyOf(table);
  return uniqueKeysOf(schema, table).some(
    (key) =>
      key.length === 1 &&
      key[0] === column &&
      !(primary?.columns.length === 1 && isInPrimaryKey(table, column)),
  );
}

/** The enum behind a type, if it is one of the script's. */
export function enumOf(schema: Schema, type: TypeName): EnumType | undefined {
  return schema.enums.find(
    ({ name, schema: home }) => name === type.name && (type.schema === undefined || type.schema === home),
  );
}

/** The name with its schema where that is not the default one. */
export function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return schema === "public" || schema === "" ? name : `${schema}.${name}`;
}

/** `order_items` → `OrderItems`. Characters that no language takes in a name become `_`. */
export function pascalCase(name: string): string {
  const word = name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return /^\p{L}/u.test(word) ? word : `T${word}`;
}

/** `order_items` → `orderItems`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** Gives each thing a name of its own: the wanted one, with a number behind it where it is taken. */
export function distinctNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    return name;
  };
}
