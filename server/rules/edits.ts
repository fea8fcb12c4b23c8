import type { Column, Reference, Schema, Table } from "../schema";
import { quoteIdentifier, type Script, type Span } from "../sql";
import { lookup } from "./lookup";
import type { Fix, RuleContext, TextEdit } from "./rule";

/** Puts a statement (without its semicolon) on a line of its own after the statement of that index. */
export function insertAfter(script: Script, statement: number, sql: string): TextEdit[] {
  const before = script.statements[statement];
  if (!before) return [];
  const at = before.span.end;
  // A remark at the end of its line goes with it.
  const end = /^(?:\s|\/\*.*?\*\/)*;(?:[^\S\r\n]*--[^\r\n]*)?/s.exec(script.text.slice(at, at + 500))?.[0]
    .length;
  const eol = lineBreakOf(script);
  if (end === undefined) return [{ span: { start: at, end: at }, newText: `;${eol}${sql};` }];
  return [{ span: { start: at + end, end: at + end }, newText: `${eol}${sql};` }];
}

const lineBreaks = new WeakMap<Script, string>();

/** The line break that the text is written with; found once, because a text may be long and hold none. */
function lineBreakOf(script: Script): string {
  let found = lineBreaks.get(script);
  if (found === undefined) {
    found = script.text.includes("\r\n") ? "\r\n" : "\n";
    lineBreaks.set(script, found);
  }
  return found;
}

/** Takes a whole statement out, with its semicolon, the line break behind it and one of two empty lines around it. */
export function removeStatement(script: Script, statement: number): TextEdit[] {
  const gone = script.statements[statement];
  if (!gone) return [];
  const { start, end } = gone.span;
  const isApart = /(?:^|\n)[^\S\n]*\n[^\S\n]*$/.test(script.text.slice(Math.max(0, start - 200), start));
  const behind = isApart ? /^\s*;?[^\S\n]*(?:\n[^\S\n]*(?=\n))?\n?/ : /^\s*;?[^\S\n]*\n?/;
  const rest = behind.exec(script.text.slice(end, end + 200))?.[0] ?? "";
  return [{ span: { start, end: end + rest.length }, newText: "" }];
}

/** `newText` in upper case where the word that it replaces is. */
export function replaceWord(script: Script, span: Span, newText: string): TextEdit[] {
  const old = script.text.slice(span.start, span.end);
  const upper = /[A-Z]/.test(old) && old === old.toUpperCase();
  return [{ span, newText: upper ? newText.toUpperCase() : newText }];
}

/**
 * A fix that writes another type; none where another table repeats the column and must have the same type, as
 * partitions and children do, or where something is computed from it, which may not take the other type.
 */
export function typeFix(
  { schema, script }: Pick<RuleContext, "schema" | "script">,
  { table, column }: { readonly table: Table; readonly column: Column },
  title: string,
  newText: string,
): { fixes?: readonly Fix[] } {
  if (isRepeated(table, column, schema) || isComputedFrom(table, column, schema)) return {};
  return { fixes: [{ title, edits: replaceWord(script, column.type.span, newText) }] };
}

function isRepeated(table: Table, column: Column, schema: Schema): boolean {
  return (kinOf(schema).get(table) ?? []).some((other) => {
    const same = lookup(schema).column(other, column.name);
    return same !== undefined && same.type.span.start !== column.type.span.start;
  });
}

const kin = new WeakMap<Schema, ReadonlyMap<Table, readonly Table[]>>();

/** The parents and the children, or partitions, of the tables that have any. */
function kinOf(schema: Schema): ReadonlyMap<Table, readonly Table[]> {
  const known = kin.get(schema);
  if (known) return known;
  const found = new Map<Table, Table[]>();
  const join = (one: Table, other: Table) => found.set(one, [...(found.get(one) ?? []), other]);
  for (const table of schema.tables)
    for (const name of [...table.inherits, ...(table.partitionOf ? [table.partitionOf] : [])]) {
      const parent = lookup(schema).table(name, table);
      if (!parent) continue;
      join(table, parent);
      join(parent, table);
    }
  kin.set(schema, found);
  return found;
}

function isComputedFrom(table: Table, { name }: Column, schema: Schema): boolean {
  const indexes = lookup(schema).indexesOf(table);
  const spans = [
    ...indexes.flatMap(({ keys, where }) => [
      ...keys.filter(({ column }) => column === undefined).map(({ span }) => span),
      ...(where ? [where.span] : []),
    ]),
    ...table.columns.flatMap(({ generated }) => (generated ? [generated.span] : [])),
  ];
  return (
    spans.length > 0 &&
    referencesIn(schema, spans).some((reference) => reference.kind === "column" && reference.name === name)
  );
}

function referencesIn(schema: Schema, spans: readonly Span[]): Reference[] {
  return spans.flatMap(({ start, end }) => {
    const found: Reference[] = [];
    const { references } = schema;
    for (let i = firstOf(references, (one) => one.span.start >= start); i < references.length; i++) {
      const reference = references[i];
      if (!reference || reference.span.start > end) break;
      found.push(reference);
    }
    return found;
  });
}

/**
 * The table's name as a statement behind that one has to write it: with its schema where the one before writes that,
 * too, since the search path may not lead there. Undefined where the table has another name at that place.
 */
export function tableName(
  table: Table,
  statement: number,
  { schema, script }: Pick<RuleContext, "schema" | "script">,
): string | undefined {
  const { references } = schema;
  let written: Reference | undefined;
  for (let i = firstOf(references, (one) => one.statement >= statement); i < references.length; i++) {
    const reference = references[i];
    if (reference?.statement !== statement) break;
    if (reference.kind !== "relation" || reference.name !== table.name) continue;
    written = reference;
    if (reference.schema !== undefined) break;
  }
  if (!written) return undefined;
  const { dialect } = script;
  const name = quoteIdentifier(table.name, dialect);
  const isPlain = dialect !== "postgresql" || table.schema === "public" || table.schema === "";
  return isPlain && written.schema === undefined
    ? name
    : `${quoteIdentifier(written.schema ?? table.schema, dialect)}.${name}`;
}

/** The index of the first for which it holds, where it holds for all behind that too. */
function firstOf(list: readonly Reference[], holds: (one: Reference) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = list[middle];
    if (one && holds(one)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A list of column names as a statement has to write it. */
export function columnList(names: readonly string[], dialect: Script["dialect"]): string {
  return names.map((name) => quoteIdentifier(name, dialect)).join(", ");
}
