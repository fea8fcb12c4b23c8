import { indexesOf, resolveObject, resolveTable, type Schema, type Table } from "../../schema";
import { dollarBody, foldIdentifier, tokenize, type Dialect, type Script, type Token } from "../../sql";
import { searchPathSettings } from "../search-path";

/** For each statement, the others that have to stand before it. */
export type Needs = ReadonlyMap<number, ReadonlySet<number>>;

/** What no name tells to be needed: extensions, and where bare names are looked for. */
export function withPrologue(script: Script, needs: Needs): Needs {
  const settings = searchPathSettings(script).map(({ statement }) => statement);
  const prologue = script.statements.flatMap(({ text }, index) =>
    /^create\s+extension\b/i.test(text) || settings.includes(index) ? [index] : [],
  );
  if (prologue.length === 0) return needs;
  return new Map(
    [...needs].map(([index, others]) => {
      // An extension may stand in a schema that another statement makes.
      const isSchema = /^create\s+schema\b/i.test(script.statements[index]?.text ?? "");
      const isFree = isSchema || prologue.includes(index);
      return [index, isFree ? others : new Set([...others, ...prologue])];
    }),
  );
}

/** Rows come behind those that their keys lead to. */
export function withRows({ statements }: Script, schema: Schema, needs: Needs): Needs {
  const rows = new Map<Table, number[]>();
  const targets = new Map<number, Table>();
  for (const { kind, role, statement, name, foundIn } of schema.references) {
    if (kind !== "relation" || role !== "use" || targets.has(statement)) continue;
    if (!/^(?:insert|replace)\b/i.test(statements[statement]?.text ?? "")) continue;
    const table = resolveTable(schema, name, foundIn);
    if (!table) continue;
    targets.set(statement, table);
    rows.set(table, [...(rows.get(table) ?? []), statement]);
  }
  return new Map(
    [...needs].map(([index, others]) => {
      const table = targets.get(index);
      const parents = (table?.constraints ?? []).flatMap((key) => {
        const target = key.kind === "foreign key" ? resolveObject(schema, key.target) : undefined;
        return target && target !== table ? (rows.get(target) ?? []) : [];
      });
      return [index, parents.length > 0 ? new Set([...others, ...parents]) : others];
    }),
  );
}

/** For each statement, the ones that make what it uses. */
export function needsOf(script: Script, schema: Schema): Needs {
  const { statements } = script;
  const { references } = schema;
  const makers = new Map<string, number>();
  // A constraint, a policy, a trigger and a column are those of their table.
  const key = ({ kind, schema, foundIn, name, relation }: Schema["references"][number]) =>
    [kind, relation ? relation.schema : (schema ?? foundIn), relation?.name ?? "", name]
      .map((part) => part ?? "public")
      .join("\0");
  for (const reference of references)
    if (reference.role === "definition" && !makers.has(key(reference)))
      makers.set(key(reference), reference.statement);
  // The index behind a key has its name.
  for (const { schema: home, constraints } of schema.tables)
    for (const { kind, name, statement } of constraints)
      if (kind === "primary key" || kind === "unique" || kind === "exclude")
        for (const made of ["relation", "index"]) {
          const index = [made, home, "", name].join("\0");
          if (!makers.has(index)) makers.set(index, statement);
        }
  const needs = new Map(statements.map((_statement, index) => [index, new Set<number>()]));
  for (const reference of references) {
    if (reference.role === "definition") continue;
    // Each table has a type of its rows.
    const maker =
      makers.get(key(reference)) ??
      (reference.kind === "type" ? makers.get(key({ ...reference, kind: "relation" })) : undefined);
    if (maker !== undefined && maker !== reference.statement) needs.get(reference.statement)?.add(maker);
  }
  return withNeeds(needs, keyNeeds(script, schema));
}

export function withNeeds(needs: Needs, more: Iterable<Need>): Needs {
  const all = new Map([...needs].map(([index, others]) => [index, new Set(others)]));
  for (const [index, maker] of more) if (index !== maker) all.get(index)?.add(maker);
  return all;
}

type Need = readonly [statement: number, maker: number];

/** A foreign key needs the key that it leads to, which a dump adds behind the table. */
function* keyNeeds({ statements, dialect }: Script, schema: Schema): Iterable<Need> {
  for (const [index, statement] of statements.entries()) {
    if (statement.kind !== "sql" || !/\breferences\b/i.test(statement.text)) continue;
    const { tokens } = statement.parsed;
    for (const [at, token] of tokens.entries()) {
      if (token.kind !== "word" || token.text.toLowerCase() !== "references") continue;
      const [name, dot, own] = tokens.slice(at + 1, at + 4);
      const last = dot?.text === "." ? own : name;
      const home = dot?.text === "." && name ? foldIdentifier(name, dialect) : undefined;
      const target = last && resolveTable(schema, foldIdentifier(last, dialect), home);
      if (!target) continue;
      const written = columnsBehind(tokens, at + (last === own ? 4 : 2), dialect);
      const isIt = (columns: readonly string[]) => [...columns].sort().join("\0") === written.join("\0");
      for (const key of target.constraints) {
        if (key.kind !== "primary key" && key.kind !== "unique") continue;
        const isWanted =
          written.length > 0 ? isIt(key.columns.map(({ name }) => name)) : key.kind === "primary key";
        if (isWanted) yield [index, key.statement];
      }
      for (const { unique, keys, statement: maker } of indexesOf(schema, target))
        if (unique && isIt(keys.map(({ column }) => column ?? ""))) yield [index, maker];
    }
  }
}

/** The names in the parentheses that open at the index, sorted. */
function columnsBehind(tokens: readonly Token[], open: number, dialect: Dialect): readonly string[] {
  if (tokens[open]?.text !== "(") return [];
  const close = tokens.findIndex(({ text }, at) => at > open && text === ")");
  return tokens
    .slice(open + 1, close)
    .filter(({ text }) => text !== ",")
    .map((token) => foldIdentifier(token, dialect))
    .sort();
}

/**
 * What words tell and the model does not: routines that are called before they are made, and what the bodies of SQL
 * functions read, which PostgreSQL looks at when it makes them.
 */
export function* wordNeeds({ statements, dialect }: Script, schema: Schema): Iterable<Need> {
  const routines = new Map(schema.routines.map(({ name, statement }) => [name, statement]));
  const others = [
    ...schema.tables,
    ...schema.views,
    ...schema.enums,
    ...schema.domains,
    ...schema.compositeTypes,
  ];
  const things = new Map(others.map(({ name, statement }) => [name, statement]));
  const own = new Map(schema.routines.map((routine) => [routine.statement, routine]));
  if (routines.size === 0) return;
  for (const [index, statement] of statements.entries()) {
    if (statement.kind !== "sql" || /^(?:comment|grant|revoke|drop)\b/i.test(statement.text)) continue;
    const routine = own.get(index);
    const { tokens } = statement.parsed;
    const isSql = routine?.kind === "aggregate" || routine?.language === "sql";
    const words = isSql
      ? tokens.flatMap((token) => bodyOf(token, dialect) ?? [token])
      : routine
        ? []
        : tokens;
    for (const [at, token] of words.entries()) {
      if (token.kind !== "word" && token.kind !== "quoted") continue;
      const name = foldIdentifier(token, dialect);
      const isCall = words[at + 1]?.text === "(" || routine?.kind === "aggregate";
      const maker = (isCall ? routines.get(name) : undefined) ?? (isSql ? things.get(name) : undefined);
      if (maker !== undefined) yield [index, maker];
    }
  }
}

/** The words of a body between dollars or in quotes. */
function bodyOf(token: Token, dialect: Dialect): readonly Token[] | undefined {
  const body = dollarBody(token);
  const quoted = token.kind === "string" && token.text.startsWith("'") ? token.text.slice(1, -1) : undefined;
  const text = body?.text ?? quoted;
  return text === undefined ? undefined : tokenize(text, dialect);
}
