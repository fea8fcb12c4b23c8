import type { TextEdit } from "../../checker";
import type { LanguageContext } from "../context";
import { addColumn } from "./add-column";
import { addForeignKey } from "./add-foreign-key";
import { addIndex } from "./add-index";
import { addTable } from "./add-table";
import { deleteColumn } from "./delete-column";
import { deleteForeignKey } from "./delete-foreign-key";
import { deleteIndex } from "./delete-index";
import { deleteTable } from "./delete-table";
import type { EditOf, EditOutcome, SchemaEdit } from "./intent";
import { renameColumn, renameTable } from "./rename";
import { setComment } from "./set-comment";
import { setDefault } from "./set-default";
import { setNotNull } from "./set-not-null";
import { setOnDelete } from "./set-on-delete";
import { setPrimaryKey } from "./set-primary-key";
import { setType } from "./set-type";
import { setUnique } from "./set-unique";
import { newError } from "./verify";

export type { EditOutcome, SchemaEdit } from "./intent";

type Edits = {
  readonly [K in SchemaEdit["kind"]]: (context: LanguageContext, edit: EditOf<K>) => EditOutcome;
};

/** One function a kind of edit, each in a file of its own. */
const edits: Edits = {
  addTable,
  renameTable,
  deleteTable,
  addColumn,
  renameColumn,
  deleteColumn,
  setType,
  setNotNull,
  setUnique,
  setPrimaryKey,
  setDefault,
  addForeignKey,
  deleteForeignKey,
  setOnDelete,
  addIndex,
  deleteIndex,
  setComment,
};

/**
 * What an edit of the diagram is in the text: as few changes as it takes, with comments and order kept. An edit that
 * would bring an error that was not there before is refused with what that error says.
 */
export function editSchema(context: LanguageContext, edit: SchemaEdit): EditOutcome {
  const outcome = editOf(edit.kind)(context, edit);
  if ("refusal" in outcome) return outcome;
  const merged = mergeEdits(outcome.edits);
  if (merged.length === 0) return { edits: [] };
  const error = newError(context, merged);
  if (error !== undefined) return { refusal: `This would leave an error: ${error}` };
  return { ...outcome, edits: merged };
}

/** The function for a kind, under the type that serves all: the table above has matched the two. */
function editOf(kind: SchemaEdit["kind"]): (context: LanguageContext, edit: SchemaEdit) => EditOutcome {
  return edits[kind] as (context: LanguageContext, edit: SchemaEdit) => EditOutcome;
}

/** In order, and what is taken out twice taken out once. */
export function mergeEdits(all: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = all
    .map((edit, nth) => ({ edit, nth }))
    .sort(
      (a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.nth - b.nth,
    )
    .map(({ edit }) => edit);
  const merged: TextEdit[] = [];
  for (const edit of sorted) {
    const last = merged.at(-1);
    if (!last || edit.span.start >= last.span.end) {
      merged.push(edit);
      continue;
    }
    merged[merged.length - 1] = {
      span: { start: last.span.start, end: Math.max(last.span.end, edit.span.end) },
      newText: last.newText + edit.newText,
    };
  }
  return merged;
}
