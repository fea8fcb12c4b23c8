import type { TableEntry, Writable } from "../catalog";
import type { Effect, Fold } from "../fold";
import { renameKey, removeIndexes } from "../keys";
import type { Column } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { addElement, readElement, referKey } from "./element";
import { skipExists } from "./words";

/** `RENAME TABLE a TO b, c TO d`. */
export function renameTables(reader: StatementReader): Effect[] {
  const effects: Effect[] = [];
  for (let at = skipExists(reader, 2); ; at++) {
    const from = reader.nameAt(at);
    const to = from && reader.is(from.next, "to") ? reader.nameAt(from.next + 1) : undefined;
    if (!from || !to) return effects;
    effects.push((fold) => {
      renameTable(fold, from, to);
    });
    at = to.next;
    if (!reader.is(at, ",")) return effects;
  }
}

function renameTable(fold: Fold, from: WrittenName, to: WrittenName): void {
  const relation = fold.referRelation(from);
  fold.define("relation", to);
  if (!relation || relation.kind === "index" || relation.kind === "composite") return;
  const { relations } = fold.catalog;
  fold.catalog.remove(relations, relation.value.schema, relation.value.name);
  relation.value.name = to.name;
  // Under another database it leaves its own.
  if (to.schema !== undefined) relation.value.schema = fold.relationSchemaFor(to);
  fold.catalog.put(relations, relation.value.schema, to.name, relation);
}

/** The columns of a table as they were before the statement; MySQL's commands speak of these. */
type Before = ReadonlyMap<string, Writable<Column>>;

interface Command {
  /** What it names, before any command of the statement has done its work. */
  readonly refer?: (fold: Fold, table: TableEntry | undefined) => void;
  readonly apply?: (fold: Fold, table: TableEntry | undefined, before: Before) => void;
  /** MySQL takes all commands at once: what goes makes room for what comes. */
  readonly turn: 0 | 1 | 2;
}

const nothing: Command = { turn: 0 };

/** `ALTER TABLE name` and what comes behind it; `at` is the index behind TABLE. */
export function alterTable(reader: StatementReader, at: number): Effect[] {
  const from = skipExists(reader, at);
  const name = reader.nameAt(reader.is(from, "only") ? from + 1 : from);
  if (!name) return [];
  // What these find is a row of their result and no error.
  const isReport =
    reader.is(name.next + 1, "partition") &&
    ["analyze", "check", "optimize", "repair"].some((word) => reader.is(name.next, word));
  const isOptional = from > at || isReport;
  const commands = commandsOf(reader, name.next).map(([start, end]) =>
    alterCommand(reader, start, end, name),
  );
  const inTurn = [...commands].sort((a, b) => a.turn - b.turn);
  return [
    (fold) => {
      const home = fold.referRelation(name, "use", isOptional && fold.dialect !== "postgresql");
      const table = home?.kind === "table" ? home : undefined;
      const before = new Map(table?.byName);
      for (const { refer } of commands) refer?.(fold, table);
      for (const { apply } of fold.dialect === "postgresql" ? commands : inTurn) apply?.(fold, table, before);
    },
  ];
}

function commandsOf(reader: StatementReader, first: number): (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  for (let from = first, index = from, depth = 0; index <= reader.tokens.length; index++) {
    const text = reader.token(index)?.text;
    if (text === "(") depth++;
    else if (text === ")") depth--;
    if (text !== undefined && (text !== "," || depth > 0)) continue;
    if (index > from) ranges.push([from, index]);
    from = index + 1;
  }
  return ranges;
}

/** What is added or dropped that is no part of the table's definition. */
const otherParts = ["partition", "period", "system"];

function alterCommand(reader: StatementReader, from: number, to: number, owner: WrittenName): Command {
  const isOther = otherParts.some((word) => reader.is(from + 1, word)) && !reader.is(from + 2, ",");
  if (isOther && to - from > 2 && reader.parsed.dialect !== "postgresql") return nothing;
  if (reader.is(from, "add")) return adding(reader, from, to, owner);
  if (reader.is(from, "drop")) return dropping(reader, from, to);
  if (reader.is(from, "modify") || reader.is(from, "change")) return changing(reader, from, to, owner);
  return reader.is(from, "rename") ? renaming(reader, from, owner) : nothing;
}

function adding(reader: StatementReader, from: number, to: number, owner: WrittenName): Command {
  const first = reader.is(from + 1, "column") ? from + 2 : from + 1;
  const at = skipExists(reader, first);
  const ranges = reader.is(at, "(") ? reader.elements(at) : [[at, to] as const];
  const elements = ranges.map(([start, end]) => readElement(reader, start, end, true));
  return {
    turn: 2,
    apply: (fold, table) => {
      for (const element of elements) {
        if (table) addElement(fold, table, owner, element, at > first);
        else for (const mention of element.mentions) mention(fold);
      }
    },
  };
}

function changing(reader: StatementReader, from: number, to: number, owner: WrittenName): Command {
  const first = reader.is(from + 1, "column") ? from + 2 : from + 1;
  const at = skipExists(reader, first);
  const token = reader.token(at);
  if (!token) return nothing;
  const old = { name: reader.fold(at), span: token.span };
  const element = readElement(reader, reader.is(from, "change") ? at + 1 : at, to, true);
  return {
    turn: 1,
    refer: (fold, table) => {
      fold.referColumn(old, table, { name: owner.name }, "use", undefined, at > first);
    },
    apply: (fold, table, before) => {
      const column = before.get(old.name);
      if (!table || !column || !element.column) return;
      const placed = fold.placeColumn(element.column);
      table.value.columns[table.value.columns.indexOf(column)] = placed;
      putUnder(table, old.name, column, placed);
    },
  };
}

/** Puts a column under its name in the place of the one that it was. */
function putUnder(table: TableEntry, old: string, was: Writable<Column>, column: Writable<Column>): void {
  // Another command may have given the old name to another column already.
  if (table.byName.get(old) === was) table.byName.delete(old);
  table.byName.set(column.name, column);
}

function renaming(reader: StatementReader, from: number, owner: WrittenName): Command {
  const behind = reader.is(from + 1, "to") || reader.is(from + 1, "as") ? from + 2 : from + 1;
  const isKey = reader.is(from + 1, "index") || reader.is(from + 1, "key");
  const isColumn = reader.is(from + 1, "column");
  const first = isKey || isColumn ? from + 2 : from + 1;
  const at = skipExists(reader, first);
  const token = reader.token(at);
  const target = reader.token(at + 2);
  if (!token || !target || !reader.is(at + 1, "to")) {
    // MySQL needs no TO.
    const to = isKey || isColumn ? undefined : reader.nameAt(behind);
    if (!to) return nothing;
    return {
      turn: 2,
      apply: (fold) => {
        renameTable(fold, owner, to);
      },
    };
  }
  const ref = { name: reader.fold(at), span: token.span };
  const name = reader.fold(at + 2);
  if (isKey)
    return {
      turn: 1,
      apply: (fold, table) => {
        if (!table || !referKey(fold, table, ref, "use")) return;
        renameKey(fold, table, ref.name, name);
        referKey(fold, table, { name, span: target.span }, "definition");
      },
    };
  return {
    turn: 1,
    refer: (fold, table) => {
      fold.referColumn(ref, table, { name: owner.name }, "use", undefined, at > first);
    },
    apply: (_fold, table, before) => {
      const column = before.get(ref.name);
      if (!table || !column) return;
      column.name = name;
      putUnder(table, ref.name, column, column);
    },
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
  const apply: Command["apply"] = (fold, table) => {
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
  return { turn: 0, apply };
}
