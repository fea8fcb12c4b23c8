import {
  columnOf,
  indexesOf,
  primaryKeyOf,
  type ReferentialAction,
  type Schema,
  type Table,
} from "../../schema";
import type { LanguageContext } from "../context";
import { createIndex } from "./add-index";
import { columnTextOf, insertWords } from "./column-text";
import { insertElement } from "./elements";
import { findTable } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { insertStatements, lastStatementOf } from "./statements";
import { columnsListOf } from "./table-text";
import { columnList, tableName, writingOf, type Writing } from "./writing";

/** A foreign key from columns to the columns of another table, with an index on them where it is asked for. */
export function addForeignKey(context: LanguageContext, edit: EditOf<"addForeignKey">): EditOutcome {
  const { script, schema } = context;
  const from = findTable(context, edit.table);
  if ("refusal" in from) return from;
  const to = findTable(context, edit.target);
  if ("refusal" in to) return to;
  const { table } = from;
  const target = to.table;
  const missing =
    edit.columns.find((name) => !columnOf(table, name)) ??
    edit.targetColumns.find((name) => !columnOf(target, name));
  if (missing !== undefined) return refuse(`There is no column "${missing}" in the text any more.`);
  if (edit.columns.length === 0 || edit.columns.length !== edit.targetColumns.length)
    return refuse("A foreign key needs as many columns as it references.");
  if (hasKey(table, edit)) return refuse(`"${edit.columns.join(", ")}" is a foreign key already.`);
  if (!isKey(schema, target, edit.targetColumns)) {
    const key = primaryKeyOf(target)?.columns.map(({ name }) => name);
    return refuse(
      `"${target.name}.${edit.targetColumns.join(", ")}" is not unique, so no foreign key can reference it.` +
        (key
          ? ` The key of "${target.name}" is "${key.join(", ")}".`
          : ` Give "${target.name}" a primary key first.`),
    );
  }
  const nullable = edit.columns
    .map((name) => columnOf(table, name))
    .find((column) => column?.notNull === true);
  if (edit.onDelete === "set null" && nullable)
    return refuse(
      `"${nullable.name}" is never null, so ON DELETE SET NULL cannot work. Choose another action.`,
    );
  const writing = writingOf(script);
  const references = referenceClause(target, edit.targetColumns, edit.onDelete, writing);
  // MySQL and MariaDB index foreign keys by themselves.
  const mysql = script.dialect === "mysql" || script.dialect === "mariadb";
  const wanted = edit.index && !mysql && !isServed(schema, table, edit.columns);
  const index = wanted ? [createIndex(schema, table, edit.columns, false, writing)] : [];
  const own = columnOf(table, edit.columns[0] ?? "");
  const list = columnsListOf(script, table);
  // PostgreSQL needs the table that is referenced to be there; the others take it as it comes.
  const needed = target === table ? keyStatement(table) : lastStatementOf(schema, target);
  const later = script.dialect === "postgresql" && needed > table.statement;
  const behind = Math.max(lastStatementOf(schema, table), later ? lastStatementOf(schema, target) : 0);
  const element = `${writing.words("FOREIGN KEY")} ${columnList(edit.columns, writing)} ${references}`;
  if (later || !list || own?.statement !== table.statement) {
    const alter = `${writing.words("ALTER TABLE")} ${tableName(table, writing)} ${writing.words("ADD")} ${element}`;
    return { edits: insertStatements(behind, [alter, ...index], writing) };
  }
  const indexes = insertStatements(lastStatementOf(schema, table), index, writing);
  // MySQL reads a reference behind a column and does nothing with it.
  const inline = edit.columns.length === 1 && !mysql;
  const text = inline ? columnTextOf(script, table, own) : undefined;
  if (text) return { edits: [insertWords(text, text.to, references), ...indexes] };
  return { edits: [...insertElement(list, list.elements.length - 1, element, writing), ...indexes] };
}

function referenceClause(
  target: Table,
  columns: readonly string[],
  onDelete: ReferentialAction,
  writing: Writing,
): string {
  const action = onDelete === "no action" ? "" : ` ${writing.words(`ON DELETE ${onDelete.toUpperCase()}`)}`;
  return `${writing.words("REFERENCES")} ${tableName(target, writing)} ${columnList(columns, writing)}${action}`;
}

/** The last of the statements that give the table a key, which a dump does behind the table. */
function keyStatement({ statement, constraints }: Table): number {
  const keys = constraints.filter(({ kind }) => kind === "primary key" || kind === "unique");
  return Math.max(statement, ...keys.map((key) => key.statement));
}

function hasKey(table: Table, edit: EditOf<"addForeignKey">): boolean {
  return table.constraints.some(
    (key) =>
      key.kind === "foreign key" &&
      `${key.target.resolved?.schema ?? table.schema}.${key.target.name}` === edit.target &&
      key.columns.map(({ name }) => name).join("\0") === edit.columns.join("\0"),
  );
}

/** Whether the columns are a key of the table, in any order. */
function isKey(schema: Schema, table: Table, columns: readonly string[]): boolean {
  const same = (names: readonly (string | undefined)[]) =>
    names.length === columns.length && columns.every((name) => names.includes(name));
  return (
    table.constraints.some(
      (key) =>
        (key.kind === "primary key" || key.kind === "unique") && same(key.columns.map(({ name }) => name)),
    ) ||
    indexesOf(schema, table).some(
      ({ unique, where, keys }) => unique && !where && same(keys.map(({ column }) => column)),
    )
  );
}

/** Whether an index or a key starts with the columns. */
function isServed(schema: Schema, table: Table, columns: readonly string[]): boolean {
  const starts = (names: readonly (string | undefined)[]) =>
    columns.every((name, nth) => names[nth] === name);
  return (
    table.constraints.some(
      (key) =>
        (key.kind === "primary key" || key.kind === "unique") && starts(key.columns.map(({ name }) => name)),
    ) ||
    indexesOf(schema, table).some(({ where, keys }) => !where && starts(keys.map(({ column }) => column)))
  );
}
