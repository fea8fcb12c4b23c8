import type { TypeName as TypeNode } from "@pgsql/types";
import type { Effect } from "../fold";
import type { TypeName } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { stringsOf } from "./nodes";
import { systemTypes } from "./system-names";

const canonical: Readonly<Record<string, string>> = {
  bool: "boolean",
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
  varchar: "character varying",
  bpchar: "character",
  varbit: "bit varying",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  time: "time without time zone",
  timetz: "time with time zone",
};

const serials: Readonly<Record<string, readonly [type: string, word: NonNullable<TypeName["serial"]>]>> = {
  serial: ["integer", "serial"],
  serial4: ["integer", "serial"],
  bigserial: ["bigint", "bigserial"],
  serial8: ["bigint", "bigserial"],
  smallserial: ["smallint", "smallserial"],
  serial2: ["smallint", "smallserial"],
};

export interface ReadType {
  readonly type: TypeName;
  /** The index of the token after the type. */
  readonly next: number;
  /** The mention of a type that is not the system's. */
  readonly mention?: WrittenName;
}

/** A type as the tree has it, with its place. */
export function readType(reader: StatementReader, node: TypeNode | undefined): ReadType {
  const start = reader.indexAt(node?.location);
  const names = stringsOf(node?.names);
  const last = names.at(-1) ?? "";
  const schema = names.length > 1 ? names.at(-2) : undefined;
  const { next, modifiers } = typeTokens(reader, start);
  const span = reader.spanOf(start, next);
  const array = node?.arrayBounds?.length ?? 0;
  const system = schema === "pg_catalog";
  const serial = schema === undefined ? serials[last] : undefined;
  if (serial) return { type: { name: serial[0], modifiers: [], array, serial: serial[1], span }, next };
  const written = reader.nameAt(start);
  const isSystem = system || (schema === undefined && systemTypes.has(last.replace(/^_/, "")));
  const name = isSystem && last !== "char" ? (canonical[last] ?? last) : last === "char" ? '"char"' : last;
  const type: TypeName = { name, modifiers, array, span, ...(schema !== undefined && !system && { schema }) };
  // `t.c%TYPE` names a column's type, which only functions may.
  return isSystem || node?.pct_type === true || !written ? { type, next } : { type, next, mention: written };
}

/** Records the use of a type. */
export function mentionType(read: ReadType): Effect[] {
  const { mention } = read;
  return mention ? [(fold) => fold.referType(mention)] : [];
}

/** Where the words of a type end, and what stands in its parentheses. */
function typeTokens(reader: StatementReader, start: number): { next: number; modifiers: string[] } {
  const first = reader.token(start)?.text.toLowerCase() ?? "";
  let next = reader.nameAt(start)?.next ?? start + 1;
  if (first === "national") next++;
  if (first === "double" && reader.is(next, "precision")) next++;
  if (["character", "char", "national", "nchar", "bit"].includes(first) && reader.is(next, "varying")) next++;
  if (first === "interval") while (isIntervalField(reader, next)) next++;
  let modifiers: string[] = [];
  if (reader.is(next, "(")) {
    const close = reader.closing(next);
    modifiers = reader.elements(next).map(([from, to]) => {
      const { start: at, end } = reader.spanOf(from, to);
      return reader.parsed.text.slice(at, end);
    });
    next = close + 1;
  }
  if ((reader.is(next, "with") || reader.is(next, "without")) && reader.is(next + 1, "time")) next += 3;
  if (reader.is(next, "array")) next++;
  while (reader.is(next, "[")) {
    while (next < reader.tokens.length && !reader.is(next, "]")) next++;
    next++;
  }
  return { next, modifiers };
}

function isIntervalField(reader: StatementReader, index: number): boolean {
  return ["year", "month", "day", "hour", "minute", "second", "to"].some((word) => reader.is(index, word));
}
