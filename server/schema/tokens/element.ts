import type { TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { addConstraint, addIndex, hasIndex } from "../keys";
import type { Column, ColumnRef, Constraint, ForeignKey, Index, ReferentialAction, TypeName } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { skipExists } from "./words";

/** What an element of CREATE TABLE, or what ALTER TABLE … ADD adds, turned out to be. */
export interface TokenElement {
  readonly column?: Column;
  readonly constraints: readonly Constraint[];
  /** MySQL's KEY and INDEX. */
  readonly index?: Omit<Index, "schema" | "table">;
  readonly mentions: readonly Effect[];
}

const constraintWords = ["constraint", "primary", "unique", "foreign", "check", "exclude"];
const indexWords = ["key", "index", "fulltext", "spatial"];
/** Words that end a column's type, and an expression that is not in parentheses. */
const attributeWords = [
  "not",
  "null",
  "default",
  "primary",
  "unique",
  "key",
  "references",
  "check",
  "constraint",
  "auto_increment",
  "autoincrement",
  "generated",
  "as",
  "comment",
  "on",
  "collate",
  "character",
  "charset",
  "first",
  "after",
  "invisible",
  "visible",
  "virtual",
  "stored",
  "using",
  "with",
];

/** Reads the tokens of one element; it takes any text, and leaves out what it does not know. */
export function readElement(reader: StatementReader, from: number, to: number, added = false): TokenElement {
  const first = reader.token(from);
  const word = first?.kind === "word" ? first.text.toLowerCase() : "";
  // A period of MariaDB, which is no column.
  if (word === "period" && reader.is(from + 1, "for")) return { constraints: [], mentions: [] };
  if (constraintWords.includes(word)) return readTableConstraint(reader, from, to, added);
  if (indexWords.includes(word) && startsIndex(reader, from)) return { ...readKey(reader, from, to, false) };
  return readColumnElement(reader, from, to, added);
}

/** `KEY name (…)`, unless KEY is the name of a column: then a type follows and not another list. */
function startsIndex(reader: StatementReader, from: number): boolean {
  if (reader.is(from + 1, "(")) return true;
  if (indexWords.some((word) => reader.is(from + 1, word))) return true;
  // MySQL takes a method where the name would be.
  if (reader.is(from + 1, "using") && reader.is(from + 3, "(")) return true;
  const open = reader.is(from + 2, "using") ? from + 4 : from + 2;
  return (
    reader.isName(from + 1) && reader.is(open, "(") && !reader.is(open + 1, "") && isColumnList(reader, open)
  );
}

function isColumnList(reader: StatementReader, open: number): boolean {
  return reader.isName(open + 1) || reader.is(open + 1, "(");
}

function columnRefs(reader: StatementReader, open: number): ColumnRef[] {
  if (!reader.is(open, "(")) return [];
  return reader.elements(open).flatMap(([from]) => {
    const token = reader.token(from);
    // A period of MariaDB, which is no column.
    if (reader.is(from + 1, "without")) return [];
    return token && reader.isName(from) ? [{ name: reader.fold(from), span: token.span }] : [];
  });
}

function readKey(reader: StatementReader, from: number, to: number, unique: boolean): TokenElement {
  let at = from;
  const method = reader.is(from, "fulltext") ? "fulltext" : reader.is(from, "spatial") ? "spatial" : "btree";
  while (indexWords.some((word) => reader.is(at, word))) at++;
  at = skipExists(reader, at);
  const nameToken = reader.isName(at) && !reader.is(at, "using") ? reader.token(at) : undefined;
  const open = reader.findWord("(", at, to);
  const columns = open < 0 ? [] : columnRefs(reader, open);
  return {
    constraints: [],
    mentions: [],
    index: {
      kind: "index",
      name: nameToken ? reader.fold(at) : (columns[0]?.name ?? ""),
      nameSpan: nameToken?.span ?? reader.spanOf(from, at),
      span: reader.spanOf(from, to),
      statement: 0,
      named: nameToken !== undefined,
      keys: columns.map(({ name, span }) => ({ column: name, span })),
      include: [],
      unique,
      method,
      concurrently: false,
    },
  };
}

function readTableConstraint(
  reader: StatementReader,
  from: number,
  to: number,
  added: boolean,
): TokenElement {
  let at = from;
  let name = "";
  const span = reader.spanOf(from, to);
  let nameSpan = span;
  if (reader.is(at, "constraint")) {
    at = skipExists(reader, at + 1);
    if (reader.isName(at) && !constraintWords.slice(1).some((word) => reader.is(at, word))) {
      name = reader.fold(at);
      nameSpan = reader.token(at)?.span ?? span;
      at++;
    }
  }
  const base = (): Base => ({ name, nameSpan, span, statement: 0, named: name !== "", added });
  const open = reader.findWord("(", at, to);
  if (reader.is(at, "primary"))
    return only({ kind: "primary key", ...base(), columns: open < 0 ? [] : columnRefs(reader, open) });
  if (reader.is(at, "unique")) {
    at++;
    while (indexWords.some((word) => reader.is(at, word))) at++;
    if (name === "" && reader.isName(at) && !reader.is(at, "using")) {
      name = reader.fold(at);
      nameSpan = reader.token(at)?.span ?? span;
    }
    const columns = open < 0 ? [] : columnRefs(reader, open);
    return only({ kind: "unique", ...base(), columns, nullsNotDistinct: false });
  }
  if (reader.is(at, "foreign")) {
    const word = reader.findWord("references", at, to);
    const columns = open < 0 ? [] : columnRefs(reader, open);
    return word < 0 ? { constraints: [], mentions: [] } : foreignKey(reader, word, to, columns, base());
  }
  if (reader.is(at, "check") && open >= 0) {
    const inner = reader.spanOf(open + 1, reader.closing(open));
    const expression = { text: reader.parsed.text.slice(inner.start, inner.end), span: inner };
    return only({ kind: "check", ...base(), expression, notValid: false });
  }
  return { constraints: [], mentions: [] };
}

interface Base {
  readonly name: string;
  readonly nameSpan: Column["nameSpan"];
  readonly span: Column["span"];
  readonly statement: number;
  readonly named: boolean;
  readonly added: boolean;
}

function only(constraint: Constraint): TokenElement {
  return { constraints: [constraint], mentions: [] };
}

/** `REFERENCES table (columns) ON DELETE …` and what it mentions once the whole script is known. */
function foreignKey(
  reader: StatementReader,
  word: number,
  to: number,
  columns: readonly ColumnRef[],
  base: Base,
): TokenElement {
  const target = reader.nameAt(word + 1);
  if (!target) return { constraints: [], mentions: [] };
  const targetColumns = columnRefs(reader, target.next);
  const constraint: ForeignKey = {
    kind: "foreign key",
    ...base,
    columns,
    target: { name: target.name, span: target.fullSpan },
    targetColumns,
    onDelete: action(reader, "delete", target.next, to),
    onUpdate: action(reader, "update", target.next, to),
    deferrable: reader.findWord("deferrable", target.next, to) >= 0,
    notValid: false,
  };
  const mention: Effect = (fold) => {
    const isOptional = fold.catalog.ignoresForeignKeys;
    const refer = (): void => {
      const home = fold.referRelation(target, "use", isOptional);
      for (const column of targetColumns) fold.referColumn(column, home, { name: target.name });
    };
    // What is there now may have another name at the end of the script.
    if (fold.catalog.relation(target.schema, target.name).found) fold.afterStatement(refer);
    else fold.later(refer);
  };
  return { constraints: [constraint], mentions: [mention] };
}

function action(reader: StatementReader, event: string, from: number, to: number): ReferentialAction {
  for (let at = from; at < to - 2; at++) {
    if (!reader.is(at, "on") || !reader.is(at + 1, event)) continue;
    const first = reader.token(at + 2)?.text.toLowerCase() ?? "";
    const two = `${first} ${reader.token(at + 3)?.text.toLowerCase() ?? ""}`;
    if (first === "cascade" || first === "restrict") return first;
    if (two === "set null" || two === "set default") return two;
  }
  return "no action";
}

const canonical: Readonly<Record<string, string>> = {
  int: "integer",
  int4: "integer",
  int8: "bigint",
  int2: "smallint",
  bool: "boolean",
  dec: "numeric",
  decimal: "numeric",
  double: "double precision",
  varchar: "character varying",
  nvarchar: "character varying",
  char: "character",
};

function readTypeTokens(reader: StatementReader, from: number, to: number): { type: TypeName; next: number } {
  let at = from;
  const isAttribute = (index: number): boolean => attributeWords.some((word) => reader.is(index, word));
  const words: string[] = [];
  let modifiers: string[] = [];
  while (at < to && reader.isName(at) && (words.length === 0 || !isAttribute(at))) {
    if (words.length === 0 && isAttribute(at) && !reader.is(at, "character")) break;
    words.push(reader.fold(at++));
    if (!reader.is(at, "(")) continue;
    modifiers = reader.elements(at).map(([start, end]) => {
      const span = reader.spanOf(start, end);
      return reader.parsed.text.slice(span.start, span.end);
    });
    at = reader.closing(at) + 1;
  }
  const written = words.filter((word) => !["unsigned", "signed", "zerofill"].includes(word)).join(" ");
  const name = canonical[written] ?? written;
  return { type: { name, modifiers, array: 0, span: reader.spanOf(from, at) }, next: at };
}

function readColumnElement(reader: StatementReader, from: number, to: number, added: boolean): TokenElement {
  const token = reader.token(from);
  if (!token || !reader.isName(from)) return { constraints: [], mentions: [] };
  const name = reader.fold(from);
  const ref = { name, span: token.span };
  const { type, next } = readTypeTokens(reader, from + 1, to);
  const constraints: Constraint[] = [];
  const mentions: Effect[] = [];
  let named = "";
  let namedSpan = token.span;
  let notNull = false;
  let autoIncrement = false;
  let comment: string | undefined;
  let value: Column["default"];
  let generated: Column["generated"];
  const base = (at: number, end: number): Base => ({
    name: named,
    nameSpan: namedSpan,
    span: reader.spanOf(at, end),
    statement: 0,
    named: named !== "",
    added,
  });
  for (let at = next; at < to; at++) {
    if (reader.is(at, "(")) at = reader.closing(at);
    else if (reader.is(at, "constraint") && reader.isName(at + 1)) {
      named = reader.fold(++at);
      namedSpan = reader.token(at)?.span ?? token.span;
    } else if (reader.is(at, "not") && reader.is(at + 1, "null")) {
      notNull = true;
      at++;
    } else if (reader.is(at, "primary") || (reader.is(at, "key") && !reader.is(at - 1, "unique"))) {
      notNull = true;
      constraints.push({ kind: "primary key", ...base(at, at + 1), columns: [ref] });
      if (reader.is(at + 1, "key")) at++;
      named = "";
    } else if (reader.is(at, "unique")) {
      constraints.push({ kind: "unique", ...base(at, at + 1), columns: [ref], nullsNotDistinct: false });
      named = "";
    } else if (reader.is(at, "references")) {
      const read = foreignKey(reader, at, to, [ref], base(at, to));
      constraints.push(...read.constraints);
      mentions.push(...read.mentions);
      named = "";
    } else if (reader.is(at, "check") && reader.is(at + 1, "(")) {
      const close = reader.closing(at + 1);
      const span = reader.spanOf(at + 2, close);
      const expression = { text: reader.parsed.text.slice(span.start, span.end), span };
      const head = base(at, close + 1);
      constraints.push({
        kind: "check",
        ...head,
        name: head.named ? head.name : name,
        expression,
        notValid: false,
      });
      named = "";
      at = close;
    } else if (reader.is(at, "default")) {
      const end = expressionEnd(reader, at + 1, to);
      const span = reader.spanOf(at + 1, end);
      value = { text: reader.parsed.text.slice(span.start, span.end), span };
      at = end - 1;
    } else if (reader.is(at, "as") && reader.is(at + 1, "(")) {
      const close = reader.closing(at + 1);
      const span = reader.spanOf(at + 2, close);
      generated = { text: reader.parsed.text.slice(span.start, span.end), span };
      at = close;
    } else if (reader.is(at, "auto_increment") || reader.is(at, "autoincrement")) autoIncrement = true;
    else if (reader.is(at, "comment") && reader.token(at + 1)?.kind === "string")
      comment = reader.token(++at)?.text.slice(1, -1);
  }
  const column: Column = {
    name,
    nameSpan: token.span,
    span: reader.spanOf(from, to),
    statement: 0,
    type,
    notNull,
    default: value,
    generated,
    identity: autoIncrement ? "by default" : undefined,
    comment,
  };
  return { column, constraints, mentions };
}

/** Where the value after DEFAULT ends: a value in parentheses, a sign and a number, a call, or a word. */
function expressionEnd(reader: StatementReader, from: number, to: number): number {
  let at = from;
  while (at < to) {
    if (at > from && attributeWords.some((word) => reader.is(at, word))) break;
    at = reader.is(at, "(") ? reader.closing(at) + 1 : at + 1;
  }
  return Math.min(at, to);
}

/** Puts an element into its table. */
export function addElement(
  fold: Fold,
  table: TableEntry,
  owner: WrittenName,
  element: TokenElement,
  isOptional = false,
): void {
  const { column, index } = element;
  const relation = fold.relationOf(table);
  if (column) {
    const { name, nameSpan: span } = column;
    fold.refer({ kind: "column", name, span, relation, role: "definition", resolved: "yes" });
    if (!fold.addColumn(table, column, isOptional) && isOptional) return;
  }
  for (const constraint of element.constraints) addTokenConstraint(fold, table, constraint);
  if (index) {
    const { keys } = index;
    fold.afterStatement(() => {
      for (const { column: key, span } of keys)
        if (key !== undefined) fold.referColumn({ name: key, span }, table, relation);
    });
    if (index.named) referKey(fold, table, { name: index.name, span: index.nameSpan }, "definition");
    const name = { name: owner.name, span: owner.fullSpan };
    addIndex(fold, { ...index, schema: table.value.schema, table: name }, table, owner, false);
  }
  for (const mention of element.mentions) mention(fold);
}

/**
 * Records the name of a key of MySQL, which is one of its table: of a constraint, or of an index. Gives whether the
 * table has it.
 */
export function referKey(
  fold: Fold,
  table: TableEntry,
  { name, span }: ColumnRef,
  role: "definition" | "use" | "drop",
): boolean {
  const isConstraint = table.value.constraints.some((item) => item.named && item.name === name);
  if (!isConstraint && role !== "definition" && !hasIndex(fold, table, name)) return false;
  const kind = isConstraint ? "constraint" : "index";
  fold.refer({ kind, name, span, relation: fold.relationOf(table), role, resolved: "yes" });
  return true;
}

function addTokenConstraint(fold: Fold, table: TableEntry, constraint: Constraint): void {
  const placed = addConstraint(fold, table, constraint);
  const relation = fold.relationOf(table);
  if (constraint.named)
    fold.refer({
      kind: "constraint",
      name: constraint.name,
      span: constraint.nameSpan,
      relation,
      role: "definition",
      resolved: "yes",
    });
  if (placed.kind === "foreign key") {
    const { target } = placed;
    const first = fold.catalog.relation(target.schema, target.name).found;
    fold.later(() => {
      const found = fold.catalog.relation(target.schema, target.name).found ?? first;
      if (found) fold.catalog.link(target, found);
    });
  }
  if (!("columns" in constraint)) return;
  const { columns } = constraint;
  for (const { name } of columns) {
    const column = table.byName.get(name);
    if (column && placed.kind === "primary key" && fold.dialect !== "sqlite") column.notNull = true;
  }
  // A key of a column itself names no column.
  const own =
    columns.length === 1 &&
    columns[0]?.span.start !== undefined &&
    columns[0].span.start < constraint.span.start;
  if (!own) fold.afterStatement(() => columns.forEach((column) => fold.referColumn(column, table, relation)));
}
