import type { CreateTableAsStmt, IntoClause, Node, RuleStmt, SelectStmt, ViewStmt } from "@pgsql/types";
import type { Effect } from "../fold";
import type { Column, View } from "../model";
import type { StatementReader } from "../statement-reader";
import { defineColumns, namesGiven } from "../tokens/view-columns";
import { constantText, stringsOf } from "./nodes";
import { whole } from "./objects";
import { QueryReader } from "./query";
import { outputColumns, Scope } from "./scope";
import { newTable } from "./table";

export function createView(reader: StatementReader, node: ViewStmt): Effect[] {
  return view(reader, node.view?.location, node.query, stringsOf(node.aliases), {
    temporary: node.view?.relpersistence === "t",
    materialized: false,
    securityInvoker: hasOption(node.options, "security_invoker"),
    allowed: node.replace === true ? "replace" : "nothing",
  });
}

function hasOption(options: readonly Node[] | undefined, name: string): boolean {
  return (options ?? []).some((option) => {
    if (!("DefElem" in option) || option.DefElem.defname !== name) return false;
    const { arg } = option.DefElem;
    return arg === undefined || ["true", "on", "1", "yes"].includes(constantText(arg)?.toLowerCase() ?? "");
  });
}

interface ViewOptions {
  readonly temporary: boolean;
  readonly materialized: boolean;
  readonly securityInvoker: boolean;
  readonly allowed: "nothing" | "existing" | "replace";
}

function view(
  reader: StatementReader,
  location: number | undefined,
  query: Node | undefined,
  aliases: readonly string[],
  options: ViewOptions,
): Effect[] {
  const name = reader.nameAtByte(location);
  if (!name) return [];
  const queries = new QueryReader(reader);
  const outputs = queries.query(query, undefined);
  const as = reader.findWord("as", name.next);
  const span = as < 0 ? name.span : reader.spanOf(as + 1, reader.tokens.length);
  const given = namesGiven(reader, name.next, as);
  return [
    (fold) => {
      for (const effect of queries.effects) effect(fold);
      const schema = fold.schemaFor(name, options.temporary);
      fold.define("relation", name, schema);
      const found = outputColumns(fold, outputs);
      const columns = found && [...aliases, ...found.slice(aliases.length)];
      const value: View = {
        kind: "view",
        schema,
        name: name.name,
        nameSpan: fold.at(name.span),
        span: fold.at(whole(reader)),
        statement: fold.statement,
        materialized: options.materialized,
        query: fold.at(span),
        securityInvoker: options.securityInvoker,
        ...(columns && { columns }),
      };
      fold.addRelation({ kind: "view", value }, name.span, options.allowed);
      defineColumns(fold, reader, given, { schema, name: name.name });
    },
  ];
}

/** CREATE TABLE … AS and CREATE MATERIALIZED VIEW. */
export function createTableAs(reader: StatementReader, node: CreateTableAsStmt): Effect[] {
  const { into, query } = node;
  if (node.objtype === "OBJECT_MATVIEW")
    return view(reader, into?.rel?.location, query, stringsOf(into?.colNames), {
      temporary: false,
      materialized: true,
      securityInvoker: false,
      allowed: node.if_not_exists === true ? "existing" : "nothing",
    });
  return into ? tableFromQuery(reader, into, query, node.if_not_exists === true) : [];
}

/** SELECT … INTO table. */
export function selectInto(reader: StatementReader, node: SelectStmt, into: IntoClause): Effect[] {
  return tableFromQuery(reader, into, { SelectStmt: node }, false);
}

function tableFromQuery(
  reader: StatementReader,
  into: IntoClause,
  query: Node | undefined,
  ifNotExists: boolean,
): Effect[] {
  const name = reader.nameAtByte(into.rel?.location);
  if (!name) return [];
  const temporary = into.rel?.relpersistence === "t";
  const queries = new QueryReader(reader);
  const outputs = queries.query(query, undefined);
  const aliases = stringsOf(into.colNames);
  // SELECT … INTO names its table behind its list.
  const given = reader.is(0, "create") ? namesGiven(reader, name.next, reader.findWord("as", name.next)) : [];
  const spans = new Map(given.map((at) => [reader.fold(at), reader.spanOf(at, at + 1)]));
  return [
    (fold) => {
      for (const effect of queries.effects) effect(fold);
      const schema = fold.schemaFor(name, temporary);
      fold.define("relation", name, schema);
      const found = outputColumns(fold, outputs);
      const table = newTable({
        schema,
        name: name.name,
        nameSpan: fold.at(name.span),
        span: fold.at(whole(reader)),
        statement: fold.statement,
        temporary,
        unlogged: into.rel?.relpersistence === "u",
        asQuery: true,
        columnsKnown: found !== undefined,
      });
      const place = fold.at(name.span);
      for (const column of found ? [...aliases, ...found.slice(aliases.length)] : []) {
        if (table.byName.has(column)) continue;
        const span = spans.get(column);
        const own = span ? fold.at(span) : place;
        const type = { name: "unknown", modifiers: [], array: 0, span: place };
        const value: Column = {
          name: column,
          nameSpan: own,
          span: own,
          statement: fold.statement,
          type,
          notNull: false,
        };
        table.byName.set(column, value);
        table.value.columns.push(value);
      }
      fold.addRelation(table, name.span, ifNotExists ? "existing" : "nothing");
      defineColumns(fold, reader, given, { schema, name: name.name });
    },
  ];
}

export function createRule(reader: StatementReader, node: RuleStmt): Effect[] {
  const name = reader.nameAtByte(node.relation?.location);
  if (!name) return [];
  const queries = new QueryReader(reader);
  const scope = new Scope();
  for (const alias of ["new", "old"]) scope.items.push({ alias, columns: [], relation: name });
  queries.expressions(node.whereClause, scope);
  for (const action of node.actions ?? []) queries.query(action, scope);
  return [
    (fold) => {
      fold.referRelation(name);
      for (const effect of queries.effects) effect(fold);
    },
  ];
}
