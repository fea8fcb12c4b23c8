import type {
  AlterObjectSchemaStmt,
  CommentStmt,
  DropStmt,
  Node,
  ObjectType,
  RenameStmt,
} from "@pgsql/types";
import type { Relation, TableEntry } from "../catalog";
import type { Effect, Fold } from "../fold";
import type { ColumnRef, Reference } from "../model";
import type { StatementReader, WrittenName } from "../statement-reader";
import { nameOfParts } from "./index-statement";
import { itemsOf, stringOf, stringsOf } from "./nodes";
import { find } from "./trigger";

const relationTypes = new Set<ObjectType | undefined>([
  "OBJECT_TABLE",
  "OBJECT_VIEW",
  "OBJECT_MATVIEW",
  "OBJECT_SEQUENCE",
  "OBJECT_INDEX",
  "OBJECT_FOREIGN_TABLE",
]);
const typeTypes = new Set<ObjectType | undefined>(["OBJECT_TYPE", "OBJECT_DOMAIN"]);
const routineTypes = new Set<ObjectType | undefined>([
  "OBJECT_FUNCTION",
  "OBJECT_PROCEDURE",
  "OBJECT_ROUTINE",
  "OBJECT_AGGREGATE",
]);

/** The parts of a name in DROP, COMMENT and ALTER, which hold it in several forms. */
function partsOf(node: Node | undefined): string[] {
  if (!node) return [];
  if ("ObjectWithArgs" in node) return stringsOf(node.ObjectWithArgs.objname);
  if ("TypeName" in node) return stringsOf(node.TypeName.names);
  const single = stringOf(node);
  return single === undefined ? stringsOf(itemsOf(node)) : [single];
}

/** The place of an object; types have a location, the rest is looked for from `from` on. */
function nameOf(reader: StatementReader, node: Node | undefined, from: number): WrittenName | undefined {
  if (node && "TypeName" in node) return reader.nameAtByte(node.TypeName.location);
  return nameOfParts(reader, partsOf(node), from);
}

/** `schema.table.thing` as the name of the table, and the thing behind it. */
function split(
  reader: StatementReader,
  full: WrittenName,
  parts: readonly string[],
): { readonly table: WrittenName; readonly thing: ColumnRef } | undefined {
  const token = reader.token(full.next - 3);
  const schema = parts.length > 2 ? reader.token(full.next - 5) : undefined;
  if (!token || parts.length < 2) return undefined;
  return {
    thing: { name: full.name, span: full.span },
    table: {
      name: parts.at(-2) ?? "",
      span: token.span,
      fullSpan: { start: full.fullSpan.start, end: token.span.end },
      next: full.next - 2,
      ...(schema && { schema: parts.at(-3) ?? "", schemaSpan: schema.span }),
    },
  };
}

/** `name ON table`, as triggers, policies, constraints and rules are written. */
function onTable(
  reader: StatementReader,
  parts: readonly string[],
  from: number,
): { readonly table: WrittenName; readonly thing: ColumnRef } | undefined {
  const at = reader.findName(parts.at(-1) ?? "", from);
  const token = reader.token(at);
  const on = reader.findWord("on", at + 1);
  const table = nameOfParts(reader, parts.slice(0, -1), reader.is(on + 1, "domain") ? on + 2 : on + 1);
  return token && table && { thing: { name: parts.at(-1) ?? "", span: token.span }, table };
}

function attached(
  fold: Fold,
  kind: "trigger" | "policy" | "constraint",
  table: WrittenName,
  thing: ColumnRef,
  role: Reference["role"],
  optional: boolean,
): Relation | undefined {
  const home = fold.referRelation(table, "use", optional);
  const known =
    kind === "constraint"
      ? home?.kind === "table" && home.value.constraints.some((item) => item.name === thing.name)
      : kind === "trigger"
        ? find(fold.catalog.triggers, home, thing.name) !== undefined
        : find(fold.catalog.policies, home, thing.name) !== undefined;
  const sure = home && home.kind !== "other" && kind !== "constraint" && !optional && !fold.catalog.uncertain;
  const relation = home ? { schema: home.value.schema, name: home.value.name } : { name: table.name };
  fold.refer({ kind, ...thing, relation, role, resolved: known ? "yes" : sure ? "no" : "unknown" });
  return home;
}

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

function belongsTo(other: Relation, table: TableEntry): boolean {
  if (other.kind === "index") return other.table === table;
  if (other.kind === "other") return other.owner === table;
  if (other.kind !== "sequence") return false;
  const owner = other.value.ownedBy?.table;
  return owner?.name === table.value.name && (owner.schema ?? table.value.schema) === table.value.schema;
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
  fold.removeKeyIndex(home, part.name);
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

/** COMMENT ON. */
export function comment(reader: StatementReader, node: CommentStmt): Effect[] {
  const type = node.objtype;
  const parts = partsOf(node.object);
  const text = node.comment;
  if (type === "OBJECT_TRIGGER" || type === "OBJECT_POLICY" || type === "OBJECT_TABCONSTRAINT") {
    const read = onTable(reader, parts, 3);
    const kind = type === "OBJECT_TRIGGER" ? "trigger" : type === "OBJECT_POLICY" ? "policy" : "constraint";
    return read ? [(fold) => void attached(fold, kind, read.table, read.thing, "use", false)] : [];
  }
  // COMMENT ON MATERIALIZED VIEW has a word more; a name is never `view` there, since it would be quoted or later.
  const name = nameOf(
    reader,
    node.object,
    type === "OBJECT_MATVIEW" || type === "OBJECT_FOREIGN_TABLE" ? 4 : 3,
  );
  if (!name) return [];
  if (type === "OBJECT_COLUMN") {
    const read = split(reader, name, parts);
    return read ? [(fold) => commentColumn(fold, read.table, read.thing, text)] : [];
  }
  if (relationTypes.has(type)) return [(fold) => setComment(fold.referRelation(name)?.value, text)];
  if (typeTypes.has(type)) return [(fold) => setComment(fold.referType(name)?.value, text)];
  if (routineTypes.has(type)) return [(fold) => commentRoutine(fold, name, text)];
  if (type === "OBJECT_SCHEMA")
    return [
      (fold) => {
        const resolved = fold.catalog.knowsSchema(name.name) ? "yes" : "unknown";
        fold.refer({ kind: "schema", name: name.name, span: name.span, role: "use", resolved });
        setComment(fold.catalog.namespaces.get(name.name), text);
      },
    ];
  return [];
}

function setComment(target: { comment?: string } | undefined, text: string | undefined): void {
  if (!target) return;
  if (text === undefined) delete target.comment;
  else target.comment = text;
}

function commentColumn(fold: Fold, table: WrittenName, part: ColumnRef, text: string | undefined): void {
  const home = fold.referRelation(table);
  fold.referColumn(part, home, { name: table.name });
  if (home?.kind === "table") setComment(home.byName.get(part.name), text);
}

function commentRoutine(fold: Fold, name: WrittenName, text: string | undefined): void {
  fold.referRoutine(name);
  const overloads = fold.catalog.routine(name.schema, name.name).found ?? [];
  // Which of several is meant, its arguments would tell.
  if (overloads.length === 1) setComment(overloads[0], text);
}
