import { columnOf, resolveObject, type ForeignKey, type Schema, type Table } from "../../schema";

/** A foreign key whose target is known, with the columns on both sides. */
export interface Link {
  readonly key: ForeignKey;
  readonly table: Table;
  readonly target: Table;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
  /** Whether its columns may hold NULL, so that a row can come before what it references. */
  readonly optional: boolean;
  /** How the row comes to its target: there already, in a second step, or at the end of the transaction. */
  readonly when: "before" | "second step" | "deferred";
}

export interface Plan {
  /** In the order in which they are filled. */
  readonly tables: readonly Table[];
  readonly links: ReadonlyMap<Table, readonly Link[]>;
  /** Tables that cannot be filled, and why, in words for people. */
  readonly skipped: readonly { readonly table: Table; readonly reason: string }[];
}

/** The order in which the tables can be filled, and how circles are closed. */
export function planOf(schema: Schema): Plan {
  const skipped: { table: Table; reason: string }[] = [];
  const skip = (table: Table, reason: string) => skipped.push({ table, reason });
  const candidates = schema.tables.filter((table) => {
    if (table.partitionOf) return false; // its rows arrive through the parent
    if (!table.columnsKnown || table.asQuery) skip(table, "its columns are not known from the text");
    else if (table.columns.length > 0) return true;
    return false;
  });
  const links = new Map<Table, Link[]>();
  const done: Table[] = [];
  let left = candidates.filter((table) => {
    const own = linksOf(schema, table);
    if (typeof own === "string") skip(table, own);
    else links.set(table, own);
    return typeof own !== "string";
  });
  const lacks = (table: Table) =>
    (links.get(table) ?? []).filter(({ target }) => target !== table && !done.includes(target));
  while (left.length > 0) {
    const gone = left.find((table) =>
      lacks(table).some(({ target, optional }) => !optional && !left.includes(target)),
    );
    if (gone) {
      const name = lacks(gone).find(({ target }) => !left.includes(target))?.target.name ?? "";
      skip(gone, `it needs rows of ${name}, which has none`);
      left = left.filter((table) => table !== gone);
      continue;
    }
    const next =
      left.find((table) => lacks(table).length === 0) ??
      left.find((table) => lacks(table).every(({ optional }) => optional)) ??
      left.find((table) => lacks(table).every(({ optional, key }) => optional || key.deferrable)) ??
      undefined;
    if (next) {
      const late = new Set(lacks(next));
      links.set(
        next,
        (links.get(next) ?? [])
          // A link to a table without rows stays empty.
          .filter((link) => !late.has(link) || left.includes(link.target))
          .map((link) =>
            late.has(link)
              ? { ...link, when: link.optional ? ("second step" as const) : ("deferred" as const) }
              : link,
          ),
      );
      done.push(next);
      left = left.filter((table) => table !== next);
      continue;
    }
    for (const table of left)
      skip(table, "it stands in a circle of foreign keys that none of its columns may leave empty");
    left = [];
  }
  return { tables: done, links, skipped };
}

/** The foreign keys of a table, or why they cannot be satisfied. */
function linksOf(schema: Schema, table: Table): Link[] | string {
  const links: Link[] = [];
  for (const key of table.constraints) {
    if (key.kind !== "foreign key") continue;
    const target = resolveObject(schema, key.target);
    const columns = key.columns.map(({ name }) => name);
    const optional = columns.some((name) => mayBeNull(table, name));
    if (!target) {
      if (optional) continue;
      return `it references ${key.target.name}, which is not there`;
    }
    const primary = target.constraints.find((one) => one.kind === "primary key");
    const targetColumns =
      key.targetColumns.length > 0
        ? key.targetColumns.map(({ name }) => name)
        : (primary?.columns ?? []).map(({ name }) => name);
    if (targetColumns.length !== columns.length) return `its key to ${target.name} does not fit`;
    links.push({ key, table, target, columns, targetColumns, optional, when: "before" });
  }
  return links;
}

export function mayBeNull(table: Table, name: string): boolean {
  const inPrimaryKey = table.constraints.some(
    (one) => one.kind === "primary key" && one.columns.some((column) => column.name === name),
  );
  return !inPrimaryKey && columnOf(table, name)?.notNull === false;
}
