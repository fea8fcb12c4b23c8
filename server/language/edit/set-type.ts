import type { TextEdit } from "../../checker";
import { columnOf, resolveObject, type Column, type Table } from "../../schema";
import type { LanguageContext } from "../context";
import { findColumn } from "./find";
import { typeProblem } from "./fragment";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { linksOf } from "./links";

/** Another type for a column, and for the columns that reference it, which have to keep the same. */
export function setType(context: LanguageContext, edit: EditOf<"setType">): EditOutcome {
  const { script } = context;
  const found = findColumn(context, edit.table, edit.column);
  if ("refusal" in found) return found;
  const problem = typeProblem(edit.type, script.dialect);
  if (problem !== undefined) return refuse(problem);
  const type = edit.type.trim();
  const { table, column } = found;
  if (script.text.slice(column.type.span.start, column.type.span.end) === type) return { edits: [] };
  const edits: TextEdit[] = [{ span: column.type.span, newText: type }];
  const consequences: string[] = [];
  for (const other of followers(context, table, column)) {
    const plain = withoutSerial(type);
    if (script.text.slice(other.column.type.span.start, other.column.type.span.end) === plain) continue;
    edits.push({ span: other.column.type.span, newText: plain });
    consequences.push(
      `${other.table.name}.${other.column.name}, which references it, becomes ${plain} as well.`,
    );
  }
  return { edits, consequences };
}

/** What references the column, and what references that in turn. */
function followers(
  { schema }: LanguageContext,
  table: Table,
  column: Column,
): readonly { readonly table: Table; readonly column: Column }[] {
  const found: { table: Table; column: Column }[] = [];
  const seen = new Set<Column>([column]);
  const queue = [{ table, column }];
  for (const { table: target, column: wanted } of queue) {
    for (const link of linksOf(schema)) {
      if (resolveObject(schema, link.key.target) !== target) continue;
      link.targetColumns.forEach((name, nth) => {
        const own = link.key.columns[nth];
        const next = name === wanted.name && own ? columnOf(link.table, own.name) : undefined;
        if (!next || seen.has(next)) return;
        seen.add(next);
        found.push({ table: link.table, column: next });
        queue.push({ table: link.table, column: next });
      });
    }
  }
  return found;
}

const integers: Readonly<Record<string, string>> = {
  serial: "integer",
  bigserial: "bigint",
  smallserial: "smallint",
};

function withoutSerial(type: string): string {
  return integers[type.toLowerCase()] ?? type;
}
