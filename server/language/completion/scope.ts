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

/** The relations that FROM, JOIN, INTO, UPDATE and USING name anywhere in the statement, with their aliases. */
export function relationsInScope(tokens: readonly Token[], schema: Schema): readonly ScopedRelation[] {
  const { dialect } = schema;
  const found: ScopedRelation[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!isWord(tokens[at], "FROM", "JOIN", "INTO", "UPDATE", "USING")) continue;
    for (let next = at + 1; ; next++) {
      while (isWord(tokens[next], "ONLY", "LATERAL")) next++;
      const read = readName(tokens, next);
      if (!read || isWord(tokens[next], ...notAliases)) break;
      next = read.next;
      if (isWord(tokens[next], "AS")) next++;
      const alias = tokens[next];
      const named =
        alias && (alias.kind === "word" || alias.kind === "quoted") && !isWord(alias, ...notAliases);
      const relation = foldName(read.name, dialect);
      const columns = columnsOf(schema, findRelation(schema, relation));
      found.push({ alias: named ? foldIdentifier(alias, dialect) : relation.name, columns });
      if (named) next++;
      if (tokens[next]?.text !== ",") break;
    }
  }
  return found;
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
