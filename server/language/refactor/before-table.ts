import type { TextEdit } from "../../checker";
import type { Table } from "../../schema";
import type { Writing } from "../edit/writing";

/** Puts statements, without their semicolons, before the one that makes the table and the comments above it. */
export function insertBefore(table: Table, statements: readonly string[], writing: Writing): TextEdit[] {
  const { script, lineBreak } = writing;
  const statement = script.statements[table.statement];
  if (!statement) return [];
  const { text } = script;
  let at = text.lastIndexOf("\n", statement.span.start - 1) + 1;
  if (text.slice(at, statement.span.start).trim() !== "") at = statement.span.start;
  for (;;) {
    const line = text.lastIndexOf("\n", at - 2) + 1;
    if (line >= at || !/^\s*--/.test(text.slice(line, at))) break;
    at = line;
  }
  const added = statements.map((sql) => `${sql};${lineBreak}`).join("");
  return [{ span: { start: at, end: at }, newText: added + lineBreak }];
}
