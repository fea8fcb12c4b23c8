import { primaryKeyOf, resolveObject, type ForeignKey, type Schema, type Table } from "../../schema";

export interface Link {
  readonly table: Table;
  readonly key: ForeignKey;
  /** The columns that it references, also where its text leaves them out. */
  readonly targetColumns: readonly string[];
}

const known = new WeakMap<Schema, readonly Link[]>();

/** Every foreign key of the schema. */
export function linksOf(schema: Schema): readonly Link[] {
  const found = known.get(schema);
  if (found) return found;
  const links = schema.tables.flatMap((table) =>
    table.constraints.flatMap((key) => {
      if (key.kind !== "foreign key") return [];
      const target = resolveObject(schema, key.target);
      const written =
        key.targetColumns.length > 0 ? key.targetColumns : target && primaryKeyOf(target)?.columns;
      return [{ table, key, targetColumns: (written ?? []).map(({ name }) => name) }];
    }),
  );
  known.set(schema, links);
  return links;
}
