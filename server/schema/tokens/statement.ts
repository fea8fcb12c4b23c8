import type { TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { addIndex, removeIndexes } from "../keys";
import { newTable } from "../postgresql/table";
import type { StatementReader, WrittenName } from "../statement-reader";
import { alterTable, renameTables } from "./alter-table";
import { addElement, readElement, referKey } from "./element";
import { queryEffects } from "./query-effects";
import { createOther, createTrigger, createView } from "./create-code";
import { createDatabase, dropDatabase, forgetRelation, useDatabase } from "./database";
import { skipExists } from "./words";

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
  if (reader.is(0, "alter")) return alter(reader);
  if (reader.is(0, "drop")) return drop(reader);
  if (reader.is(0, "insert") || reader.is(0, "replace")) return insert(reader);
  if (queries.some((word) => reader.is(0, word))) return queryEffects(reader, 0);
  if (reader.parsed.dialect === "postgresql") return [];
  if (reader.is(0, "rename") && isTable(reader, 1)) return renameTables(reader);
  if (reader.is(0, "use")) return useDatabase(reader);
  // What these run is not told.
  if (reader.is(0, "execute") || reader.is(0, "call"))
    return [
      ({ catalog }) => {
        catalog.uncertain = true;
      },
    ];
  return reader.is(0, "set") || isConditional(reader) ? set(reader) : [];
}

/** A statement that stands in a comment which MySQL runs, as dumps write them. */
function isConditional(reader: StatementReader): boolean {
  return reader.tokens.length === 0 && /^\/\*M?!\d*\s*SET\s/i.test(reader.parsed.text);
}

function set(reader: StatementReader): readonly Effect[] {
  // MariaDB's `SET STATEMENT variable = value FOR statement`.
  if (reader.is(1, "statement")) {
    const end = reader.findWord("for", 2);
    return end < 0 ? [] : tokenEffects(reader.from(end + 1));
  }
  const value = /\bforeign_key_checks\s*:?=\s*(\w*)/i.exec(reader.parsed.text)?.[1];
  if (value === undefined) return [];
  const isOff = /^(?:0|off|false)$/i.test(value);
  return [
    ({ catalog }) => {
      catalog.ignoresForeignKeys = isOff;
    },
  ];
}

/** MySQL takes TABLES for TABLE. */
function isTable(reader: StatementReader, at: number): boolean {
  return reader.is(at, "table") || (reader.is(at, "tables") && reader.parsed.dialect !== "postgresql");
}

function alter(reader: StatementReader): readonly Effect[] {
  let at = 1;
  while (["online", "offline", "ignore"].some((word) => reader.is(at, word))) at++;
  return reader.is(at, "table") ? alterTable(reader, at + 1) : [];
}

const queries = ["select", "update", "delete", "with"];

function create(reader: StatementReader): readonly Effect[] {
  let at = 1;
  while (modifiers.some((word) => reader.is(at, word))) at++;
  const temporary = reader.findWord(["temp", "temporary"], 1, at) > 0;
  if (isDatabase(reader, at)) return createDatabase(reader, skipExists(reader, at + 1));
  // MySQL writes DEFINER, ALGORITHM and SQL SECURITY before VIEW, TRIGGER and the like.
  if (!isKind(reader, at)) {
    const kind = reader.findWord(["view", "trigger", "procedure", "function", "event"], at);
    if (kind < 0) return [];
    at = kind;
  }
  const name = reader.nameAt(skipExists(reader, at + 1));
  if (!name) return [];
  const exists = reader.is(at + 1, "if");
  const replace = reader.findWord("replace", 1, at) > 0;
  if (reader.is(at, "table")) return createTable(reader, name, { exists, replace, temporary });
  if (reader.is(at, "index")) return createIndex(reader, at, name, exists);
  if (reader.is(at, "view")) return createView(reader, name, at);
  if (reader.is(at, "trigger")) return createTrigger(reader, name);
  return createOther(reader, at, name);
}

/** A database of MySQL, which calls it a schema too. */
function isDatabase(reader: StatementReader, at: number): boolean {
  return (reader.is(at, "database") || reader.is(at, "schema")) && reader.parsed.dialect !== "postgresql";
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
    schema: fold.relationSchemaFor(name, temporary),
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
  { exists, replace, temporary }: { exists: boolean; replace: boolean; temporary: boolean },
): Effect[] {
  const open = name.next;
  // MySQL takes it in parentheses too.
  const likeAt = reader.is(open, "(") && reader.parsed.dialect !== "postgresql" ? open + 1 : open;
  const like = reader.is(likeAt, "like") ? reader.nameAt(likeAt + 1) : undefined;
  const list = reader.is(open, "(") && !reader.is(open + 1, "select") && !like;
  const virtual = reader.findWord("using", open) === open;
  const as = reader.findWord(["as", "select"], list ? reader.closing(open) : open) >= 0;
  const elements = list ? reader.elements(open).map(([from, to]) => readElement(reader, from, to)) : [];
  const broken = reader.parsed.dialect === "postgresql";
  return [
    (fold) => {
      const table = tableAt(fold, reader, name, list && !as && !virtual && !broken, temporary);
      if (as) table.value.asQuery = true;
      if (replace) dropRelation(fold, name);
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
  if (isDatabase(reader, at)) return dropDatabase(reader, skipExists(reader, at + 1));
  if (!isTable(reader, at) && !["view", "index"].some((word) => reader.is(at, word))) return [];
  const optional = reader.is(at + 1, "if");
  const isView = reader.is(at, "view");
  const effects: Effect[] = [];
  for (let next = skipExists(reader, at + 1); ;) {
    const name = reader.nameAt(next);
    if (!name) break;
    effects.push((fold) => {
      const found = fold.referRelation(name, "drop", optional || fold.dialect !== "postgresql");
      // A temporary table may stand in front of a view.
      const hidden =
        isView && found?.kind === "table" ? fold.catalog.relations.get("public")?.get(name.name) : undefined;
      const relation = hidden ?? found;
      if (relation) forgetRelation(fold, relation);
    });
    if (!reader.is(name.next, ",")) break;
    next = name.next + 1;
  }
  return effects;
}

/** Makes room for a table that MariaDB puts in the place of another one. */
function dropRelation(fold: Fold, name: WrittenName): void {
  const { found } = fold.catalog.relation(name.schema, name.name);
  if (found) forgetRelation(fold, found);
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
