import type { Schema, Table, View } from "../../schema";
import { foldIdentifier, type Dialect, type Token } from "../../sql";
import { isWord } from "../context";
import { foldName, readName } from "./names";

/** A relation that a query names, under the name by which its columns are reached. */
export interface ScopedRelation {
  readonly alias: string;
  readonly columns: readonly ScopedColumn[];
}

export interface ScopedColumn {
  readonly name: string;
  readonly table?: Table;
}

/** Words that can follow a relation and are no alias of it. */
const notAliases = [
  "ON", "USING", "WHERE", "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL", "GROUP", "ORDER", "HAVING",
  "LIMIT", "OFFSET", "SET", "VALUES", "RETURNING", "UNION", "EXCEPT", "INTERSECT", "SELECT", "FOR", "DEFAULT",
  "OVERRIDING", "TABLESAMPLE", "WINDOW", "FETCH", "DO", "AS",
]; // prettier-ignore

/**
 * The relations that FROM, JOIN, INTO, UPDATE and USING name in the statement, with their aliases. With the index of
 * the token at the cursor, those of queries in parentheses that it is not in are left out.
 */
export function relationsInScope(
  tokens: readonly Token[],
  schema: Schema,
  cursor?: number,
): readonly ScopedRelation[] {
  const { dialect } = schema;
  const found: ScopedRelation[] = [];
  const derived = derivedRelations(tokens, schema);
  const isSeen = cursor === undefined ? () => true : visibleFrom(tokens, cursor);
  for (let at = 0; at < tokens.length; at++) {
    if (!isWord(tokens[at], "FROM", "JOIN", "INTO", "UPDATE", "USING") || !isSeen(at)) continue;
    for (let next = at + 1; ; next++) {
      while (isWord(tokens[next], "ONLY", "LATERAL")) next++;
      if (tokens[next]?.text === "(" && isWord(tokens[next + 1], "SELECT", "VALUES", "WITH")) {
        const query = { from: next + 1, to: closingOf(tokens, next) };
        next = isWord(tokens[query.to + 1], "AS") ? query.to + 2 : query.to + 1;
        const alias = aliasAt(tokens, next);
        if (alias)
          found.push({ alias: foldIdentifier(alias, dialect), columns: outputOf(tokens, query, schema) });
      } else {
        const read = readName(tokens, next);
        if (!read || isWord(tokens[next], ...notAliases)) break;
        next = isWord(tokens[read.next], "AS") ? read.next + 1 : read.next;
        const relation = foldName(read.name, dialect);
        const columns =
          (relation.schema === undefined ? derived.get(relation.name) : undefined) ??
          columnsOf(schema, findRelation(schema, relation));
        const alias = aliasAt(tokens, next);
        found.push({ alias: alias ? foldIdentifier(alias, dialect) : relation.name, columns });
        if (!alias) next--;
      }
      if (tokens[next + 1]?.text !== ",") break;
      next++;
    }
  }
  return found;
}

function aliasAt(tokens: readonly Token[], at: number): Token | undefined {
  const token = tokens[at];
  const isName = token?.kind === "word" || token?.kind === "quoted";
  return isName && !isWord(token, ...notAliases) ? token : undefined;
}

/** Tells for a token whether every parenthesis around it is around the cursor too. */
function visibleFrom(tokens: readonly Token[], cursor: number): (at: number) => boolean {
  const hidden = new Set<number>();
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.text !== "(") continue;
    const end = closingOf(tokens, at);
    if (cursor > at && cursor <= end) continue;
    for (let inside = at; inside < end; inside++) hidden.add(inside);
    at = Math.max(at, end);
  }
  return (at) => !hidden.has(at);
}

function closingOf(tokens: readonly Token[], open: number): number {
  for (let at = open, depth = 0; at < tokens.length; at++) {
    if (tokens[at]?.text === "(") depth++;
    else if (tokens[at]?.text === ")" && --depth === 0) return at;
  }
  return tokens.length;
}

/** The columns of the common table expressions, as far as their texts tell. */
function derivedRelations(
  tokens: readonly Token[],
  schema: Schema,
): ReadonlyMap<string, readonly ScopedColumn[]> {
  const derived = new Map<string, readonly ScopedColumn[]>();
  if (!tokens.some((token) => isWord(token, "WITH"))) return derived;
  for (let at = 1; at < tokens.length; at++) {
    const name = tokens[at];
    if (!name || !(isWord(tokens[at - 1], "WITH", "RECURSIVE") || tokens[at - 1]?.text === ",")) continue;
    const listed = tokens[at + 1]?.text === "(" ? closingOf(tokens, at + 1) : undefined;
    let as = listed === undefined ? at + 1 : listed + 1;
    if (!isWord(tokens[as], "AS")) continue;
    while (isWord(tokens[as], "AS", "NOT", "MATERIALIZED")) as++;
    if (tokens[as]?.text !== "(") continue;
    const columns =
      listed === undefined
        ? outputOf(tokens, { from: as + 1, to: closingOf(tokens, as) }, schema)
        : tokens
            .slice(at + 2, listed)
            .filter(({ kind }) => kind === "word" || kind === "quoted")
            .map((token) => ({ name: foldIdentifier(token, schema.dialect) }));
    derived.set(foldIdentifier(name, schema.dialect), columns);
    at = closingOf(tokens, as);
  }
  return derived;
}

/** The names of what a query gives: aliases, columns and functions of its list, and all columns for a star. */
function outputOf(
  tokens: readonly Token[],
  { from, to }: { readonly from: number; readonly to: number },
  schema: Schema,
): readonly ScopedColumn[] {
  const query = tokens.slice(from, to);
  const select = query.findIndex((token) => isWord(token, "SELECT", "RETURNING"));
  if (select < 0) return [];
  const columns: ScopedColumn[] = [];
  let item: Token[] = [];
  for (let at = select + 1, depth = 0; at <= query.length; at++) {
    const token = query[at];
    if (token?.text === "(") depth++;
    else if (token?.text === ")") depth--;
    const ends = !token || (depth === 0 && isWord(token, "FROM", "UNION", "WHERE"));
    if (token && !ends && !(depth === 0 && token.text === ",")) {
      item.push(token);
      continue;
    }
    columns.push(...outputOfItem(item, query, schema));
    item = [];
    if (ends) break;
  }
  return columns;
}

function outputOfItem(
  item: readonly Token[],
  query: readonly Token[],
  schema: Schema,
): readonly ScopedColumn[] {
  const [first] = item;
  const last = item.at(-1);
  if (!first || !last) return [];
  if (last.text === "*" && item.length !== 2) {
    const owner = item.length === 3 ? foldIdentifier(first, schema.dialect) : undefined;
    return relationsInScope(query, schema, 0)
      .filter(({ alias }) => owner === undefined || alias === owner)
      .flatMap(({ columns }) => columns);
  }
  const isName = last.kind === "word" || last.kind === "quoted";
  if (isName && !isWord(last, "END")) return [{ name: foldIdentifier(last, schema.dialect) }];
  // A call is called like its function.
  return last.text === ")" && item[1]?.text === "(" ? [{ name: foldIdentifier(first, schema.dialect) }] : [];
}

/** The common table expressions that WITH names. */
export function commonTableNames(tokens: readonly Token[], dialect: Dialect): readonly string[] {
  const names: string[] = [];
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || !isWord(tokens[at + 1], "AS")) continue;
    const opens = tokens[at + 2]?.text === "(" || isWord(tokens[at + 2], "MATERIALIZED", "NOT");
    if (opens && (isWord(tokens[at - 1], "WITH", "RECURSIVE") || tokens[at - 1]?.text === ",")) {
      names.push(foldIdentifier(token, dialect));
    }
  }
  return names;
}

/** The table or view of that name; a bare name means `public`, else the only one that has it. */
export function findRelation(
  schema: Schema,
  { schema: home, name }: { readonly schema?: string; readonly name: string },
): Table | View | undefined {
  const named = [...schema.tables, ...schema.views].filter((relation) => relation.name === name);
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
    names.push(foldIdentifier(name, dialect));
  }
  return names;
}
