import type { TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { addIndex, renameKey, removeIndexes } from "../keys";
import { newTable } from "../postgresql/table";
import type { StatementReader, WrittenName } from "../statement-reader";
import { addElement, readElement, referKey, type TokenElement } from "./element";
import { queryEffects } from "./query-effects";
import { createOther, createTrigger, createView } from "./create-code";

const modifiers = [
  "or",
  "replace",
  "temp",
  "temporary",
  "unlogged",
  "global",
  "local",
  "unique",
  "fulltext",
  "spatial",
  "virtual",
  "materialized",
  "recursive",
];

/**
 * What a statement does as far as its words tell: for the dialects whose parser keeps no places, and for
 * statements of PostgreSQL that do not parse, so that a table stays known while it is being typed.
 */
export function tokenEffects(reader: StatementReader): readonly Effect[] {
  if (reader.is(0, "create")) return create(reader);
  if (reader.is(0, "alter") && reader.is(1, "table")) return alter(reader);
  if (reader.is(0, "drop")) return drop(reader);
  if (reader.is(0, "insert") || reader.is(0, "replace")) return insert(reader);
  if (queries.some((word) => reader.is(0, word))) return queryEffects(reader, 0);
  if (reader.is(0, "rename") && reader.is(1, "table")) return renameTables(reader);
  return [];
}

const queries = ["select", "update", "delete", "with"];

function skipExists(reader: StatementReader, at: number): number {
  if (!reader.is(at, "if")) return at;
  return reader.is(at + 1, "not") ? at + 3 : at + 2;
}

function create(reader: StatementReader): readonly Effect[] {
  let at = 1;
  while (modifiers.some((word) => reader.is(at, word))) at++;
  const temporary = reader.findWord(["temp", "temporary"], 1, at) > 0;
  // MySQL writes DEFINER, ALGORITHM and SQL SECURITY before VIEW, TRIGGER and the like.
  if (!isKind(reader, at)) {
    const kind = reader.findWord(["view", "trigger", "procedure", "function", "event"], at);
    if (kind < 0) return [];
    at = kind;
  }
  const name = reader.nameAt(skipExists(reader, at + 1));
  if (!name) return [];
  const exists = reader.is(at + 1, "if");
  if (reader.is(at, "table")) return createTable(reader, name, exists, temporary);
  if (reader.is(at, "index")) return createIndex(reader, at, name, exists);
  if (reader.is(at, "view")) return createView(reader, name, at);
  if (reader.is(at, "trigger")) return createTrigger(reader, name);
  return createOther(reader, at, name);
}

const kinds = [
  "table",
  "index",
  "view",
  "trigger",
  "procedure",
  "function",
  "type",
  "domain",
  "sequence",
  "event",
];

function isKind(reader: StatementReader, at: number): boolean {
  return kinds.some((word) => reader.is(at, word));
}

function tableAt(
  fold: Fold,
  reader: StatementReader,
  name: WrittenName,
  known: boolean,
  temporary: boolean,
): TableEntry {
  return newTable({
    schema: fold.schemaFor(name, temporary && fold.dialect === "postgresql"),
    name: name.name,
    nameSpan: fold.at(name.span),
    span: fold.at(reader.spanOf(0, reader.tokens.length)),
    statement: fold.statement,
    temporary,
    columnsKnown: known,
  });
}

function createTable(
  reader: StatementReader,
  name: WrittenName,
  exists: boolean,
  temporary: boolean,
): Effect[] {
  const open = name.next;
  const like = reader.is(open, "like") ? reader.nameAt(open + 1) : undefined;
  const list = reader.is(open, "(") && !reader.is(open + 1, "select");
  const virtual = reader.findWord("using", open) === open;
  const as = reader.findWord(["as", "select"], list ? reader.closing(open) : open) >= 0;
  const elements = list ? reader.elements(open).map(([from, to]) => readElement(reader, from, to)) : [];
  const broken = reader.parsed.dialect === "postgresql";
  return [
    (fold) => {
      const table = tableAt(fold, reader, name, list && !as && !virtual && !broken, temporary);
      if (as) table.value.asQuery = true;
      const put = fold.addRelation(table, name.span, exists || broken ? "existing" : "nothing");
      fold.define("relation", name, table.value.schema);
      if (like) copyLike(fold, table, like);
      if (!put && exists) return;
      for (const element of elements) addElement(fold, table, name, element);
      if (list && !broken) referInChecks(fold, reader, table, open);
    },
  ];
}

/** The columns that checks and computed columns name, which is whatever in inner parentheses is one. */
function referInChecks(fold: Fold, reader: StatementReader, table: TableEntry, open: number): void {
  const close = reader.closing(open);
  for (let at = open + 1; at < close; at++) {
    if (!reader.is(at, "(") || !["check", "as"].some((word) => reader.is(at - 1, word))) continue;
    for (const end = reader.closing(at); at < end; at++) {
      const token = reader.token(at);
      const isColumn = reader.isName(at) && !reader.is(at + 1, "(") && table.byName.has(reader.fold(at));
      if (token && isColumn) fold.referColumn({ name: reader.fold(at), span: token.span }, table, undefined);
    }
  }
}

function copyLike(fold: Fold, table: TableEntry, like: WrittenName): void {
  const source = fold.referRelation(like);
  if (source?.kind !== "table") return;
  for (const column of source.value.columns) {
    const copy = { ...column };
    table.byName.set(copy.name, copy);
    table.value.columns.push(copy);
  }
  table.value.columnsKnown = source.value.columnsKnown;
}

function createIndex(reader: StatementReader, at: number, name: WrittenName, exists: boolean): Effect[] {
  const on = reader.findWord("on", name.next);
  const table = on < 0 ? undefined : reader.nameAt(reader.is(on + 1, "only") ? on + 2 : on + 1);
  if (!table) return [];
  const open = reader.findWord("(", table.next);
  const keys = (open < 0 ? [] : reader.elements(open)).map(([from, to]) => {
    const plain =
      reader.isName(from) &&
      !reader.is(from + 1, ".") &&
      (!reader.is(from + 1, "(") || isPrefix(reader, from + 1));
    const span = reader.spanOf(from, plain ? from + 1 : to);
    return plain ? { column: reader.fold(from), span } : { span };
  });
  const where = open < 0 ? -1 : reader.findWord("where", reader.closing(open));
  const whereSpan = reader.spanOf(where + 1, reader.tokens.length);
  const unique = reader.findWord("unique", 1, at) > 0;
  return [
    (fold) => {
      const home = fold.referRelation(table);
      for (const { column, span } of keys)
        if (column !== undefined) fold.referColumn({ name: column, span }, home, { name: table.name });
      if (namesIndexesByTable(fold) && home?.kind === "table") {
        const { name: index, span } = name;
        const relation = fold.relationOf(home);
        fold.refer({ kind: "index", name: index, span, relation, role: "definition", resolved: "yes" });
      } else fold.define("index", name);
      addIndex(
        fold,
        {
          kind: "index",
          schema: home?.value.schema ?? fold.schemaFor(name),
          name: name.name,
          nameSpan: name.span,
          span: reader.spanOf(0, reader.tokens.length),
          statement: 0,
          named: true,
          table: { name: table.name, span: table.fullSpan },
          keys,
          include: [],
          unique,
          method: "btree",
          concurrently: false,
          ...(where >= 0 && {
            where: { text: reader.parsed.text.slice(whereSpan.start, whereSpan.end), span: whereSpan },
          }),
        },
        home?.kind === "table" ? home : undefined,
        table,
        exists,
      );
    },
  ];
}

/** MySQL's `column(10)`, which indexes its first characters. */
function isPrefix(reader: StatementReader, open: number): boolean {
  return reader.token(open + 1)?.kind === "number" && reader.is(open + 2, ")");
}

/** The names of MySQL's indexes are those of one table. */
function namesIndexesByTable({ dialect }: Fold): boolean {
  return dialect === "mysql" || dialect === "mariadb";
}

/** MySQL's `DROP INDEX name ON table`. */
function dropIndexOn(reader: StatementReader, at: number): Effect[] {
  const name = reader.nameAt(skipExists(reader, at + 1));
  const table = name && reader.is(name.next, "on") ? reader.nameAt(name.next + 1) : undefined;
  if (!name || !table) return [];
  return [
    (fold) => {
      const home = fold.referRelation(table);
      if (home?.kind !== "table" || !referKey(fold, home, name, "drop")) return;
      home.value.constraints = home.value.constraints.filter((item) => item.name !== name.name);
      removeIndexes(fold, home, name.name);
    },
  ];
}

function drop(reader: StatementReader): Effect[] {
  let at = 1;
  while (modifiers.some((word) => reader.is(at, word))) at++;
  const { dialect } = reader.parsed;
  if (reader.is(at, "index") && (dialect === "mysql" || dialect === "mariadb"))
    return dropIndexOn(reader, at);
  if (!["table", "view", "index"].some((word) => reader.is(at, word))) return [];
  const optional = reader.is(at + 1, "if");
  const effects: Effect[] = [];
  for (let next = skipExists(reader, at + 1); ;) {
    const name = reader.nameAt(next);
    if (!name) break;
    effects.push((fold) => {
      const relation = fold.referRelation(name, "drop", optional || fold.dialect !== "postgresql");
      if (!relation) return;
      const { schema, name: own } = relation.value;
      fold.catalog.remove(fold.catalog.relations, schema, own);
      if (relation.kind === "table") removeIndexes(fold, relation);
      fold.catalog.triggers = fold.catalog.triggers.filter((trigger) => trigger.home !== relation);
    });
    if (!reader.is(name.next, ",")) break;
    next = name.next + 1;
  }
  return effects;
}

function insert(reader: StatementReader): Effect[] {
  const into = reader.findWord("into", 1, 6);
  const name = into < 0 ? undefined : reader.nameAt(into + 1);
  if (!name) return [];
  const list = reader.is(name.next, "(") && !reader.is(name.next + 1, "select");
  const columns = (list ? reader.elements(name.next) : []).flatMap(([from]) => {
    const token = reader.token(from);
    return token && reader.isName(from) ? [{ name: reader.fold(from), span: token.span }] : [];
  });
  const select = reader.findWord(["select", "with"], list ? reader.closing(name.next) + 1 : name.next);
  return [
    (fold) => {
      const home = fold.referRelation(name);
      for (const column of columns) fold.referColumn(column, home, { name: name.name });
    },
    ...(select < 0 ? [] : queryEffects(reader, select)),
  ];
}

function renameTables(reader: StatementReader): Effect[] {
  const from = reader.nameAt(2);
  const to = from && reader.is(from.next, "to") ? reader.nameAt(from.next + 1) : undefined;
  return from && to ? [(fold) => renameTable(fold, from, to)] : [];
}

function renameTable(fold: Fold, from: WrittenName, to: WrittenName): void {
  const relation = fold.referRelation(from);
  fold.define("relation", to);
  if (relation?.kind !== "table") return;
  fold.catalog.remove(fold.catalog.relations, relation.value.schema, relation.value.name);
  relation.value.name = to.name;
  fold.catalog.put(fold.catalog.relations, relation.value.schema, to.name, relation);
}

type Command = (fold: Fold, table: TableEntry | undefined) => void;

function alter(reader: StatementReader): Effect[] {
  let at = skipExists(reader, 2);
  if (reader.is(at, "only")) at++;
  const name = reader.nameAt(at);
  if (!name) return [];
  const commands: Command[] = [];
  for (let from = name.next, index = from, depth = 0; index <= reader.tokens.length; index++) {
    const text = reader.token(index)?.text;
    if (text === "(") depth++;
    else if (text === ")") depth--;
    if (text !== undefined && (text !== "," || depth > 0)) continue;
    if (index > from) commands.push(alterCommand(reader, from, index, name));
    from = index + 1;
  }
  return [
    (fold) => {
      const home = fold.referRelation(name);
      for (const command of commands) command(fold, home?.kind === "table" ? home : undefined);
    },
  ];
}

function alterCommand(reader: StatementReader, from: number, to: number, owner: WrittenName): Command {
  if (reader.is(from, "add")) {
    let at = reader.is(from + 1, "column") ? from + 2 : from + 1;
    at = skipExists(reader, at);
    const ranges = reader.is(at, "(") ? reader.elements(at) : [[at, to] as const];
    return adding(
      ranges.map(([start, end]) => readElement(reader, start, end, true)),
      owner,
    );
  }
  if (reader.is(from, "drop")) return dropping(reader, from, to);
  if (reader.is(from, "modify") || reader.is(from, "change")) {
    const at = reader.is(from + 1, "column") ? from + 2 : from + 1;
    const token = reader.token(at);
    const element = readElement(reader, reader.is(from, "change") ? at + 1 : at, to, true);
    if (!token) return () => undefined;
    return changing({ name: reader.fold(at), span: token.span }, element, owner);
  }
  if (!reader.is(from, "rename")) return () => undefined;
  if (reader.is(from + 1, "to") || reader.is(from + 1, "as")) {
    const to = reader.nameAt(from + 2);
    return (fold) => {
      if (to) renameTable(fold, owner, to);
    };
  }
  const isKey = reader.is(from + 1, "index") || reader.is(from + 1, "key");
  const at = isKey || reader.is(from + 1, "column") ? from + 2 : from + 1;
  const token = reader.token(at);
  const target = reader.token(at + 2);
  if (!token || !target || !reader.is(at + 1, "to")) return () => undefined;
  const ref = { name: reader.fold(at), span: token.span };
  if (isKey)
    return (fold, table) => {
      if (!table || !referKey(fold, table, ref, "use")) return;
      renameKey(fold, table, ref.name, reader.fold(at + 2));
      referKey(fold, table, { name: reader.fold(at + 2), span: target.span }, "definition");
    };
  return (fold, table) => {
    fold.referColumn(ref, table, { name: owner.name });
    const column = table?.byName.get(ref.name);
    if (!table || !column) return;
    table.byName.delete(ref.name);
    column.name = reader.fold(at + 2);
    table.byName.set(column.name, column);
  };
}

function adding(elements: readonly TokenElement[], owner: WrittenName): Command {
  return (fold, table) => {
    for (const element of elements) {
      if (table) addElement(fold, table, owner, element);
      else for (const mention of element.mentions) mention(fold);
    }
  };
}

function changing(
  old: { readonly name: string; readonly span: { readonly start: number; readonly end: number } },
  element: TokenElement,
  owner: WrittenName,
): Command {
  return (fold, table) => {
    fold.referColumn(old, table, { name: owner.name });
    const column = table?.byName.get(old.name);
    if (!table || !column || !element.column) return;
    const place = table.value.columns.indexOf(column);
    const placed = fold.placeColumn(element.column);
    table.value.columns[place] = placed;
    table.byName.delete(old.name);
    table.byName.set(placed.name, placed);
  };
}

function dropping(reader: StatementReader, from: number, to: number): Command {
  const isPrimary = reader.is(from + 1, "primary");
  const isConstraint = ["constraint", "foreign", "key", "index", "check"].some((word) =>
    reader.is(from + 1, word),
  );
  const name = reader.fold(to - 1);
  const last = reader.fold(to - 1) === "cascade" || reader.fold(to - 1) === "restrict" ? to - 2 : to - 1;
  const token = reader.token(last);
  return (fold, table) => {
    if (!table || !token) return;
    const { value } = table;
    if (isPrimary) value.constraints = value.constraints.filter((item) => item.kind !== "primary key");
    else if (isConstraint) {
      const key = reader.token(to - 1);
      if (key) referKey(fold, table, { name, span: key.span }, "drop");
      value.constraints = value.constraints.filter((item) => item.name !== name);
      removeIndexes(fold, table, name);
    } else {
      const ref = { name: reader.fold(last), span: token.span };
      fold.referColumn(ref, table, undefined, "drop");
      const column = table.byName.get(ref.name);
      if (!column) return;
      table.byName.delete(ref.name);
      value.columns = value.columns.filter((item) => item !== column);
    }
  };
}
