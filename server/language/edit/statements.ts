import type { TextEdit } from "../../checker";
import type { Schema, Table } from "../../schema";
import { indexesOf } from "../../schema";
import type { Writing } from "./writing";

/** Puts statements, without their semicolons, on lines of their own behind the statement of that index. */
export function insertStatements(
  statement: number,
  statements: readonly string[],
  { script, lineBreak }: Writing,
): TextEdit[] {
  const before = script.statements[statement];
  if (!before || statements.length === 0) return [];
  const { text } = script;
  const end = before.span.end;
  const semicolon = /^\s*;/.exec(text.slice(end, end + 1000))?.[0].length;
  const added = statements.map((sql) => `${lineBreak}${sql};`).join("");
  if (semicolon === undefined) {
    const comment = /^[^\S\n]*--[^\n\r]*/.exec(text.slice(end, end + 2000))?.[0].length ?? 0;
    if (comment === 0) return [{ span: { start: end, end }, newText: `;${added}` }];
    const behind = end + comment;
    return [
      { span: { start: end, end }, newText: ";" },
      { span: { start: behind, end: behind }, newText: added },
    ];
  }
  const comment =
    /^[^\S\n]*--[^\n\r]*/.exec(text.slice(end + semicolon, end + semicolon + 2000))?.[0].length ?? 0;
  const at = end + semicolon + comment;
  return [{ span: { start: at, end: at }, newText: added }];
}

/** Takes whole statements out: semicolon, the comment behind it, the line, and the rows of a COPY. */
export function removeStatements(indexes: readonly number[], { script }: Writing): TextEdit[] {
  const { text, statements } = script;
  return indexes.flatMap((index) => {
    const gone = statements[index];
    if (!gone) return [];
    const next = statements[index + 1];
    const end = next?.kind === "copy-data" ? next.span.end : gone.span.end;
    const rest =
      /^(?:\s*;)?(?:[^\S\n]*--[^\n\r]*)?[^\S\n]*(?:\r?\n)?/.exec(text.slice(end, end + 4000))?.[0] ?? "";
    const start = gone.span.start;
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const whole = text.slice(lineStart, start).trim() === "";
    // Of two blank lines around it, one goes with it.
    const blank =
      /(?:^|\n)[^\S\n]*\r?\n$/.test(text.slice(0, lineStart)) || lineStart === 0
        ? (/^[^\S\n]*\r?\n/.exec(text.slice(end + rest.length, end + rest.length + 200))?.[0].length ?? 0)
        : 0;
    return [
      {
        span: {
          start: whole ? lineStart : start,
          end: end + rest.length + (rest.endsWith("\n") ? blank : 0),
        },
        newText: "",
      },
    ];
  });
}

/** Behind which statement an index on the table goes: its last index, else the last that builds the table. */
export function lastStatementOf(schema: Schema, table: Table): number {
  return Math.max(
    table.statement,
    ...table.columns.map(({ statement }) => statement),
    ...table.constraints.map(({ statement }) => statement),
    ...indexesOf(schema, table).map(({ statement }) => statement),
  );
}
