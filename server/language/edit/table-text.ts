import {
  resolveTable,
  StatementReader,
  type Column,
  type Constraint,
  type Schema,
  type Table,
} from "../../schema";
import { contains, shift, type Script, type Span, type Statement } from "../../sql";
import type { ElementList } from "./elements";

/** A list in a statement, with the tokens of each element. */
export interface WrittenList extends ElementList {
  readonly statement: number;
  readonly reader: StatementReader;
  /** What is added to a token's offset to give one of the document. */
  readonly base: number;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** The table of a diagram's id, `schema.name`. */
export function tableOf(schema: Schema, id: string): Table | undefined {
  const found = schema.tables.find((table) => `${table.schema}.${table.name}` === id);
  return found ?? (id.includes(".") ? undefined : resolveTable(schema, id));
}

const readers = new WeakMap<Statement, StatementReader>();

export function readerOf(statement: Statement): StatementReader {
  const known = readers.get(statement);
  if (known) return known;
  const reader = new StatementReader(statement.parsed);
  readers.set(statement, reader);
  return reader;
}

/** The list between the parentheses of CREATE TABLE; undefined where the table has none. */
export function columnsListOf(script: Script, table: Table): WrittenList | undefined {
  return table.partitionOf ? undefined : ownListOf(script, table);
}

/** The same, also of a table that is attached as a partition later and so has to have the columns of its parent. */
export function ownListOf(script: Script, table: Table): WrittenList | undefined {
  const statement = script.statements[table.statement];
  if (!statement || table.asQuery) return undefined;
  const reader = readerOf(statement);
  const base = statement.span.start;
  const nameEnd = table.nameSpan.end - base;
  const open = reader.tokens.findIndex((token) => token.span.start >= nameEnd);
  if (!reader.is(open, "(")) return undefined;
  return listOf(reader, table.statement, base, reader.elements(open), reader.endOf(open));
}

/** The actions of an ALTER TABLE statement; undefined for any other. */
export function actionsOf(script: Script, index: number): WrittenList | undefined {
  const statement = script.statements[index];
  if (!statement) return undefined;
  const reader = readerOf(statement);
  if (!reader.is(0, "alter") || !reader.is(1, "table")) return undefined;
  let at = 2;
  while (reader.is(at, "if") || reader.is(at, "exists") || reader.is(at, "only")) at++;
  const name = reader.nameAt(at);
  if (!name) return undefined;
  at = reader.is(name.next, "*") ? name.next + 1 : name.next;
  const ranges: [number, number][] = [];
  let from = at;
  let depth = 0;
  for (let index = at; index <= reader.tokens.length; index++) {
    const text = reader.token(index)?.text;
    if (text === "(") depth++;
    else if (text === ")") depth--;
    else if (text === undefined || (text === "," && depth === 0)) {
      if (index > from) ranges.push([from, index]);
      from = index + 1;
    }
  }
  return listOf(reader, index, statement.span.start, ranges, reader.startOf(at));
}

function listOf(
  reader: StatementReader,
  statement: number,
  base: number,
  ranges: readonly (readonly [number, number])[],
  start: number,
): WrittenList {
  return {
    statement,
    reader,
    base,
    ranges,
    start: base + start,
    elements: ranges.map(([from, to]) => shift(reader.spanOf(from, to), base)),
  };
}

/** A thing of a table in its text: the list that it stands in and which element holds it. */
export interface Place {
  readonly list: WrittenList;
  readonly index: number;
  /** Whether the list is that of CREATE TABLE, and not the actions of ALTER TABLE. */
  readonly created: boolean;
}

/** Where a span of the statement stands; undefined where it is in no list that is known. */
export function placeOf(script: Script, table: Table, statement: number, span: Span): Place | undefined {
  const created = statement === table.statement;
  const list = created ? columnsListOf(script, table) : actionsOf(script, statement);
  const index = list?.elements.findIndex((element) => contains(element, span)) ?? -1;
  return list && index >= 0 ? { list, index, created } : undefined;
}

export function placeOfColumn(script: Script, table: Table, column: Column): Place | undefined {
  return placeOf(script, table, column.statement, column.nameSpan);
}

export function placeOfConstraint(script: Script, table: Table, constraint: Constraint): Place | undefined {
  return placeOf(script, table, constraint.statement, constraint.span);
}

/** The statement that a place of the document is in; -1 for none. */
export function statementIndexAt(script: Script, offset: number): number {
  return script.statements.findIndex(({ span }) => offset >= span.start && offset < span.end);
}
