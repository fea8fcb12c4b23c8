import type { TextEdit } from "../../checker";
import type { Constraint, StatementReader, Table } from "../../schema";
import type { Script } from "../../sql";
import { removeTokens } from "./column-text";
import { removeElements } from "./elements";
import { removeStatements } from "./statements";
import { placeOfConstraint, readerOf, type Place } from "./table-text";
import type { Writing } from "./writing";

/** A constraint in its text: alone in an element, or one of the attributes of a column. */
export interface ConstraintText {
  readonly place: Place;
  readonly reader: StatementReader;
  readonly base: number;
  /** The first token, `CONSTRAINT name` included, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Whether it stands among the attributes of a column. */
  readonly inline: boolean;
}

export function constraintTextOf(
  script: Script,
  table: Table,
  constraint: Constraint,
): ConstraintText | undefined {
  const place = placeOfConstraint(script, table, constraint);
  const range = place?.list.ranges[place.index];
  if (!place || !range) return undefined;
  const { reader, base } = place.list;
  const [first, last] = range;
  let from = first;
  while (from < last && reader.startOf(from) < constraint.span.start - base) from++;
  if (reader.is(from - 2, "constraint") && from - 2 >= first) from -= 2;
  const start = startOfElement(reader, first);
  const inline = from > start;
  return {
    place,
    reader,
    base,
    from: inline ? from : start,
    to: inline ? extent(reader, from, last) : last,
    inline,
  };
}

/** Behind `ADD` in ALTER TABLE, which is no part of the constraint. */
function startOfElement(reader: StatementReader, first: number): number {
  return reader.is(first, "add") ? first + 1 : first;
}

/** The end of an attribute's constraint, which starts at the token. */
function extent(reader: StatementReader, from: number, last: number): number {
  let at = reader.is(from, "constraint") ? from + 2 : from;
  if (reader.is(at, "primary")) {
    at += 2;
    if (reader.is(at, "asc") || reader.is(at, "desc")) at++;
    if (reader.is(at, "autoincrement")) at++;
  } else if (reader.is(at, "unique")) {
    at++;
    if (reader.is(at, "key")) at++;
    if (reader.is(at, "nulls")) at += reader.is(at + 1, "not") ? 3 : 2;
  } else if (reader.is(at, "check")) at = reader.closing(at + 1) + 1;
  else if (reader.is(at, "references")) at = afterReference(reader, at, last);
  else at++;
  return Math.min(at, last);
}

/** Behind `REFERENCES table (columns) ON DELETE … DEFERRABLE …`. */
export function afterReference(reader: StatementReader, from: number, last: number): number {
  let at = reader.nameAt(from + 1)?.next ?? from + 2;
  if (reader.is(at, "(")) at = reader.closing(at) + 1;
  while (at < last) {
    if (reader.is(at, "on") && (reader.is(at + 1, "delete") || reader.is(at + 1, "update")))
      at = afterAction(reader, at + 2);
    else if (reader.is(at, "match")) at += 2;
    else if (reader.is(at, "deferrable")) at++;
    else if (reader.is(at, "not") && reader.is(at + 1, "deferrable")) at += 2;
    else if (reader.is(at, "initially")) at += 2;
    else break;
  }
  return Math.min(at, last);
}

/** Behind the action of ON DELETE or ON UPDATE, which starts at the token. */
export function afterAction(reader: StatementReader, at: number): number {
  if (!reader.is(at, "set") && !reader.is(at, "no")) return at + 1;
  // SET NULL and SET DEFAULT may name columns.
  return reader.is(at + 2, "(") ? reader.closing(at + 2) + 1 : at + 2;
}

/** Takes a constraint out of its text, wherever it stands. */
export function removeConstraint(
  script: Script,
  table: Table,
  constraint: Constraint,
  writing: Writing,
): TextEdit[] | undefined {
  const written = constraintTextOf(script, table, constraint);
  if (!written) {
    // A statement of another kind than is known, such as ALTER TABLE … ADD CONSTRAINT … USING INDEX.
    const statement = script.statements[constraint.statement];
    const only = statement && readerOf(statement).is(0, "alter");
    return only ? removeStatements([constraint.statement], writing) : undefined;
  }
  const { place, from, to, inline } = written;
  if (inline) return [removeTokens(written, from, to)];
  return removeFromList(place, [place.index], writing);
}

/** Takes elements out of a list; an ALTER TABLE that would be left without any goes whole. */
export function removeFromList(
  { list, created }: Place,
  indexes: readonly number[],
  writing: Writing,
): TextEdit[] | undefined {
  const all = list.elements.length === new Set(indexes).size;
  if (all) return created ? undefined : removeStatements([list.statement], writing);
  return removeElements(list, indexes, writing);
}
