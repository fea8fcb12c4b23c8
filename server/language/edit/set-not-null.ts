import { primaryKeyOf } from "../../schema";
import type { LanguageContext } from "../context";
import { columnTextOf, findAttribute, insertWords, removeTokens, tokensSpan } from "./column-text";
import { findColumn } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { removeFromList } from "./constraint-text";
import { actionsOf } from "./table-text";
import { writingOf } from "./writing";

/** Whether a column may be null. */
export function setNotNull(context: LanguageContext, edit: EditOf<"setNotNull">): EditOutcome {
  const { script } = context;
  const found = findColumn(context, edit.table, edit.column);
  if ("refusal" in found) return found;
  const { table, column } = found;
  const text = columnTextOf(script, table, column);
  if (!text) return refuse(`How "${column.name}" is defined cannot be changed here; change its SQL.`);
  const { words } = writingOf(script);
  const written = findAttribute(text, "not", "null");
  if (edit.on) {
    if (written >= 0) return { edits: [] };
    const open = nullAttribute(text);
    if (open >= 0) return { edits: [{ span: tokensSpan(text, open, open + 1), newText: words("NOT NULL") }] };
    return { edits: [insertWords(text, text.afterType, words("NOT NULL"))] };
  }
  if (primaryKeyOf(table)?.columns.some(({ name }) => name === column.name))
    return refuse(`"${column.name}" is part of the primary key, which is never null.`);
  if (written >= 0) {
    const named = text.reader.is(written - 2, "constraint") ? 2 : 0;
    return { edits: [removeTokens(text, written - named, written + 2)] };
  }
  const later = laterNotNull(context, table.name, column.name);
  if (later) return { edits: later };
  return column.notNull
    ? refuse(`"${column.name}" is never null because of its type or identity.`)
    : { edits: [] };
}

/** `NULL` as an attribute, and not behind DEFAULT or SET. */
function nullAttribute(text: NonNullable<ReturnType<typeof columnTextOf>>): number {
  const at = findAttribute(text, "null");
  const { reader } = text;
  return at >= 0 && !["default", "set", "not"].some((word) => reader.is(at - 1, word)) ? at : -1;
}

/** `ALTER TABLE … ALTER COLUMN … SET NOT NULL`, taken out. */
function laterNotNull({ script }: LanguageContext, table: string, column: string) {
  for (const [index] of script.statements.entries()) {
    const list = actionsOf(script, index);
    if (list?.reader.findName(table, 2, 6) === -1) continue;
    const at = list?.ranges.findIndex(([from, to]) => {
      const name = list.reader.is(from + 1, "column") ? from + 2 : from + 1;
      return (
        list.reader.is(from, "alter") &&
        list.reader.fold(name) === column &&
        list.reader.is(name + 1, "set") &&
        list.reader.is(name + 2, "not") &&
        name + 4 === to
      );
    });
    if (list && at !== undefined && at >= 0)
      return removeFromList({ list, index: at, created: false }, [at], writingOf(script));
  }
  return undefined;
}
