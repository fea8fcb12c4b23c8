import type { DropStmt } from "@pgsql/types";
import type { Relation } from "../catalog";
import type { Effect, Fold } from "../fold";
import type { ColumnRef } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import {
  attached,
  belongsTo,
  nameOf,
  onTable,
  partsOf,
  relationTypes,
  routineTypes,
  typeTypes,
} from "./named-objects";

/** DROP of all kinds. */
export function drop(reader: StatementReader, node: DropStmt): Effect[] {
  const optional = node.missing_ok === true;
  const cascade = node.behavior === "DROP_CASCADE";
  const type = node.removeType;
  let from = 2;
  const effects: Effect[] = [];
  for (const object of node.objects ?? []) {
    const parts = partsOf(object);
    if (type === "OBJECT_TRIGGER" || type === "OBJECT_POLICY") {
      const read = onTable(reader, parts, from);
      const kind = type === "OBJECT_TRIGGER" ? "trigger" : "policy";
      if (read) effects.push((fold) => dropAttached(fold, kind, read.table, read.thing, optional));
      continue;
    }
    const name = nameOf(reader, object, from);
    if (!name) continue;
    from = name.next;
    if (relationTypes.has(type))
      effects.push((fold) => removeRelation(fold, fold.referRelation(name, "drop", optional)));
    else if (typeTypes.has(type)) effects.push((fold) => dropType(fold, name, optional));
    else if (routineTypes.has(type)) effects.push((fold) => dropRoutine(fold, name));
    else if (type === "OBJECT_SCHEMA") effects.push((fold) => dropSchema(fold, name, cascade));
    else if (type === "OBJECT_EXTENSION")
      effects.push((fold) => void fold.catalog.extensions.delete(name.name));
  }
  return effects;
}

function dropAttached(
  fold: Fold,
  kind: "trigger" | "policy",
  table: WrittenName,
  thing: ColumnRef,
  optional: boolean,
): void {
  const home = attached(fold, kind, table, thing, "drop", optional);
  if (!home) return;
  const { catalog } = fold;
  if (kind === "trigger")
    catalog.triggers = catalog.triggers.filter(
      (item) => item.home !== home || item.value.name !== thing.name,
    );
  else
    catalog.policies = catalog.policies.filter(
      (item) => item.home !== home || item.value.name !== thing.name,
    );
}

/** A relation takes with it what belongs to it. */
function removeRelation(fold: Fold, relation: Relation | undefined): void {
  if (!relation) return;
  const { catalog } = fold;
  catalog.remove(catalog.relations, relation.value.schema, relation.value.name);
  catalog.triggers = catalog.triggers.filter((item) => item.home !== relation);
  catalog.policies = catalog.policies.filter((item) => item.home !== relation);
  if (relation.kind !== "table") return;
  for (const other of catalog.all(catalog.relations)) {
    const { schema, name } = other.value;
    if (belongsTo(other, relation)) catalog.remove(catalog.relations, schema, name);
    // With CASCADE, and without it the statement fails: the foreign keys to the table go.
    else if (other.kind === "table")
      other.value.constraints = other.value.constraints.filter(
        (constraint) => constraint.kind !== "foreign key" || !catalog.isLinked(constraint.target, relation),
      );
  }
}

function dropType(fold: Fold, name: WrittenName, optional: boolean): void {
  const type = fold.referType(name, "drop", optional);
  if (!type) return;
  const { catalog } = fold;
  catalog.remove(catalog.types, type.value.schema, type.value.name);
  if (type.kind === "composite") catalog.remove(catalog.relations, type.value.schema, type.value.name);
}

function dropRoutine(fold: Fold, name: WrittenName): void {
  const [routine] = fold.referRoutine(name, "drop") ?? [];
  if (!routine) return;
  const { routines } = fold.catalog;
  const overloads = routines.get(routine.schema)?.get(routine.name) ?? [];
  // Which of several is meant, its arguments would tell; the others stay in any case.
  if (overloads.length < 2) fold.catalog.remove(routines, routine.schema, routine.name);
}

function dropSchema(fold: Fold, name: WrittenName, cascade: boolean): void {
  const { catalog } = fold;
  const resolved = catalog.knowsSchema(name.name) ? "yes" : "unknown";
  fold.refer({ kind: "schema", name: name.name, span: name.span, role: "drop", resolved });
  if (cascade)
    for (const relation of [...(catalog.relations.get(name.name)?.values() ?? [])])
      removeRelation(fold, relation);
  if (cascade) catalog.types.delete(name.name);
  if (cascade) catalog.routines.delete(name.name);
  catalog.namespaces.delete(name.name);
}
