import type { Table } from "../schema";
import { quoteIdentifier, type Script, type Span } from "../sql";
import type { TextEdit } from "./rule";

/** Puts a statement (without its semicolon) on a line of its own after the statement of that index. */
export function insertAfter(script: Script, statement: number, sql: string): TextEdit[] {
  const before = script.statements[statement];
  if (!before) return [];
  const at = before.span.end;
  const end = /^[^\S\n]*;/.exec(script.text.slice(at, at + 200))?.[0].length;
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

/** Takes a whole statement out, with its semicolon and the line break behind it. */
export function removeStatement(script: Script, statement: number): TextEdit[] {
  const gone = script.statements[statement];
  if (!gone) return [];
  const rest = /^\s*;?[^\S\n]*\r?\n?/.exec(script.text.slice(gone.span.end, gone.span.end + 200))?.[0] ?? "";
  return [{ span: { start: gone.span.start, end: gone.span.end + rest.length }, newText: "" }];
}

/** `newText` in upper case where the word that it replaces is. */
export function replaceWord(script: Script, span: Span, newText: string): TextEdit[] {
  const old = script.text.slice(span.start, span.end);
  const upper = /[A-Z]/.test(old) && old === old.toUpperCase();
  return [{ span, newText: upper ? newText.toUpperCase() : newText }];
}

/** The table's name as a statement has to write it. */
export function tableName(table: Table): string {
  const name = quoteIdentifier(table.name, "postgresql");
  return table.schema === "public" || table.schema === ""
    ? name
    : `${quoteIdentifier(table.schema, "postgresql")}.${name}`;
}

/** A list of column names as a statement has to write it. */
export function columnList(names: readonly string[], dialect: Script["dialect"]): string {
  return names.map((name) => quoteIdentifier(name, dialect)).join(", ");
}
