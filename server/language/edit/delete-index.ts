import { indexesOf } from "../../schema";
import type { LanguageContext } from "../context";
import { removeFromList } from "./constraint-text";
import { findTable } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { removeStatements } from "./statements";
import { placeOf } from "./table-text";
import { writingOf } from "./writing";

/** Takes an index away, with what else speaks of it. */
export function deleteIndex(context: LanguageContext, edit: EditOf<"deleteIndex">): EditOutcome {
  const { script, schema } = context;
  const found = findTable(context, edit.table);
  if ("refusal" in found) return found;
  const index = indexesOf(schema, found.table).find(({ name }) => name === edit.index);
  if (!index) return refuse(`There is no index "${edit.index}" in the text any more.`);
  const writing = writingOf(script);
  const others = schema.references.filter(
    ({ kind, name, statement, relation, role }) =>
      kind === "index" &&
      role !== "definition" &&
      name === index.name &&
      (relation === undefined || relation.name === found.table.name) &&
      statement !== index.statement,
  );
  const also = [...new Set(others.map(({ statement }) => statement))];
  if (index.statement === found.table.statement) {
    const place = placeOf(script, found.table, index.statement, index.span);
    const edits = place && removeFromList(place, [place.index], writing);
    return edits ? { edits } : refuse("This index cannot be taken out here; change its SQL.");
  }
  return { edits: removeStatements([index.statement, ...also], writing) };
}
