import type { Table } from "../design/table";

/** The tables so that each stands behind those it refers to, and the foreign keys that cannot wait for that. */
export function inOrder(tables: readonly Table[]): {
  readonly tables: readonly Table[];
  readonly late: readonly { readonly table: string; readonly column: string }[];
} {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const state = new Map<string, "open" | "done">();
  const sorted: Table[] = [];
  const late: { table: string; column: string }[] = [];
  const visit = (table: Table): void => {
    state.set(table.name, "open");
    // Keys that may be null come last, so that a cycle is cut where a row can wait for its partner.
    const keys = [...table.columns].sort((a, b) => Number(a.nullable) - Number(b.nullable));
    for (const column of keys) {
      const target = column.references && byName.get(column.references.table);
      if (!target || target === table) continue;
      if (state.get(target.name) === "open") late.push({ table: table.name, column: column.name });
      else if (!state.has(target.name)) visit(target);
    }
    state.set(table.name, "done");
    sorted.push(table);
  };
  for (const table of tables) if (!state.has(table.name)) visit(table);
  return { tables: sorted, late };
}
