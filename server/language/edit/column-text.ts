import type { TextEdit } from "../../checker";
import type { Column, StatementReader, Table } from "../../schema";
import type { Script, Span } from "../../sql";
import { placeOfColumn, type Place } from "./table-text";

/** The words of one column's definition: its tokens, and where what belongs to it starts and ends. */
export interface ColumnText {
  readonly place: Place;
  readonly reader: StatementReader;
  readonly base: number;
  /** The token of the name, the first behind the type, and the one behind the last. */
  readonly name: number;
  readonly afterType: number;
  readonly to: number;
}

export function columnTextOf(script: Script, table: Table, column: Column): ColumnText | undefined {
  const place = placeOfColumn(script, table, column);
  const range = place?.list.ranges[place.index];
  if (!place || !range) return undefined;
  const { reader, base } = place.list;
  const [from, to] = range;
  const name = tokenFrom(reader, column.nameSpan.start - base, from, to);
  let afterType = tokenFrom(reader, column.type.span.end - base, name + 1, to);
  // What tells how text is kept belongs to the type.
  for (;;) {
    if (reader.is(afterType, "collate")) afterType = reader.nameAt(afterType + 1)?.next ?? afterType + 2;
    else if (reader.is(afterType, "charset")) afterType += 2;
    else if (reader.is(afterType, "character") && reader.is(afterType + 1, "set")) afterType += 3;
    else break;
  }
  return { place, reader, base, name, afterType: Math.min(afterType, to), to };
}

/** The index of the first token of the range that starts at the offset or behind it. */
function tokenFrom(reader: StatementReader, offset: number, from: number, to: number): number {
  for (let index = from; index < to; index++) if (reader.startOf(index) >= offset) return index;
  return to;
}

/** The index of words among the attributes of a column, outside of parentheses; -1 where they are not there. */
export function findAttribute({ reader, afterType, to }: ColumnText, ...words: readonly string[]): number {
  for (let index = afterType; index < to; index++) {
    if (reader.is(index, "(")) {
      index = reader.closing(index);
      continue;
    }
    if (words.every((word, offset) => index + offset < to && reader.is(index + offset, word))) return index;
  }
  return -1;
}

/** Words that stand behind what is short: keys to elsewhere, checks, comments. */
const late = ["constraint", "references", "check", "comment", "generated", "as", "on"];

/** The token before which a short attribute goes: behind type, nullability and default, before the long ones. */
export function attributesEnd(column: ColumnText): number {
  const { reader, afterType, to } = column;
  for (let index = afterType; index < to; index++) {
    if (reader.is(index, "(")) {
      index = reader.closing(index);
      continue;
    }
    if (reader.is(index, "default")) {
      index++;
      continue;
    }
    // Identity and the like end at the next attribute or the end.
    if (reader.is(index, "generated") && reader.is(index + 1, "by")) continue;
    if (reader.is(index, "generated") && reader.is(index + 2, "as")) {
      index += 3;
      continue;
    }
    if (reader.is(index, "generated") || (reader.is(index, "as") && reader.is(index + 1, "("))) {
      index = afterGenerated(column, index) - 1;
      continue;
    }
    if (late.some((word) => reader.is(index, word))) return index;
  }
  return to;
}

function afterGenerated({ reader, to }: ColumnText, from: number): number {
  let index = from;
  while (index < to && !reader.is(index, "(")) index++;
  index = reader.closing(index) + 1;
  while (reader.is(index, "stored") || reader.is(index, "virtual") || reader.is(index, "persistent")) index++;
  return Math.min(index, to);
}

/** Puts words before the token of that index, with spaces. */
export function insertWords(
  { reader, base }: Pick<ColumnText, "reader" | "base">,
  index: number,
  words: string,
): TextEdit {
  const at = base + reader.endOf(index - 1);
  return { span: { start: at, end: at }, newText: ` ${words}` };
}

/** Takes the tokens out, with the space before them. */
export function removeTokens(
  { reader, base }: Pick<ColumnText, "reader" | "base">,
  from: number,
  to: number,
): TextEdit {
  const { start, end } = reader.spanOf(from, to);
  const before = from > 0 ? reader.endOf(from - 1) : start;
  // A comment between the two stays.
  const gap = reader.parsed.text.slice(before, start);
  const keep = gap.trim() === "" ? before : start;
  return { span: { start: base + keep, end: base + end }, newText: "" };
}

export function tokensSpan({ reader, base }: ColumnText, from: number, to: number): Span {
  const { start, end } = reader.spanOf(from, to);
  return { start: base + start, end: base + end };
}
