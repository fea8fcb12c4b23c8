import type { Effect } from "../fold";
import type { StatementReader, WrittenName } from "../statement-reader";
import { queryEffects } from "./query-effects";
import { columnNames, defineColumns, namesGiven } from "./view-columns";

export function createView(reader: StatementReader, name: WrittenName, at: number): Effect[] {
  const as = reader.findWord("as", name.next);
  const query = reader.spanOf(as + 1, reader.tokens.length);
  const replace = reader.is(1, "or") || reader.is(at + 1, "if");
  const materialized = reader.findWord("materialized", 1, at) > 0;
  const columnsIn =
    as < 0 || reader.parsed.dialect === "postgresql" ? undefined : columnNames(reader, name.next, as);
  const given = namesGiven(reader, name.next, as);
  return [
    ...(as < 0 ? [] : queryEffects(reader, as + 1)),
    (fold) => {
      const schema = fold.relationSchemaFor(name);
      fold.define("relation", name, schema);
      const columns = columnsIn?.(fold);
      const value = {
        kind: "view",
        schema,
        name: name.name,
        nameSpan: fold.at(name.span),
        span: fold.at(reader.spanOf(0, reader.tokens.length)),
        statement: fold.statement,
        materialized,
        ...(columns && { columns }),
        query: fold.at(query),
        securityInvoker: false,
      } as const;
      fold.addRelation({ kind: "view", value }, name.span, replace ? "replace" : "nothing");
      defineColumns(fold, reader, given, { schema, name: name.name });
    },
  ];
}

export function createTrigger(reader: StatementReader, name: WrittenName): Effect[] {
  const on = reader.findWord("on", name.next);
  const table = on < 0 ? undefined : reader.nameAt(on + 1);
  if (!table) return [];
  const timing = reader.is(name.next, "before")
    ? "before"
    : reader.is(name.next, "instead")
      ? "instead of"
      : "after";
  return [
    (fold) => {
      const home = fold.referRelation(table);
      const relation = home ? fold.relationOf(home) : { name: table.name };
      fold.refer({
        kind: "trigger",
        name: name.name,
        span: name.span,
        relation,
        role: "definition",
        resolved: "yes",
      });
      const value = {
        kind: "trigger",
        name: name.name,
        nameSpan: fold.at(name.span),
        span: fold.at(reader.spanOf(0, reader.tokens.length)),
        statement: fold.statement,
        table: fold.objectName(table),
        timing,
        function: { name: "", span: fold.at(name.span) },
      } as const;
      if (home) fold.catalog.link(value.table, home);
      fold.catalog.triggers.push({ home, value });
    },
    ...queryEffects(reader, table.next, { row: table, variables: declaredIn(reader, table.next) }),
  ];
}

/** The names that a body declares. */
function declaredIn(reader: StatementReader, first: number): Set<string> {
  const names = new Set<string>();
  for (let at = first; at < reader.tokens.length; at++) {
    if (!reader.is(at, "declare")) continue;
    for (let next = at + 1; reader.isName(next); next += 2) {
      names.add(reader.fold(next));
      if (!reader.is(next + 1, ",")) break;
    }
  }
  return names;
}

/** What else the words name: a routine, or a type of which nothing but its name is known. */
export function createOther(reader: StatementReader, at: number, name: WrittenName): Effect[] {
  if (reader.is(at, "procedure") || reader.is(at, "function")) {
    const kind = reader.is(at, "procedure") ? "procedure" : "function";
    const variables = declaredIn(reader, name.next);
    for (const [from, to] of reader.is(name.next, "(") ? reader.elements(name.next) : [])
      for (let next = from; next < Math.min(to, from + 2); next++) variables.add(reader.fold(next));
    return [
      ...queryEffects(reader, reader.is(name.next, "(") ? reader.closing(name.next) + 1 : name.next, {
        variables,
      }),
      (fold) => {
        const schema = fold.schemaFor(name);
        fold.define("routine", name, schema);
        const routine = {
          kind,
          schema,
          name: name.name,
          nameSpan: fold.at(name.span),
          span: fold.at(reader.spanOf(0, reader.tokens.length)),
          statement: fold.statement,
          arguments: [],
          returnsSet: false,
          language: fold.dialect === "postgresql" ? "" : "sql",
          securityDefiner: false,
          settings: [],
        } as const;
        fold.catalog.put(fold.catalog.routines, schema, name.name, [routine]);
      },
    ];
  }
  return [
    (fold) => {
      const schema = fold.schemaFor(name);
      const value = { schema, name: name.name, nameSpan: fold.at(name.span) };
      const objects = reader.is(at, "sequence") ? fold.catalog.relations : fold.catalog.types;
      if (objects.get(schema)?.has(name.name) === true || reader.is(at, "event")) return;
      if (reader.is(at, "sequence"))
        fold.catalog.put(fold.catalog.relations, schema, name.name, { kind: "other", value });
      else fold.catalog.put(fold.catalog.types, schema, name.name, { kind: "other", value });
    },
  ];
}
