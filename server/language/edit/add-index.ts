import { columnOf, indexesOf, type Schema, type Table } from "../../schema";
import type { LanguageContext } from "../context";
import { findTable, freeName } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { insertStatements, lastStatementOf } from "./statements";
import { columnList, tableName, writingOf, type Writing } from "./writing";

/** An index on columns of a table, behind the table and its other indexes. */
export function addIndex(context: LanguageContext, edit: EditOf<"addIndex">): EditOutcome {
  const { script, schema } = context;
  const found = findTable(context, edit.table);
  if ("refusal" in found) return found;
  const { table } = found;
  const missing = edit.columns.find((name) => !columnOf(table, name));
  if (missing !== undefined) return refuse(`Table "${table.name}" has no column "${missing}".`);
  if (edit.columns.length === 0) return refuse("An index needs at least one column.");
  const same = indexesOf(schema, table).find(
    ({ keys, where, unique }) =>
      !where &&
      unique === edit.unique &&
      keys.map(({ column }) => column ?? "").join("\0") === edit.columns.join("\0"),
  );
  if (same) return refuse(`"${same.name}" is an index on the same columns already.`);
  const writing = writingOf(script);
  const sql = createIndex(schema, table, edit.columns, edit.unique, writing);
  return { edits: insertStatements(lastStatementOf(schema, table), [sql], writing) };
}

/** The statement that creates the index, under a name that is free. */
export function createIndex(
  schema: Schema,
  table: Table,
  columns: readonly string[],
  unique: boolean,
  writing: Writing,
): string {
  const taken = new Set(
    [...schema.indexes, ...schema.tables, ...schema.views, ...schema.sequences].map(({ name }) => name),
  );
  // Names are cut at 63 bytes; what tells them apart stands at the end.
  const base = `${table.name}_${columns.join("_")}`.slice(0, 55);
  const name = freeName(`${base}_${unique ? "key" : "idx"}`, (candidate) => taken.has(candidate));
  return `${writing.words(unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX")} ${writing.name(name)} ${writing.words("ON")} ${tableName(table, writing)} ${columnList(columns, writing)}`;
}
