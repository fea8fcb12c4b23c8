import type { TextEdit } from "../../checker";
import { primaryKeyOf, type PrimaryKey, type Table } from "../../schema";
import type { LanguageContext } from "../context";
import { attributesEnd, columnTextOf, insertWords } from "./column-text";
import { constraintTextOf, removeConstraint } from "./constraint-text";
import { insertElement } from "./elements";
import { findColumn } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { columnsListOf } from "./table-text";
import { columnList, writingOf } from "./writing";

/** Takes a column into the primary key, or out of it. */
export function setPrimaryKey(context: LanguageContext, edit: EditOf<"setPrimaryKey">): EditOutcome {
  const { script } = context;
  const found = findColumn(context, edit.table, edit.column);
  if ("refusal" in found) return found;
  const { table, column } = found;
  const key = primaryKeyOf(table);
  const names = key?.columns.map(({ name }) => name) ?? [];
  if (names.includes(column.name) === edit.on) return { edits: [] };
  const next = edit.on ? [...names, column.name] : names.filter((name) => name !== column.name);
  if (!key) {
    const text = columnTextOf(script, table, column);
    if (!text) return refuse(`How "${column.name}" is defined cannot be changed here; change its SQL.`);
    return { edits: [insertWords(text, attributesEnd(text), writingOf(script).words("PRIMARY KEY"))] };
  }
  const edits = withColumns(context, table, key, next);
  return edits
    ? { edits }
    : refuse(`The primary key of "${table.name}" cannot be changed here; change its SQL.`);
}

/** The key over other columns: another list, or an element of its own in place of an attribute. */
function withColumns(
  { script }: LanguageContext,
  table: Table,
  key: PrimaryKey,
  names: readonly string[],
): readonly TextEdit[] | undefined {
  const writing = writingOf(script);
  if (names.length === 0) return removeConstraint(script, table, key, writing);
  const written = constraintTextOf(script, table, key);
  if (!written) return undefined;
  if (!written.inline) {
    const { reader, base, from, to } = written;
    const open = reader.findWord("(", from, to);
    if (open < 0) return undefined;
    const { start, end } = reader.spanOf(open, reader.closing(open) + 1);
    return [{ span: { start: base + start, end: base + end }, newText: columnList(names, writing) }];
  }
  const list = columnsListOf(script, table);
  const gone = removeConstraint(script, table, key, writing);
  if (!list || !gone) return undefined;
  const element = `${writing.words("PRIMARY KEY")} ${columnList(names, writing)}`;
  const own = table.columns.filter(({ statement }) => statement === table.statement).length;
  return [...gone, ...insertElement(list, own - 1, element, writing)];
}
