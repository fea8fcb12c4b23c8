import type { LanguageContext } from "../context";
import { insertElement } from "./elements";
import { findTable } from "./find";
import { nameProblem, typedName, typeProblem, valueProblem } from "./fragment";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { insertStatements, lastStatementOf } from "./statements";
import { columnsListOf } from "./table-text";
import { tableName, writingOf } from "./writing";

/** A new column behind the one that is named, or behind the last, in the list of CREATE TABLE. */
export function addColumn(context: LanguageContext, edit: EditOf<"addColumn">): EditOutcome {
  const { script, schema } = context;
  const found = findTable(context, edit.table);
  if ("refusal" in found) return found;
  const { table } = found;
  const name = typedName(edit.name, script.dialect);
  const problem =
    nameProblem(name, script.dialect) ??
    typeProblem(edit.type, script.dialect) ??
    (edit.default === undefined ? undefined : valueProblem(edit.default, script.dialect));
  if (problem !== undefined) return refuse(problem);
  if (table.columns.some((column) => column.name === name))
    return refuse(`Table "${table.name}" already has a column "${name}".`);
  const writing = writingOf(script);
  const definition = [
    writing.name(name),
    edit.type.trim(),
    ...(edit.notNull === true ? [writing.words("NOT NULL")] : []),
    ...(edit.default === undefined ? [] : [`${writing.words("DEFAULT")} ${edit.default.trim()}`]),
  ].join(" ");
  const list = columnsListOf(script, table);
  if (!list) {
    const alter = `${writing.words("ALTER TABLE")} ${tableName(table, writing)} ${writing.words("ADD COLUMN")} ${definition}`;
    return { edits: insertStatements(lastStatementOf(schema, table), [alter], writing) };
  }
  const own = table.columns.filter((column) => column.statement === table.statement);
  const after = own.find((column) => column.name === edit.after) ?? own.at(-1);
  const index = after
    ? list.elements.findIndex(({ start, end }) => after.nameSpan.start >= start && after.nameSpan.end <= end)
    : -1;
  return { edits: insertElement(list, index, definition, writing) };
}
