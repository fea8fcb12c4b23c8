import type { Fold } from "../fold";
import type { StatementReader } from "../statement-reader";
import { queryNames, scopesAround, type QueryNames, type Source } from "./query-names";
import { selectList, type OutputItem } from "./select-list";

/**
 * Where CREATE VIEW or CREATE TABLE … AS gives names to what its query gives: in the list behind its own name, and
 * behind AS. Columns that keep the name of the column they are have no place of their own. Indexes of tokens.
 */
export function namesGiven(reader: StatementReader, next: number, as: number): readonly number[] {
  if (as < 0) return [];
  const listed = reader.is(next, "(") ? reader.elements(next).map(([from]) => from) : [];
  const items = selectList(reader.tokens, reader.parsed.dialect, as + 1, reader.tokens.length) ?? [];
  const aliases = items
    .slice(listed.length)
    .flatMap(({ name, isAlias }) => (isAlias && name !== undefined ? [name] : []));
  return [...listed.filter((at) => reader.isName(at)), ...aliases];
}

/** Records these names as those of the relation's columns. */
export function defineColumns(
  fold: Fold,
  reader: StatementReader,
  names: readonly number[],
  relation: { readonly schema: string; readonly name: string },
): void {
  for (const at of names) {
    const span = reader.spanOf(at, at + 1);
    const name = reader.fold(at);
    fold.refer({ kind: "column", name, span, relation, role: "definition", resolved: "yes" });
  }
}

/** The names of a view's columns, as far as the words tell and what its query reads is known. */
export function columnNames(
  reader: StatementReader,
  next: number,
  as: number,
): (fold: Fold) => readonly string[] | undefined {
  if (reader.is(next, "(")) {
    const listed = reader.elements(next).map(([from]) => reader.fold(from));
    return () => listed;
  }
  const { dialect } = reader.parsed;
  const items = selectList(reader.tokens, dialect, as + 1, reader.tokens.length);
  const names = items?.some(({ star }) => star) ? queryNames(reader.tokens, dialect, as + 1) : undefined;
  return (fold) => {
    const columns: string[] = [];
    for (const item of items ?? []) {
      const own = item.star && names ? starColumns(fold, reader, names, item) : itemName(reader, item);
      if (!own) return undefined;
      columns.push(...own);
    }
    return columns.length > 0 ? columns : undefined;
  };
}

function itemName(reader: StatementReader, { name }: OutputItem): readonly string[] | undefined {
  return name === undefined ? undefined : [reader.fold(name)];
}

function starColumns(
  fold: Fold,
  reader: StatementReader,
  names: QueryNames,
  { from, star }: OutputItem,
): readonly string[] | undefined {
  const owner = star?.qualifier === undefined ? undefined : reader.fold(star.qualifier);
  const [query] = scopesAround(names, from);
  const sources = (query?.sources ?? []).filter(({ name }) => owner === undefined || name === owner);
  const lists = sources.map((source) => sourceColumns(fold, reader, source));
  const known = lists.flatMap((list) => (list ? [list] : []));
  return known.length > 0 && known.length === lists.length ? known.flat() : undefined;
}

function sourceColumns(
  fold: Fold,
  reader: StatementReader,
  { relation, table }: Source,
): readonly string[] | undefined {
  if (table) return table.columns;
  const name = relation && reader.nameAt(relation.schema ?? relation.at);
  const home = name && fold.catalog.relation(name.schema, name.name).found;
  if (home?.kind === "view") return home.value.columns;
  if (home?.kind !== "table" || !home.value.columnsKnown) return undefined;
  return home.value.columns.map((column) => column.name);
}
