import type { Column, Table } from "../../schema";
import type { LanguageContext } from "../context";
import { columnTextOf, findAttribute, insertWords, removeTokens, tokensSpan } from "./column-text";
import { findColumn, findTable } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { insertStatements, lastStatementOf, removeStatements } from "./statements";
import { readerOf } from "./table-text";
import { stringConstant, tableName, writingOf, type Writing } from "./writing";

/** What a table or a column is for, in the place that the dialect has for it; an empty text takes it away. */
export function setComment(context: LanguageContext, edit: EditOf<"setComment">): EditOutcome {
  const found = findTable(context, edit.table);
  if ("refusal" in found) return found;
  const named = edit.column === undefined ? undefined : findColumn(context, edit.table, edit.column);
  if (named && "refusal" in named) return named;
  const column = named?.column;
  const comment = edit.comment.trim();
  if (comment.includes("\0")) return refuse("A comment cannot hold a NUL character.");
  switch (context.script.dialect) {
    case "postgresql":
      return commentStatement(context, found.table, column, comment);
    case "sqlite":
      return refuse("SQLite keeps no comments on tables and columns; write them as -- comments in the SQL.");
    default:
      return column
        ? columnAttribute(context, found.table, column, comment)
        : tableOption(context, found.table, comment);
  }
}

function commentStatement(
  { script, schema }: LanguageContext,
  table: Table,
  column: Column | undefined,
  comment: string,
): EditOutcome {
  const writing = writingOf(script);
  const home = `${table.schema}.${table.name}`;
  // The last one is the one that holds.
  const index = script.statements.findLastIndex((statement, nth) => {
    const reader = readerOf(statement);
    if (!reader.is(0, "comment") || !reader.is(2, column ? "column" : "table")) return false;
    const name = reader.nameAt(3);
    if (!name || (column && name.name !== column.name)) return false;
    return schema.references.some(
      (reference) =>
        reference.statement === nth &&
        reference.kind === "relation" &&
        reference.name === table.name &&
        `${reference.schema ?? reference.foundIn ?? table.schema}.${reference.name}` === home,
    );
  });
  const statement = script.statements[index];
  if (statement) {
    if (comment === "") return { edits: removeStatements([index], writing) };
    const reader = readerOf(statement);
    const is = reader.findWord("is", 3);
    const { start, end } = reader.spanOf(is + 1, reader.tokens.length);
    const base = statement.span.start;
    return {
      edits: [{ span: { start: base + start, end: base + end }, newText: stringConstant(comment, writing) }],
    };
  }
  if (comment === "") return { edits: [] };
  const target = column
    ? `${writing.words("COLUMN")} ${tableName(table, writing)}.${writing.name(column.name)}`
    : `${writing.words("TABLE")} ${tableName(table, writing)}`;
  const sql = `${writing.words("COMMENT ON")} ${target} ${writing.words("IS")} ${stringConstant(comment, writing)}`;
  return { edits: insertStatements(lastStatementOf(schema, table), [sql], writing) };
}

function columnAttribute(
  { script }: LanguageContext,
  table: Table,
  column: Column,
  comment: string,
): EditOutcome {
  const writing = writingOf(script);
  const text = columnTextOf(script, table, column);
  if (!text) return refuse(`How "${column.name}" is defined cannot be changed here; change its SQL.`);
  const at = findAttribute(text, "comment");
  if (at < 0) {
    if (comment === "") return { edits: [] };
    const references = findAttribute(text, "references");
    const words = `${writing.words("COMMENT")} ${stringConstant(comment, writing)}`;
    return { edits: [insertWords(text, references < 0 ? text.to : references, words)] };
  }
  if (comment === "") return { edits: [removeTokens(text, at, at + 2)] };
  return { edits: [{ span: tokensSpan(text, at + 1, at + 2), newText: stringConstant(comment, writing) }] };
}

/** `COMMENT = '…'` behind the list of MySQL's CREATE TABLE. */
function tableOption({ script }: LanguageContext, table: Table, comment: string): EditOutcome {
  const writing = writingOf(script);
  const statement = script.statements[table.statement];
  if (!statement) return refuse("This table cannot be commented here; change its SQL.");
  const reader = readerOf(statement);
  const base = statement.span.start;
  const open = reader.tokens.findIndex((token) => token.text === "(");
  const close = open < 0 ? -1 : reader.closing(open);
  const at = close < 0 ? -1 : reader.findWord("comment", close + 1);
  if (at < 0) return comment === "" ? { edits: [] } : { edits: [insertOption(reader.tokens.length)] };
  const equals = reader.is(at + 1, "=") ? 1 : 0;
  if (comment === "") return { edits: [removeTokens({ reader, base }, at, at + equals + 2)] };
  const { start, end } = reader.spanOf(at + equals + 1, at + equals + 2);
  return {
    edits: [{ span: { start: base + start, end: base + end }, newText: stringConstant(comment, writing) }],
  };

  function insertOption(index: number) {
    return insertWords({ reader, base }, index, option(comment, writing));
  }
}

function option(comment: string, writing: Writing): string {
  return `${writing.words("COMMENT")}=${stringConstant(comment, writing)}`;
}
