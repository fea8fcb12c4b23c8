import type { Column, Index, ObjectName, PrimaryKey, Schema, Table, View } from "./model";

interface SchemaIndex {
  readonly tables: ReadonlyMap<string, Table>;
  readonly views: ReadonlyMap<string, View>;
  readonly indexes: ReadonlyMap<Table, readonly Index[]>;
}

/** Built once for each schema, on the first question. */
const indexes = new WeakMap<Schema, SchemaIndex>();

function keyOf(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

function indexOf(schema: Schema): SchemaIndex {
  const known = indexes.get(schema);
  if (known) return known;
  const tables = new Map(schema.tables.map((table) => [keyOf(table.schema, table.name), table]));
  const views = new Map(schema.views.map((view) => [keyOf(view.schema, view.name), view]));
  const byTable = new Map<Table, Index[]>();
  for (const index of schema.indexes) {
    const table = find(schema, tables, index.table.name, index.table.resolved?.schema ?? index.table.schema);
    if (!table) continue;
    const list = byTable.get(table) ?? [];
    list.push(index);
    byTable.set(table, list);
  }
  const built = { tables, views, indexes: byTable };
  indexes.set(schema, built);
  return built;
}

function find<T>(
  schema: Schema,
  things: ReadonlyMap<string, T>,
  name: string,
  inSchema?: string,
): T | undefined {
  if (inSchema !== undefined) return things.get(keyOf(inSchema, name));
  const first = things.get(keyOf("public", name));
  if (first) return first;
  for (const namespace of ["pg_temp", ...schema.schemas.map((item) => item.name)]) {
    const found = things.get(keyOf(namespace, name));
    if (found) return found;
  }
  return undefined;
}

/** The table of the name, as it is at the end of the script; without a schema, `public` is looked at first. */
export function resolveTable(schema: Schema, name: string, inSchema?: string): Table | undefined {
  return find(schema, indexOf(schema).tables, name, inSchema);
}

/** The view of the name, in the same way. */
export function resolveView(schema: Schema, name: string, inSchema?: string): View | undefined {
  return find(schema, indexOf(schema).views, name, inSchema);
}

/** The table that a name in the model means: the target of a foreign key, the table of an index. */
export function resolveObject(schema: Schema, name: ObjectName): Table | undefined {
  const { resolved } = name;
  return resolved
    ? resolveTable(schema, resolved.name, resolved.schema)
    : resolveTable(schema, name.name, name.schema);
}

/** The indexes on a table that statements create; those behind keys are not among them. */
export function indexesOf(schema: Schema, table: Table): readonly Index[] {
  return indexOf(schema).indexes.get(table) ?? [];
}

export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

export function primaryKeyOf(table: Table): PrimaryKey | undefined {
  return table.constraints.find((constraint) => constraint.kind === "primary key");
}
