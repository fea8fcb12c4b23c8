import type { ForeignKey, Table } from "../../schema";
import type { LanguageContext } from "../context";
import { removeConstraint } from "./constraint-text";
import { findTable } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { writingOf } from "./writing";

/** Takes a foreign key away; its columns and their index stay. */
export function deleteForeignKey(context: LanguageContext, edit: EditOf<"deleteForeignKey">): EditOutcome {
  const found = findKey(context, edit);
  if ("refusal" in found) return found;
  const edits = removeConstraint(context.script, found.table, found.key, writingOf(context.script));
  return edits ? { edits } : refuse("This foreign key cannot be taken out here; change its SQL.");
}

export function findKey(
  context: LanguageContext,
  edit: { readonly table: string; readonly key: number },
): { readonly table: Table; readonly key: ForeignKey } | { readonly refusal: string } {
  const found = findTable(context, edit.table);
  if ("refusal" in found) return found;
  const key = found.table.constraints[edit.key];
  if (key?.kind === "foreign key") return { table: found.table, key };
  return { refusal: "This foreign key is not in the text any more." };
}
