import { columnOf } from "../../schema";
import type { LanguageContext } from "../context";
import { removeTokens, insertWords } from "./column-text";
import { afterAction, afterReference, constraintTextOf } from "./constraint-text";
import { findKey } from "./delete-foreign-key";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { writingOf } from "./writing";

/** What happens to the rows that reference one that is deleted. */
export function setOnDelete(context: LanguageContext, edit: EditOf<"setOnDelete">): EditOutcome {
  const { script } = context;
  const found = findKey(context, edit);
  if ("refusal" in found) return found;
  const { table, key } = found;
  if (key.onDelete === edit.onDelete) return { edits: [] };
  const strict = key.columns.find(({ name }) => columnOf(table, name)?.notNull === true);
  if (edit.onDelete === "set null" && strict)
    return refuse(
      `"${strict.name}" is never null, so ON DELETE SET NULL cannot work. Choose another action.`,
    );
  const written = constraintTextOf(script, table, key);
  const { reader, from, to, base } = written ?? {};
  if (!written || !reader || from === undefined || to === undefined || base === undefined)
    return refuse("This foreign key cannot be changed here; change its SQL.");
  const words = writingOf(script).words(`ON DELETE ${edit.onDelete.toUpperCase()}`);
  const references = reader.findWord("references", from, to);
  if (references < 0) return refuse("This foreign key cannot be changed here; change its SQL.");
  const end = afterReference(reader, references, to);
  for (let at = references; at < end; at++) {
    if (!reader.is(at, "on") || !reader.is(at + 1, "delete")) continue;
    const behind = afterAction(reader, at + 2);
    if (edit.onDelete === "no action") return { edits: [removeTokens(written, at, behind)] };
    const { start, end: stop } = reader.spanOf(at, behind);
    return { edits: [{ span: { start: base + start, end: base + stop }, newText: words }] };
  }
  let at = reader.nameAt(references + 1)?.next ?? end;
  if (reader.is(at, "(")) at = reader.closing(at) + 1;
  return { edits: [insertWords(written, at, words)] };
}
