import { indexesOf } from "../../schema";
import type { LanguageContext } from "../context";
import { attributesEnd, columnTextOf, insertWords } from "./column-text";
import { removeConstraint } from "./constraint-text";
import { findColumn } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { removeStatements } from "./statements";
import { writingOf } from "./writing";

/** Whether each value of a column stands there once only. */
export function setUnique(context: LanguageContext, edit: EditOf<"setUnique">): EditOutcome {
  const { script, schema } = context;
  const found = findColumn(context, edit.table, edit.column);
  if ("refusal" in found) return found;
  const { table, column } = found;
  const writing = writingOf(script);
  const alone = (columns: readonly { readonly name: string }[]) =>
    columns.length === 1 && columns[0]?.name === column.name;
  const constraints = table.constraints.filter(
    (constraint) => constraint.kind === "unique" && alone(constraint.columns),
  );
  const indexes = indexesOf(schema, table).filter(
    ({ unique, keys, where }) => unique && !where && keys.length === 1 && keys[0]?.column === column.name,
  );
  if (edit.on) {
    if (constraints.length > 0 || indexes.length > 0) return { edits: [] };
    const text = columnTextOf(script, table, column);
    if (!text) return refuse(`How "${column.name}" is defined cannot be changed here; change its SQL.`);
    return { edits: [insertWords(text, attributesEnd(text), writing.words("UNIQUE"))] };
  }
  if (table.constraints.some((key) => key.kind === "primary key" && alone(key.columns)))
    return refuse(`"${column.name}" is the primary key, so its values are unique.`);
  const gone = constraints.map((constraint) => removeConstraint(script, table, constraint, writing));
  if (gone.some((edits) => edits === undefined))
    return refuse(`The key on "${column.name}" cannot be taken out here; change its SQL.`);
  return {
    edits: [
      ...gone.flatMap((edits) => edits ?? []),
      ...removeStatements(
        indexes.map(({ statement }) => statement),
        writing,
      ),
    ],
  };
}
