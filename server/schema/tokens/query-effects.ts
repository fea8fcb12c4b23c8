import type { ColumnHome, Effect, Fold } from "../fold";
import { hasColumn } from "../fold";
import type { StatementReader, WrittenName } from "../statement-reader";
import { referKey } from "./element";
import {
  queryNames,
  sourceOf,
  type QueryNames,
  type QueryScope,
  type Source,
  type UsedName,
} from "./query-names";

interface QueryContext {
  /** Whose columns `new` and `old` have. */
  readonly row?: WrittenName;
  /** Names that mean variables and arguments before they mean columns. */
  readonly variables?: ReadonlySet<string>;
}

/**
 * What queries mention, from the token on: relations and columns that are there. What is not found is no mention,
 * since the words alone do not tell whether it would have to be there. Nothing for PostgreSQL, whose queries have trees.
 */
export function queryEffects(reader: StatementReader, first: number, context: QueryContext = {}): Effect[] {
  if (reader.parsed.dialect === "postgresql") return [];
  const names = queryNames(reader.tokens, reader.parsed.dialect, first);
  return [
    (fold) => {
      for (const scope of names.scopes) for (const source of scope.sources) referSource(fold, reader, source);
      for (const used of names.used) referUsed({ fold, reader, names, context }, used);
    },
  ];
}

function referSource(fold: Fold, reader: StatementReader, { relation, table }: Source): void {
  const name = relation && !table ? nameOf(reader, relation) : undefined;
  if (name && fold.catalog.relation(name.schema, name.name).found) fold.referRelation(name);
}

function nameOf(
  reader: StatementReader,
  { at, schema }: NonNullable<Source["relation"]>,
): WrittenName | undefined {
  return reader.nameAt(schema ?? at);
}

interface Place {
  readonly fold: Fold;
  readonly reader: StatementReader;
  readonly names: QueryNames;
  readonly context: QueryContext;
}

function referUsed(place: Place, { at, scope, qualifier, schema }: UsedName): void {
  const { fold, reader, context } = place;
  const token = reader.token(at);
  if (!token) return;
  const isColumn = token.text !== "*" || token.kind !== "operator";
  const name = reader.fold(at);
  if (qualifier === undefined) {
    if (context.variables?.has(name) === true || isOutput(place, { at, scope }, name)) return;
    if (isIndexHint(reader, at)) {
      for (const home of scope.sources.map((source) => homeOf(place, source)))
        if (home?.kind === "table" && referKey(fold, home, { name, span: token.span }, "use")) return;
      return;
    }
    const home = bareHome(place, scope, name);
    if (home) fold.referColumn({ name, span: token.span }, home, undefined);
    return;
  }
  const owner = reader.fold(qualifier);
  const source = sourceOf(scope, owner);
  const home = source ? homeOf(place, source) : rowHome(place, owner);
  if (!home) return;
  if (source && source.alias === undefined) {
    const written = reader.nameAt(schema ?? qualifier);
    const span = reader.token(qualifier)?.span;
    if (written && span)
      fold.refer({
        kind: "relation",
        name: owner,
        span,
        foundIn: home.value.schema,
        role: "use",
        resolved: "yes",
      });
  }
  if (isColumn && hasColumn(home, name) === "yes")
    fold.referColumn({ name, span: token.span }, home, undefined);
}

/** Whether the name stands between the parentheses of MySQL's USE INDEX (…) and the like. */
function isIndexHint(reader: StatementReader, at: number): boolean {
  let open = at - 1;
  while (reader.is(open, ",") && reader.isName(open - 1)) open -= 2;
  if (!reader.is(open, "(")) return false;
  // USE INDEX FOR JOIN (…)
  if (reader.is(open - 2, "for")) open -= 2;
  else if (reader.is(open - 3, "for")) open -= 3;
  if (!reader.is(open - 1, "index") && !reader.is(open - 1, "key")) return false;
  return ["use", "force", "ignore"].some((word) => reader.is(open - 2, word));
}

/** The relation that a source is; undefined for a query, and for what is not known. */
function homeOf({ fold, reader }: Place, { relation, table }: Source): ColumnHome {
  const name = relation && !table ? nameOf(reader, relation) : undefined;
  return name && fold.catalog.relation(name.schema, name.name).found;
}

function rowHome({ fold, context: { row } }: Place, owner: string): ColumnHome {
  return row && (owner === "new" || owner === "old")
    ? fold.catalog.relation(row.schema, row.name).found
    : undefined;
}

/** The relation whose column a bare name is, where no other can have it. */
function bareHome(place: Place, scope: QueryScope, name: string): ColumnHome {
  for (let at: QueryScope | undefined = scope; at; at = at.parent) {
    let found: ColumnHome;
    for (const source of at.sources) {
      const home = homeOf(place, source);
      const columns = source.table?.columns;
      const has = home
        ? hasColumn(home, name)
        : columns
          ? columns.includes(name)
            ? "other"
            : "no"
          : "unknown";
      if (has === "unknown" || has === "other") return undefined;
      if (has === "yes") found ??= home;
    }
    if (found) return found;
  }
  return undefined;
}

/** Whether ORDER BY or the like names something that the query gives. */
function isOutput({ reader, names }: Place, { at, scope }: UsedName, name: string): boolean {
  if (
    !names.outputs.some((output) => output >= scope.from && output < scope.to && reader.fold(output) === name)
  )
    return false;
  for (let back = at; back >= scope.from; back--)
    if (["order", "group", "having"].some((word) => reader.is(back, word))) return true;
  return false;
}
