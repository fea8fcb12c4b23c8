import type {
  DiagramColumn,
  DiagramModel,
  DiagramRelation,
  DiagramTable,
} from "../../../server/protocol/diagram";

export type Change = "added" | "changed" | "removed";

/** Two versions in one picture. */
export interface Comparison {
  /** What is there now, and what was there before. */
  readonly model: DiagramModel;
  /** By table id, `table id + "." + column`, and relation id. */
  readonly changes: ReadonlyMap<string, Change>;
  readonly counts: Readonly<Record<Change, number>>;
}

/** What became of the tables, columns and relations of an earlier version; things are the same where names are. */
export function compareModels(before: DiagramModel, after: DiagramModel): Comparison {
  const changes = new Map<string, Change>();
  const old = new Map(before.tables.map((table) => [table.id, table]));
  const now = new Set(after.tables.map(({ id }) => id));
  const tables = after.tables.map((table) => {
    const previous = old.get(table.id);
    if (!previous) {
      changes.set(table.id, "added");
      return table;
    }
    const columns = new Map(previous.columns.map((column) => [column.name, column]));
    for (const column of table.columns) {
      const was = columns.get(column.name);
      if (!was) changes.set(`${table.id}.${column.name}`, "added");
      else if (textOf(was) !== textOf(column)) changes.set(`${table.id}.${column.name}`, "changed");
    }
    const names = new Set(table.columns.map(({ name }) => name));
    const gone = previous.columns.filter(({ name }) => !names.has(name));
    for (const { name } of gone) changes.set(`${table.id}.${name}`, "removed");
    const touched = [...table.columns, ...gone].some(({ name }) => changes.has(`${table.id}.${name}`));
    const other =
      previous.comment !== table.comment ||
      previous.indexes.join("\n") !== table.indexes.join("\n") ||
      previous.checks.join("\n") !== table.checks.join("\n") ||
      partitionsOf(previous) !== partitionsOf(table);
    if (touched || other) changes.set(table.id, "changed");
    return gone.length === 0 ? table : { ...table, columns: [...table.columns, ...gone] };
  });
  const goneTables = before.tables.filter(({ id }) => !now.has(id));
  for (const { id } of goneTables) changes.set(id, "removed");
  const oldKeys = new Map(before.relations.map((relation) => [endsOf(relation), relation]));
  const newKeys = new Set(after.relations.map(endsOf));
  for (const relation of after.relations) {
    const was = oldKeys.get(endsOf(relation));
    if (!was) changes.set(relation.id, "added");
    else if (ruleOf(was) !== ruleOf(relation)) changes.set(relation.id, "changed");
  }
  const goneKeys = before.relations
    .filter((relation) => !newKeys.has(endsOf(relation)))
    .map((relation) => ({ ...relation, id: `removed/${relation.id}` }));
  for (const { id } of goneKeys) changes.set(id, "removed");
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { id } of [...after.tables, ...goneTables]) {
    const change = changes.get(id);
    if (change) counts[change]++;
  }
  return {
    model: { ...after, tables: [...tables, ...goneTables], relations: [...after.relations, ...goneKeys] },
    changes,
    counts,
  };
}

function partitionsOf({ partitionBy, partitions }: DiagramTable): string {
  return JSON.stringify([partitionBy, partitions?.map(({ name }) => name)]);
}

function textOf({ type, notNull, primaryKey, unique, comment, default: value }: DiagramColumn): string {
  return JSON.stringify([type, notNull, primaryKey, unique, comment, value]);
}

function endsOf({ from, to }: DiagramRelation): string {
  return JSON.stringify([from.table, from.columns, to.table, to.columns]);
}

function ruleOf({ many, optional, onDelete }: DiagramRelation): string {
  return JSON.stringify([many, optional, onDelete]);
}

export const changeSymbols: Readonly<Record<Change, string>> = { added: "+", changed: "~", removed: "−" };
