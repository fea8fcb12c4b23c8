import { singular } from "../words/inflect";
import type { Column, Table } from "./table";

/** An end is not before its start: found by the names, where both have the same type. */
export function orderedPairs(columns: readonly Column[]): Table["orders"] {
  const pairs: [RegExp, string[]][] = [
    [/^(.*_)?start(s)?((_[a-z]+)*)$/, ["$1end$2$3"]],
    [/^(.*_)?starts_at$/, ["$1ends_at"]],
    [/^(.*_)?started_at$/, ["$1ended_at", "$1finished_at", "$1completed_at"]],
    [/^starting_([a-z]+)$/, ["ending_$1"]],
    [/^(.*_)?from_date$/, ["$1to_date"]],
    [/^valid_from$/, ["valid_until", "valid_to"]],
    [/^check_in(_[a-z]+)?$/, ["check_out$1"]],
    [/^departure(_[a-z]+)?$/, ["arrival$1"]],
    [
      /^(loan|borrow|checkout|issue|loaned|borrowed)(_date|_at|_on)$/,
      ["due$2", "return$2", "due_date", "returned$2"],
    ],
    [/^(rental|pickup|pick_up)(_date|_at)$/, ["return$2"]],
    [/^order_date$/, ["delivery_date", "ship_date", "shipped_date"]],
    [/^issue_date$/, ["due_date", "expiry_date"]],
    [/^birth_date$|^date_of_birth$/, ["death_date", "date_of_death"]],
    [/^min(imum)?_([a-z_]+)$/, ["max_$2", "maximum_$2"]],
  ];
  const found: Table["orders"] = [];
  for (const earlier of columns)
    for (const [pattern, laters] of pairs) {
      if (!pattern.test(earlier.name)) continue;
      for (const template of laters) {
        const later = columns.find((each) => each.name === earlier.name.replace(pattern, template));
        const comparable = ["date", "timestamp", "integer", "decimal", "smallint"].includes(
          earlier.type.kind,
        );
        if (
          later &&
          later !== earlier &&
          comparable &&
          later.type.kind === earlier.type.kind &&
          !found.some((p) => p.earlier === earlier.name && p.later === later.name)
        )
          found.push({ earlier: earlier.name, later: later.name });
      }
    }
  return found;
}

/**
 * Where rows of several tables need each other before any can be there, one reference may be null: the one that
 * names a part ("head", "captain") if there is one, else the first.
 */
export function openCycles(tables: readonly Table[]): void {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const bound = (table: Table) =>
    table.columns.filter(
      (column) =>
        column.references !== undefined &&
        column.references.table !== table.name &&
        !column.nullable &&
        !table.primaryKey.includes(column.name),
    );
  for (const start of tables) {
    for (const first of bound(start)) {
      const path: Column[] = [first];
      const seen = new Set<string>([start.name]);
      const walk = (name: string): boolean => {
        if (name === start.name) return true;
        if (seen.has(name)) return false;
        seen.add(name);
        const table = byName.get(name);
        for (const column of table?.columns ?? []) {
          if (!column.references || column.nullable || column.references.table === name) continue;
          path.push(column);
          if (walk(column.references.table)) return true;
          path.pop();
        }
        return false;
      };
      if (!first.references || !walk(first.references.table)) continue;
      const isRole = (column: Column) =>
        column.references !== undefined && column.name !== `${singular(column.references.table)}_id`;
      const free = path.filter(
        (column) =>
          !tables.some((table) => table.columns.includes(column) && table.primaryKey.includes(column.name)),
      );
      const opened = free.find(isRole) ?? free[0];
      if (!opened) continue;
      opened.nullable = true;
      if (opened.references?.onDelete === "restrict")
        opened.references = {
          ...opened.references,
          onDelete: "set null",
          reason: "the row can do without it for a while",
        };
    }
    // A row that refers to its own kind must be able to come first.
    for (const column of start.columns) {
      if (
        column.references?.table !== start.name ||
        column.nullable ||
        start.primaryKey.includes(column.name)
      )
        continue;
      column.nullable = true;
      if (column.references.onDelete === "restrict")
        column.references = {
          ...column.references,
          onDelete: "set null",
          reason: "the row can do without it",
        };
    }
  }
}

/**
 * A table that joins two others and says nothing but when they met keeps the same pair from being stored twice,
 * at the same time if there is one.
 */
export function keepPairsApart(table: Table): void {
  const links = table.columns.filter((column) => column.references !== undefined);
  const [a, b] = links;
  if (!a || !b || links.length !== 2) return;
  const rest = table.columns.filter((column) => column !== a && column !== b);
  const isTime = (column: Column) =>
    /_(?:at|on)$/.test(column.name) && /^(?:date|timestamp)$/.test(column.type.kind);
  if (!rest.every((column) => column.name === "id" || isTime(column))) return;
  const keys = [
    table.primaryKey,
    ...table.uniques,
    ...table.columns.filter((column) => column.unique).map((column) => [column.name]),
  ];
  if (keys.some((key) => key.includes(a.name) || key.includes(b.name))) return;
  const time = rest.find((column) => isTime(column) && !column.nullable);
  table.uniques.push([a.name, b.name, ...(time ? [time.name] : [])]);
}
