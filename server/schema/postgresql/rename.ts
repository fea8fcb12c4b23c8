import type { RenameStmt } from "@pgsql/types";
import type { Relation, TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import { removeKeyIndex } from "../keys";
import type { ColumnRef } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { attached, nameOf, routineTypes, typeTypes } from "./named-objects";
import { find } from "./trigger";

/** ALTER … RENAME of all kinds. */
export function rename(reader: StatementReader, node: RenameStmt): Effect[] {
  const to = node.newname ?? "";
  const optional = node.missing_ok === true;
  const type = node.renameType;
  const relation = node.relation && reader.nameAtByte(node.relation.location);
  const subname = node.subname ?? "";
  const afterRename = reader.tokens.findLastIndex((token) => token.text.toLowerCase() === "rename");
  if (
    relation &&
    (type === "OBJECT_COLUMN" || type === "OBJECT_ATTRIBUTE" || type === "OBJECT_TABCONSTRAINT")
  ) {
    const token = reader.token(reader.findName(subname, afterRename + 1));
    if (!token) return [];
    const target = newNameSpan(reader);
    const part = { name: subname, span: token.span };
    if (type === "OBJECT_TABCONSTRAINT")
      return [(fold) => renameConstraint(fold, relation, part, to, optional)];
    return [(fold) => renameColumn(fold, relation, part, { name: to, span: target }, optional)];
  }
  if (relation && (type === "OBJECT_TRIGGER" || type === "OBJECT_POLICY")) {
    const token = reader.token(reader.findName(subname, 2));
    const kind = type === "OBJECT_TRIGGER" ? "trigger" : "policy";
    if (!token) return [];
    return [
      (fold) => renameAttached(fold, kind, relation, { name: subname, span: token.span }, to, optional),
    ];
  }
  if (relation) return [(fold) => renameRelation(fold, fold.referRelation(relation, "use", optional), to)];
  const name = nameOf(reader, node.object ?? (subname === "" ? undefined : { String: { sval: subname } }), 2);
  if (!name) return [];
  if (typeTypes.has(type)) return [(fold) => renameType(fold, name, to)];
  if (routineTypes.has(type)) return [(fold) => renameRoutine(fold, name, to)];
  if (type === "OBJECT_SCHEMA") return [(fold) => renameSchema(fold, name, to)];
  return [];
}

function newNameSpan(reader: StatementReader): { start: number; end: number } {
  const to = reader.tokens.findLastIndex((token) => token.text.toLowerCase() === "to");
  return reader.token(to + 1)?.span ?? reader.spanOf(0, 1);
}

function renameConstraint(
  fold: Fold,
  table: WrittenName,
  part: ColumnRef,
  to: string,
  optional: boolean,
): void {
  const home = attached(fold, "constraint", table, part, "use", optional);
  if (home?.kind !== "table") return;
  removeKeyIndex(fold, home, part.name);
  home.value.constraints = home.value.constraints.map((constraint) =>
    constraint.name === part.name ? { ...constraint, name: to } : constraint,
  );
}

function renameColumn(
  fold: Fold,
  table: WrittenName,
  part: ColumnRef,
  to: ColumnRef,
  optional: boolean,
): void {
  const home = fold.referRelation(table, "use", optional);
  fold.referColumn(part, home, { name: table.name });
  const written = home ? { schema: home.value.schema, name: home.value.name } : { name: table.name };
  fold.refer({ kind: "column", ...to, relation: written, role: "definition", resolved: "yes" });
  if (home?.kind === "view" && home.value.columns)
    home.value.columns = home.value.columns.map((name) => (name === part.name ? to.name : name));
  if (home?.kind !== "table") return;
  const column = home.byName.get(part.name);
  if (!column) return;
  const first = home.byName.get(to.name);
  if (first) {
    const relation = home.value.name;
    fold.duplicate({ kind: "column", name: to.name, span: to.span, first: first.nameSpan, relation });
    return;
  }
  home.byName.delete(part.name);
  column.name = to.name;
  home.byName.set(to.name, column);
  followColumn(fold, home, part.name, to.name);
}

/** Keys and indexes follow the column that they are built on. */
function followColumn(fold: Fold, table: TableEntry, from: string, to: string): void {
  const renamed = (columns: readonly ColumnRef[]): ColumnRef[] =>
    columns.map((column) => (column.name === from ? { ...column, name: to } : column));
  for (const relation of fold.catalog.all(fold.catalog.relations)) {
    if (relation.kind === "index" && relation.table === table) {
      relation.value.keys = relation.value.keys.map((key) =>
        key.column === from ? { ...key, column: to } : key,
      );
      relation.value.include = renamed(relation.value.include);
    }
    if (relation.kind !== "table") continue;
    relation.value.constraints = relation.value.constraints.map((constraint) => {
      const own = relation === table && "columns" in constraint;
      const changed = own ? { ...constraint, columns: renamed(constraint.columns) } : constraint;
      if (changed.kind !== "foreign key" || !fold.catalog.isLinked(changed.target, table)) return changed;
      return { ...changed, targetColumns: renamed(changed.targetColumns) };
    });
  }
}

function renameAttached(
  fold: Fold,
  kind: "trigger" | "policy",
  table: WrittenName,
  part: ColumnRef,
  to: string,
  optional: boolean,
): void {
  const home = attached(fold, kind, table, part, "use", optional);
  const known =
    kind === "trigger"
      ? find(fold.catalog.triggers, home, part.name)
      : find(fold.catalog.policies, home, part.name);
  if (known) known.value.name = to;
}

function renameRelation(fold: Fold, relation: Relation | undefined, to: string): void {
  if (!relation) return;
  const { catalog } = fold;
  const { schema, name } = relation.value;
  if (catalog.relations.get(schema)?.has(to) === true) return;
  catalog.remove(catalog.relations, schema, name);
  relation.value.name = to;
  catalog.put(catalog.relations, schema, to, relation);
  if (relation.kind !== "other" || !relation.owner) return;
  // The index behind a key is renamed together with its constraint.
  const { constraints } = relation.owner.value;
  relation.owner.value.constraints = constraints.map((item) =>
    item.name === name ? { ...item, name: to } : item,
  );
}

function renameType(fold: Fold, name: WrittenName, to: string): void {
  const type = fold.referType(name);
  if (!type) return;
  if (type.kind === "composite") {
    renameRelation(fold, type, to);
  } else if (type.kind === "enum" || type.kind === "domain") {
    const { schema } = type.value;
    fold.catalog.remove(fold.catalog.types, schema, type.value.name);
    type.value.name = to;
    fold.catalog.put(fold.catalog.types, schema, to, type);
  }
}

function renameRoutine(fold: Fold, name: WrittenName, to: string): void {
  const [routine] = fold.referRoutine(name) ?? [];
  if (!routine) return;
  const { routines } = fold.catalog;
  const overloads = routines.get(routine.schema)?.get(routine.name) ?? [];
  if (overloads.length > 1) return;
  fold.catalog.remove(routines, routine.schema, routine.name);
  for (const overload of overloads) overload.name = to;
  fold.catalog.put(routines, routine.schema, to, [...overloads]);
}

function renameSchema(fold: Fold, name: WrittenName, to: string): void {
  const { catalog } = fold;
  const resolved = catalog.knowsSchema(name.name) ? "yes" : "unknown";
  fold.refer({ kind: "schema", name: name.name, span: name.span, role: "use", resolved });
  const namespace = catalog.namespaces.get(name.name);
  if (!namespace) return;
  catalog.namespaces.delete(name.name);
  namespace.name = to;
  catalog.namespaces.set(to, namespace);
  for (const objects of [catalog.relations, catalog.types]) moveAll(objects, name.name, to);
}

function moveAll(
  objects: Map<string, Map<string, { value: { schema: string } }>>,
  from: string,
  to: string,
): void {
  const names = objects.get(from);
  if (!names) return;
  objects.delete(from);
  objects.set(to, names);
  for (const object of names.values()) object.value.schema = to;
}
