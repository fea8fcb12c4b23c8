import type { TextEdit } from "../../checker";
import { resolveObject, type Table } from "../../schema";
import type { LanguageContext } from "../context";
import { entityOf, mentionsOf } from "../entities";
import { removeConstraint } from "./constraint-text";
import { findTable } from "./find";
import { refuse, type EditOf, type EditOutcome } from "./intent";
import { linksOf } from "./links";
import { removeStatements } from "./statements";
import { describe, isRoutine, unlistName } from "./statement-kinds";
import { writingOf } from "./writing";

/** Takes a table away, and what cannot be without it: keys to it, its indexes, rows, views on it. */
export function deleteTable(context: LanguageContext, edit: EditOf<"deleteTable">): EditOutcome {
  const { script, schema } = context;
  const found = findTable(context, edit.table);
  if ("refusal" in found) return found;
  const { table } = found;
  const writing = writingOf(script);
  const edits: TextEdit[] = [];
  const consequences: string[] = [];
  const gone = new Set<number>([table.statement]);
  const keys = keysTo(context, table);
  for (const { table: other, key } of keys) {
    const removed = removeConstraint(script, other, key, writing);
    if (!removed)
      return refuse(`The foreign key of "${other.name}" to it cannot be taken out here; change its SQL.`);
    edits.push(...removed);
    const columns = key.columns.map(({ name }) => name).join(", ");
    consequences.push(`${other.name} (${columns}) no longer references ${table.name}; its columns stay.`);
  }
  const held = new Set(keys.map(({ key }) => key.statement));
  const queue: { readonly schema: string; readonly name: string }[] = [table];
  for (const object of queue) {
    const entity = entityOf(schema, {
      kind: "relation",
      name: object.name,
      schema: object.schema,
      span: table.nameSpan,
      statement: table.statement,
      role: "use",
      resolved: "yes",
    });
    for (const mention of entity ? mentionsOf(schema, entity) : []) {
      const { statement: index } = mention;
      const statement = script.statements[index];
      if (!statement || gone.has(index) || (held.has(index) && object === table)) continue;
      if (isRoutine(statement))
        return refuse(`${describe(script, index)} uses "${object.name}". Change or delete that first.`);
      const listed = unlistName(statement, mention.span, writing);
      if (listed) {
        edits.push(...listed);
        continue;
      }
      gone.add(index);
      const view = schema.views.find((candidate) => candidate.statement === index);
      if (view) queue.push(view);
      const owner = schema.tables.find((candidate) => candidate.statement === index);
      if (owner && owner !== table) {
        if (owner.partitionOf || owner.inherits.length > 0 || owner.asQuery) queue.push(owner);
        else return refuse(`${describe(script, index)} is made from "${object.name}". Change that first.`);
      }
      consequences.push(`${describe(script, index)} goes too.`);
    }
  }
  return { edits: [...edits, ...removeStatements([...gone], writing)], consequences };
}

function keysTo({ schema }: LanguageContext, table: Table) {
  return linksOf(schema).filter(
    ({ table: other, key }) => other !== table && resolveObject(schema, key.target) === table,
  );
}
