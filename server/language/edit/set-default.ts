import type { LanguageContext } from "../context";
import { columnTextOf, findAttribute, insertWords, removeTokens } from "./column-text";
import { removeFromList } from "./constraint-text";
import { findColumn } from "./find";
import { valueProblem } from "./fragment";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { placeOf, statementIndexAt } from "./table-text";
import { writingOf } from "./writing";

/** Another default for a column; an empty value takes it away. */
export function setDefault(context: LanguageContext, edit: EditOf<"setDefault">): EditOutcome {
  const { script } = context;
  const found = findColumn(context, edit.table, edit.column);
  if ("refusal" in found) return found;
  const { table, column } = found;
  const value = edit.value.trim();
  if (value !== "") {
    const problem = valueProblem(value, script.dialect);
    if (problem !== undefined) return refuse(problem);
    if (column.generated) return refuse(`"${column.name}" is computed, so it has no default.`);
    if (column.identity || column.type.serial)
      return refuse(`"${column.name}" is numbered by the database, so it has no other default.`);
    if (column.default) return { edits: [{ span: column.default.span, newText: value }] };
    const text = columnTextOf(script, table, column);
    if (!text) return refuse(`How "${column.name}" is defined cannot be changed here; change its SQL.`);
    const notNull = findAttribute(text, "not", "null");
    const at = notNull === text.afterType ? notNull + 2 : text.afterType;
    return { edits: [insertWords(text, at, `${writingOf(script).words("DEFAULT")} ${value}`)] };
  }
  if (!column.default) return { edits: [] };
  const { span } = column.default;
  const text = columnTextOf(script, table, column);
  if (text) {
    const { reader, base, to } = text;
    const from = findAttribute(text, "default");
    let end = from + 1;
    while (end < to && base + reader.startOf(end) < span.end) end++;
    if (from >= 0 && base + reader.startOf(from) < span.start)
      return { edits: [removeTokens(text, from, end)] };
  }
  const place = placeOf(script, table, statementIndexAt(script, span.start), span);
  const edits = place && !place.created ? removeFromList(place, [place.index], writingOf(script)) : undefined;
  return edits
    ? { edits }
    : refuse(`The default of "${column.name}" cannot be taken out here; change its SQL.`);
}
