import {
  queryNames,
  scopesAround,
  selectList,
  type CommonTable,
  type OutputItem,
  type QueryNames,
  type QueryScope,
  type Schema,
  type Source,
  type Table,
  type View,
} from "../../schema";
import { foldIdentifier, identifierName, type Dialect, type Token } from "../../sql";
import { isWord } from "../context";

/** A relation that a query names, under the name by which its columns are reached. */
export interface ScopedRelation {
  readonly alias: string;
  /** The same as it is written. */
  readonly label: string;
  readonly columns: readonly ScopedColumn[];
}

export interface ScopedColumn {
  readonly name: string;
  readonly table?: Table;
}

/** What a place in a half-typed statement can name. */
export interface PlaceInQuery {
  /** What FROM, JOIN, INTO, UPDATE and USING name around it, that of the innermost query first. */
  readonly relations: readonly ScopedRelation[];
  /** The tables of WITH that are known there. */
  readonly commonTables: readonly { readonly name: string; readonly columns: readonly ScopedColumn[] }[];
  /** What the query itself gives, under the names that it gives to it. */
  readonly outputs: readonly string[];
}

/** What can be named at the token with the index. */
export function scopeAt(tokens: readonly Token[], schema: Schema, at: number): PlaceInQuery {
  const names = queryNames(tokens, schema.dialect);
  const scopes = scopesAround(names, at);
  const reader: Reader = { tokens, schema, names };
  return {
    relations: scopes.flatMap(({ sources }) => sources.flatMap((source) => scopedRelation(reader, source))),
    commonTables: scopes.flatMap(({ tables }) =>
      tables.flatMap((table) =>
        table.name !== undefined && (table.from ?? 0) <= at
          ? [{ name: table.name, columns: columnsOfQuery(reader, table, 0) }]
          : [],
      ),
    ),
    outputs: scopes[0] ? aliasesOf(reader, scopes[0], at) : [],
  };
}

interface Reader {
  readonly tokens: readonly Token[];
  readonly schema: Schema;
  readonly names: QueryNames;
}

function fold({ tokens, schema }: Reader, at: number): string {
  const token = tokens[at];
  return token ? foldIdentifier(token, schema.dialect) : "";
}

/** The name as it is to be shown and written. */
function written({ tokens, schema }: Reader, at: number): string {
  const token = tokens[at];
  return token ? shownName(token, schema.dialect) : "";
}

function shownName(token: Token, dialect: Dialect): string {
  return dialect === "postgresql" ? foldIdentifier(token, dialect) : identifierName(token);
}

function scopedRelation(reader: Reader, source: Source): readonly ScopedRelation[] {
  return source.name === undefined
    ? []
    : [{ alias: source.name, label: labelOf(reader, source), columns: columnsOfSource(reader, source, 0) }];
}

function labelOf(reader: Reader, { name, alias, relation }: Source): string {
  const at = alias ?? relation?.at;
  return at === undefined ? (name ?? "") : written(reader, at);
}

/** More queries than ever are within one another; a table of WITH may read itself. */
const deepest = 12;

function columnsOfSource(
  reader: Reader,
  { table, relation }: Source,
  depth: number,
): readonly ScopedColumn[] {
  if (table) return depth > deepest ? [] : columnsOfQuery(reader, table, depth);
  if (!relation) return [];
  const name = fold(reader, relation.at);
  const home = relation.schema === undefined ? {} : { schema: fold(reader, relation.schema) };
  return columnsOf(reader.schema, findRelation(reader.schema, { ...home, name }));
}

/** What a query gives: its names, the names of functions that it calls, and all columns for a star. */
function columnsOfQuery(reader: Reader, table: CommonTable, depth: number): readonly ScopedColumn[] {
  if (table.listed) return table.listed.map((at) => ({ name: written(reader, at) }));
  return (table.items ?? []).flatMap((item): readonly ScopedColumn[] => {
    if (item.star) return columnsOfStar(reader, item, depth);
    if (item.name !== undefined) return [{ name: written(reader, item.name) }];
    // A call is called like its function.
    const isCall = reader.tokens[item.from + 1]?.text === "(" && reader.tokens[item.to - 1]?.text === ")";
    return isCall ? [{ name: fold(reader, item.from) }] : [];
  });
}

function columnsOfStar(reader: Reader, { from, star }: OutputItem, depth: number): readonly ScopedColumn[] {
  const owner = star?.qualifier === undefined ? undefined : fold(reader, star.qualifier);
  const [query] = scopesAround(reader.names, from);
  return (query?.sources ?? [])
    .filter(({ name }) => owner === undefined || name === owner)
    .flatMap((source) => columnsOfSource(reader, source, depth + 1));
}

/** The names that AS gives in the list of the query, for what stands behind its FROM. */
function aliasesOf(reader: Reader, query: QueryScope, at: number): readonly string[] {
  const items = selectList(reader.tokens, reader.schema.dialect, query.from, query.to) ?? [];
  if (at <= (items.at(-1)?.to ?? at)) return [];
  return items.flatMap(({ name, isAlias }) => (isAlias && name !== undefined ? [written(reader, name)] : []));
}

/** Tells names that mean the same: the model has them as they were written, and only PostgreSQL tells cases apart. */
export function sameName(name: string, dialect: Dialect): (other: string) => boolean {
  if (dialect === "postgresql") return (other) => other === name;
  const lower = name.toLowerCase();
  return (other) => other.toLowerCase() === lower;
}

/** The table or view of that name; a bare name means `public`, else the only one that has it. */
export function findRelation(
  schema: Schema,
  { schema: home, name }: { readonly schema?: string; readonly name: string },
): Table | View | undefined {
  const isIt = sameName(name, schema.dialect);
  const named = [...schema.tables, ...schema.views].filter((relation) => isIt(relation.name));
  if (home !== undefined) return named.find((relation) => relation.schema === home);
  return named.find((relation) => relation.schema === "public") ?? named[0];
}

export function columnsOf(schema: Schema, relation: Table | View | undefined): readonly ScopedColumn[] {
  if (!relation) return [];
  if (relation.kind === "view") return (relation.columns ?? []).map((name) => ({ name }));
  const inherited = [...relation.inherits, ...(relation.partitionOf ? [relation.partitionOf] : [])].flatMap(
    (parent) => {
      const table = findRelation(schema, parent);
      return table && table !== relation ? columnsOf(schema, table) : [];
    },
  );
  const own = relation.columns.map(({ name }) => ({ name, table: relation }));
  return [...own, ...inherited.filter((column) => !own.some(({ name }) => name === column.name))];
}

/**
 * The names of the columns that a CREATE TABLE which does not parse yet has written so far:
 * the first word of each element that is no constraint.
 */
export function columnsWritten(tokens: readonly Token[], dialect: Dialect): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.text === ")") depth--;
    const starts = (token?.text === "(" && ++depth === 1) || (token?.text === "," && depth === 1);
    const name = tokens[at + 1];
    if (!starts || !name || (name.kind !== "word" && name.kind !== "quoted")) continue;
    if (isWord(name, "CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE", "LIKE")) continue;
    names.push(shownName(name, dialect));
  }
  return names;
}
