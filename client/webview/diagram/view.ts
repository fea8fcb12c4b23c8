import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import { enumUses } from "./enums";
import type { Detail } from "./host";

/** What of the model is drawn, and how much of each table. */
export interface View {
  readonly detail: Detail;
  /** Tables that show their keys alone. */
  readonly collapsed: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  /** Only this table and what is next to it. */
  readonly around?: string;
}

export function detailIn({ detail, collapsed }: View, table: DiagramTable): Detail {
  return collapsed.has(table.id) && detail === "all" ? "keys" : detail;
}

/** The model without what the view leaves out. */
export function shownOf(model: DiagramModel, { hidden, around }: View): DiagramModel {
  const near = around === undefined ? undefined : neighboursOf(model, around);
  if (hidden.size === 0 && !near) return model;
  const tables = model.tables.filter(({ id }) => (near ? near.has(id) : !hidden.has(id)));
  const ids = new Set(tables.map(({ id }) => id));
  return {
    ...model,
    tables,
    relations: model.relations.filter(({ from, to }) => ids.has(from.table) && ids.has(to.table)),
  };
}

/** The table, what it references and what references it; with an enumerated type, what is of it. */
export function neighboursOf(
  model: DiagramModel | undefined,
  table: string | undefined,
): ReadonlySet<string> {
  const near = new Set<string>();
  if (table !== undefined) near.add(table);
  for (const { from, to } of model?.relations ?? [])
    if (from.table === table || to.table === table) near.add(from.table).add(to.table);
  for (const use of model ? enumUses(model) : [])
    if (use.table === table || use.of === table) near.add(use.table).add(use.of);
  return near;
}

/** The tables whose name, or a column's, has the text. Those by name come first. */
export function findTables(model: DiagramModel | undefined, search: string): ReadonlySet<string> {
  const wanted = search.trim().toLowerCase();
  if (!model || wanted === "") return new Set();
  const byName = model.tables.filter(({ id }) => id.toLowerCase().includes(wanted));
  const byColumn = model.tables.filter(({ columns }) =>
    columns.some(({ name }) => name.toLowerCase().includes(wanted)),
  );
  return new Set([...byName, ...byColumn].map(({ id }) => id));
}
