import type { Span } from "../../sql";
import type { ColumnHome, Fold, Resolution } from "../fold";
import { hasColumn } from "../fold";
import type { WrittenName } from "../statement-reader";

/** One column that a query gives; undefined columns of `star` are those of everything in its FROM. */
export type Output = { readonly name: string } | { readonly star: readonly FromItem[] };

/** What a query gives; without `outputs` it cannot be told. */
export interface Query {
  outputs: readonly Output[] | undefined;
}

/** Something that a query reads from. */
export interface FromItem {
  /** The name by which columns are qualified. */
  readonly alias: string | undefined;
  /** Whether that is a name of its own, also where it is written like the relation's. */
  readonly renamed?: boolean;
  /** New names for its first columns. */
  readonly columns: readonly string[];
  readonly relation?: WrittenName;
  readonly query?: Query;
}

/** What the names in a part of a query can mean. */
export class Scope {
  readonly items: FromItem[] = [];
  readonly tables = new Map<string, Query>();
  /** Names besides columns: output names in ORDER BY, arguments of a function. */
  readonly others = new Set<string>();
  /** Names that nothing here tells of may be anything. */
  open = false;

  constructor(readonly parent?: Scope) {}

  table(name: string): Query | undefined {
    return this.tables.get(name) ?? this.parent?.table(name);
  }
}

type FoundColumns = readonly string[] | undefined;

export function homeOf(fold: Fold, item: FromItem): ColumnHome {
  if (!item.relation) return undefined;
  const known = fold.memo.get(item);
  if (known) return known;
  const home = fold.catalog.relation(item.relation.schema, item.relation.name).found;
  fold.memo.set(item, home);
  return home;
}

/** The names of an item's columns; undefined where they are not known. */
function columnsOf(fold: Fold, item: FromItem): FoundColumns {
  if (fold.columnMemo.has(item)) return fold.columnMemo.get(item);
  const all = allColumns(fold, item);
  const names = all && item.columns.length > 0 ? [...item.columns, ...all.slice(item.columns.length)] : all;
  fold.columnMemo.set(item, names);
  return names;
}

function allColumns(fold: Fold, item: FromItem): FoundColumns {
  if (item.query) return outputColumns(fold, item.query);
  const home = homeOf(fold, item);
  if (home?.kind === "view") return home.value.columns;
  if (home?.kind !== "table" || !home.value.columnsKnown) return undefined;
  return home.value.columns.map((column) => column.name);
}

/** Whether an item has a column of the name. */
function itemHas(fold: Fold, item: FromItem, name: string): Resolution {
  if (item.relation && item.columns.length === 0) return hasColumn(homeOf(fold, item), name);
  const columns = columnsOf(fold, item);
  if (!columns) return "unknown";
  if (columns.includes(name)) return "yes";
  return item.relation && hasColumn(homeOf(fold, item), name) === "unknown" ? "unknown" : "no";
}

/** The names of the columns that a query gives; undefined where they are not known. */
export function outputColumns(fold: Fold, query: Query): FoundColumns {
  if (!query.outputs) return undefined;
  const names: string[] = [];
  for (const output of query.outputs) {
    if ("name" in output) {
      names.push(output.name);
      continue;
    }
    for (const item of output.star) {
      const columns = columnsOf(fold, item);
      if (!columns) return undefined;
      names.push(...columns);
    }
  }
  return names;
}

/** What is written before a column, with the schema before that. */
export interface Qualifier {
  readonly name: string;
  readonly span: Span;
  readonly schema?: { readonly name: string; readonly span: Span };
}

/** Finds what a column is, from the innermost query outwards, and records it as a mention. */
export function resolveColumn(
  fold: Fold,
  scope: Scope,
  column: { readonly name: string; readonly span: Span },
  qualified: Qualifier | undefined,
  fullSpan: Span,
): void {
  const qualifier = qualified?.name;
  const refer = (resolved: Resolution, item?: FromItem): void => {
    const home = item && homeOf(fold, item);
    // What a query gives under a name is no column of a relation of that name.
    const isLocal = item?.query !== undefined && resolved === "yes";
    const written =
      qualifier === undefined || isLocal ? undefined : { name: item?.relation?.name ?? qualifier };
    const relation = home ? fold.relationOf(home) : written;
    if (home && qualified && item.renamed !== true && item.relation?.name === qualifier)
      referQualifier(fold, qualified, home.value.schema);
    fold.refer({
      kind: "column",
      name: column.name,
      span: column.span,
      fullSpan,
      relation,
      role: "use",
      resolved,
    });
  };
  let unsure = false;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    for (const item of at.items) {
      if (qualifier !== undefined && item.alias !== qualifier) continue;
      const has = itemHas(fold, item, column.name);
      if (has === "yes") {
        refer("yes", item);
        return;
      }
      if (qualifier !== undefined) {
        refer(qualified?.schema ? "unknown" : has, item);
        return;
      }
      // A table's name alone is its whole row.
      if (item.alias === column.name) return;
      if (has === "unknown") unsure = true;
    }
    if (at.open || at.others.has(column.name)) unsure = true;
  }
  refer(qualifier === undefined && !unsure ? "no" : "unknown");
}

/** A relation without an alias that is named again before one of its columns. */
function referQualifier(fold: Fold, { name, span, schema }: Qualifier, foundIn: string): void {
  if (schema)
    fold.refer({ kind: "schema", name: schema.name, span: schema.span, role: "use", resolved: "yes" });
  const full = schema && { start: schema.span.start, end: span.end };
  fold.refer({
    kind: "relation",
    name,
    span,
    ...(full && { fullSpan: full }),
    ...(schema && { schema: schema.name }),
    foundIn,
    role: "use",
    resolved: "yes",
  });
}
