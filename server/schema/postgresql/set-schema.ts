import type { AlterObjectSchemaStmt } from "@pgsql/types";
import type { Relation } from "../catalog";
import type { Effect, Fold } from "../fold";
import type { StatementReader, WrittenName } from "../statement-reader";
import { belongsTo, nameOf, routineTypes, typeTypes } from "./named-objects";

/** ALTER … SET SCHEMA. */
export function setSchema(reader: StatementReader, node: AlterObjectSchemaStmt): Effect[] {
  const to = node.newschema ?? "";
  const optional = node.missing_ok === true;
  const name = node.relation ? reader.nameAtByte(node.relation.location) : nameOf(reader, node.object, 2);
  if (!name) return [];
  if (node.relation) return [(fold) => moveRelation(fold, fold.referRelation(name, "use", optional), to)];
  if (typeTypes.has(node.objectType)) return [(fold) => moveType(fold, name, to)];
  if (routineTypes.has(node.objectType)) return [(fold) => void fold.referRoutine(name)];
  return [];
}

function moveRelation(fold: Fold, relation: Relation | undefined, to: string): void {
  if (!relation) return;
  const { catalog } = fold;
  catalog.remove(catalog.relations, relation.value.schema, relation.value.name);
  relation.value.schema = to;
  catalog.put(catalog.relations, to, relation.value.name, relation);
  if (relation.kind !== "table") return;
  for (const other of catalog.all(catalog.relations))
    if (belongsTo(other, relation)) moveRelation(fold, other, to);
}

function moveType(fold: Fold, name: WrittenName, to: string): void {
  const type = fold.referType(name);
  if (type?.kind === "composite") moveRelation(fold, type, to);
  if (type?.kind !== "enum" && type?.kind !== "domain") return;
  fold.catalog.remove(fold.catalog.types, type.value.schema, type.value.name);
  type.value.schema = to;
  fold.catalog.put(fold.catalog.types, to, type.value.name, type);
}
