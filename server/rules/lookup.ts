import type {
  Column,
  ForeignKey,
  Index,
  ObjectName,
  Policy,
  Reference,
  PrimaryKey,
  Schema,
  Table,
  UniqueConstraint,
} from "../schema";

/** A foreign key with its two ends; `target` is undefined where no such table is known. */
export interface Link {
  readonly table: Table;
  readonly key: ForeignKey;
  readonly target: Table | undefined;
}

/** What many rules look up in a schema, worked out once for each. */
export interface Lookup {
  readonly links: readonly Link[];
  /** The table of that name; without a schema the one nearest to `from`'s. */
  table(
    name: Pick<ObjectName, "schema" | "name" | "resolved">,
    from?: { readonly schema: string },
  ): Table | undefined;
  indexesOf(table: Table): readonly Index[];
  policiesOf(table: Table): readonly Policy[];
  linksOf(table: Table): readonly Link[];
  linksTo(table: Table): readonly Link[];
  column(table: Table, name: string): Column | undefined;
}

const lookups = new WeakMap<Schema, Lookup>();

export function lookup(schema: Schema): Lookup {
  let found = lookups.get(schema);
  if (!found) {
    found = build(schema);
    lookups.set(schema, found);
  }
  return found;
}

function build(schema: Schema): Lookup {
  const byName = groupBy(schema.tables, ({ name }) => name);
  const table: Lookup["table"] = (name, from) => {
    const named = byName.get(name.resolved?.name ?? name.name);
    if (!named) return undefined;
    const { resolved } = name;
    if (resolved) return named.find((candidate) => candidate.schema === resolved.schema);
    if (name.schema !== undefined) return named.find((candidate) => candidate.schema === name.schema);
    if (named.length === 1) return named[0];
    const near = named.find((candidate) => candidate.schema === from?.schema);
    return near ?? named.find((candidate) => candidate.schema === "public");
  };
  const links = schema.tables.flatMap((owner) =>
    owner.constraints.flatMap((key): Link[] =>
      key.kind === "foreign key" ? [{ table: owner, key, target: table(key.target, owner) }] : [],
    ),
  );
  const indexes = groupBy(schema.indexes, (index) => table(index.table, index));
  const policies = groupBy(schema.policies, (policy) => table(policy.table));
  const from = groupBy(links, (link) => link.table);
  const to = groupBy(links, (link) => link.target);
  const columns = new Map<Table, Map<string, Column>>();
  return {
    links,
    table,
    indexesOf: (of) => indexes.get(of) ?? [],
    policiesOf: (of) => policies.get(of) ?? [],
    linksOf: (of) => from.get(of) ?? [],
    linksTo: (of) => to.get(of) ?? [],
    column(of, name) {
      let named = columns.get(of);
      if (!named) {
        named = new Map(of.columns.map((column) => [column.name, column]));
        columns.set(of, named);
      }
      return named.get(name);
    },
  };
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}

/** The table's primary key, if it has one. */
export function primaryKeyOf(table: Table): PrimaryKey | undefined {
  return table.constraints.find((constraint) => constraint.kind === "primary key");
}

const keys = new WeakMap<Table, readonly (PrimaryKey | UniqueConstraint)[]>();

/** The table's primary key and unique constraints. */
export function keysOf(table: Table): readonly (PrimaryKey | UniqueConstraint)[] {
  let found = keys.get(table);
  if (!found) {
    found = table.constraints.filter(
      (constraint) => constraint.kind === "primary key" || constraint.kind === "unique",
    );
    keys.set(table, found);
  }
  return found;
}

/** Whether a table gets its columns or keys from elsewhere, so that what its own text lacks proves nothing. */
export function takesFromElsewhere(table: Table): boolean {
  return table.partitionOf !== undefined || table.inherits.length > 0 || table.asQuery || !table.columnsKnown;
}

/** Whether the column is part of the table's primary key. */
function inPrimaryKey(table: Table, column: string): boolean {
  return primaryKeyOf(table)?.columns.some(({ name }) => name === column) ?? false;
}

/** Whether the column can never be null. */
export function isNotNull(table: Table, column: Column): boolean {
  return column.notNull || inPrimaryKey(table, column.name);
}

/** The name as people read it: with its schema where that is not the usual one. */
export function shown(object: { readonly schema?: string; readonly name: string }): string {
  const { schema, name } = object;
  return schema === undefined || schema === "public" || schema === "main" || schema === ""
    ? name
    : `${schema}.${name}`;
}

/** The name that a mention stands for, with the schema that it was found in. */
export function nameOf(reference: Reference): { readonly schema?: string; readonly name: string } {
  const schema = reference.foundIn ?? reference.schema;
  return { name: reference.name, ...(schema === undefined ? {} : { schema }) };
}
