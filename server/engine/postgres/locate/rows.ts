import type { Span } from "../../../sql";
import type { RawFailure } from "../../messages";
import { closing, find, listAt, mentionAt, spanOf, type Word } from "./words";

/** One of VALUES' rows, with the words of each of its values. */
interface Row {
  readonly span: Span;
  readonly values: readonly Value[];
}

interface Value {
  readonly span: Span;
  /** As the database would show it, if it is a constant. */
  readonly shown: string;
}

/** The value or else the row of an INSERT that the database tells by what it shows of it; else the table. */
export function wrongRow(words: readonly Word[], raw: RawFailure): Span | undefined {
  const into = find(words, "into");
  const table = into < 0 ? undefined : mentionAt(words, into + 1);
  if (!table) return undefined;
  const columns = listAt(words, table.last + 1).flatMap(({ name }) => name ?? []);
  const rows = rowsOf(words);
  const row = rows.length === 1 ? rows[0] : rowShown(rows, raw);
  return (row && valueIn(row, columns, raw)) ?? (rows.length > 1 ? row?.span : undefined) ?? table.span;
}

/** A constant that is longer or larger than its column can hold. */
export function oversized(words: readonly Word[], { message, detail }: RawFailure): Span | undefined {
  const from = Math.max(...["values", "set", "select", "default"].map((word) => find(words, word)));
  if (from < 0) return undefined;
  const length = /^value too long for type .+\((\d+)\)$/.exec(message)?.[1];
  const power = /less than 10\^(\d+)/.exec(detail ?? "")?.[1];
  const bound =
    power === undefined ? bounds[/^(\w+) out of range$/.exec(message)?.[1] ?? ""] : 10 ** Number(power);
  return words.find(({ token, index }) => {
    if (index <= from) return false;
    if (length !== undefined) return token.kind === "string" && constant(token.text).length > Number(length);
    return bound !== undefined && token.kind === "number" && Number(token.text) >= bound;
  })?.span;
}

const bounds: Readonly<Record<string, number>> = {
  smallint: 2 ** 15,
  integer: 2 ** 31,
  bigint: 2 ** 63,
};

function rowsOf(words: readonly Word[]): Row[] {
  const values = find(words, "values");
  const depth = words[values]?.depth;
  const opens = words.filter(
    (word) => values >= 0 && word.index > values && word.lower === "(" && word.depth === depth,
  );
  const end = words.find(({ lower, index }) => index > values && /^(on|returning)$/.test(lower))?.index;
  return opens
    .filter(({ index }) => end === undefined || index < end)
    .map(({ index }) => {
      const close = closing(words, index);
      return { span: spanOf(words, index, close), values: valuesBetween(words, index, close) };
    });
}

function valuesBetween(words: readonly Word[], open: number, close: number): Value[] {
  const depth = (words[open]?.depth ?? 0) + 1;
  const values: Value[] = [];
  let start = open + 1;
  for (let index = open + 1; index <= close; index++) {
    const word = words[index];
    if (index < close && !(word?.lower === "," && word.depth === depth)) continue;
    const inner = words.slice(start, index);
    if (inner.length > 0) {
      const shown = inner.map(({ token }) => constant(token.text)).join("");
      values.push({ span: spanOf(words, start, index - 1), shown });
    }
    start = index + 1;
  }
  return values;
}

function constant(text: string): string {
  return text.replace(/^[eE]?'|'$/g, "").replaceAll("''", "'");
}

const rowShownBy = /^Failing row contains \((.*)\)\.$/s;
const keyShownBy = /^Key \((.+?)\)=\((.*?)\) (?:already|is not)/s;

function rowShown(rows: readonly Row[], { detail = "", message }: RawFailure): Row | undefined {
  const shown = rowShownBy.exec(detail)?.[1] ?? keyShownBy.exec(detail)?.[2];
  if (shown === undefined) return undefined;
  const parts = shown.split(", ").filter((part) => part !== "null");
  const isKey = !rowShownBy.test(detail);
  const fits = rows.filter(({ values }) => {
    const row = values.map((value) => value.shown);
    return isKey
      ? parts.every((part) => row.includes(part))
      : row.filter((value) => parts.includes(value)).length >= Math.min(2, row.length / 4);
  });
  return message.startsWith("duplicate") ? fits.at(-1) : fits[0];
}

function valueIn({ values }: Row, columns: readonly string[], raw: RawFailure): Span | undefined {
  const { message, detail = "" } = raw;
  const column =
    /^null value in column "(.+?)" of relation/.exec(message)?.[1] ?? keyShownBy.exec(detail)?.[1];
  const at = column === undefined ? -1 : columns.indexOf(column);
  if (at >= 0) return values[at]?.span;
  if (values.length === 1 && !message.startsWith("null value")) return values[0]?.span;
  const key = keyShownBy.exec(detail)?.[2];
  const isNull = message.startsWith("null value");
  const alike = values.filter(({ shown }) => (isNull ? /^null$/i.test(shown) : shown === key));
  return alike.length === 1 ? alike[0]?.span : undefined;
}
