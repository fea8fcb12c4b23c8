import { singular, snake } from "../words/inflect";
import { withSafeNames } from "./safe-names";
import { keepPairsApart, openCycles, orderedPairs } from "./soundness";
import type { Sketch, SketchColumn } from "./sketch";
import type { Column, Design, Reference, Table } from "./table";
import { typeOf } from "./type-of";

interface Key {
  readonly name: string;
  readonly column: Column;
}

/** Settles names, keys, types and references; a sketch that refers to nothing known loses that reference. */
export function buildDesign(given: readonly Sketch[], assume: (text: string) => void): Design {
  const sketches = withSafeNames(given, assume);
  const byName = new Map(sketches.map((sketch) => [sketch.name, sketch]));
  const referred = new Set(
    sketches.flatMap((sketch) => sketch.columns.flatMap((column) => column.target ?? [])),
  );
  const keys = new Map<string, Key | undefined>();
  for (const sketch of sketches) keys.set(sketch.name, soleKey(sketch, referred.has(sketch.name)));
  // A kind of something shares its key, however long the chain is.
  for (const sketch of sketches) {
    let root: Sketch | undefined = sketch;
    for (let depth = 0; root?.kindOf !== undefined && depth < 10; depth++) root = byName.get(root.kindOf);
    if (root && root !== sketch) keys.set(sketch.name, keys.get(root.name));
  }
  const tables = sketches.map((sketch) => buildTable(sketch, keys, byName));
  nameEnums(tables);
  openCycles(tables);
  for (const table of tables) keepPairsApart(table);
  return { tables };
}

/** The one column that others refer to; none where the key has several columns and nothing refers to it. */
function soleKey(sketch: Sketch, referred: boolean): Key | undefined {
  if (sketch.key && sketch.key.length > 1) {
    if (!referred) return undefined;
    // What others refer to gets a key of one column, and its natural key stays unique.
    sketch.uniques.unshift(sketch.key);
    delete sketch.key;
  }
  const named = sketch.key?.[0];
  const own =
    sketch.columns.find((column) => column.identifier && !column.target) ??
    sketch.columns.find((column) => column.name === named && !column.target);
  if (!own) {
    const target = sketch.columns.find(
      (column) => column.target !== undefined && (column.identifier === true || column.name === named),
    );
    if (target && named) return undefined;
    return { name: "id", column: identity("id") };
  }
  const guess = typeOf(own.name);
  const numbered = /(^|_)(id|no|code_number)$/.test(own.name) && guess.type.kind === "text";
  const column =
    own.type === undefined && numbered
      ? identity(own.name)
      : own.type?.kind === "integer" || own.type?.kind === "bigint"
        ? identity(own.name)
        : { ...identity(own.name), type: own.type ?? guess.type };
  if (own.comment !== undefined) column.comment = own.comment;
  if (own.origin) column.origin = own.origin;
  return { name: own.name, column };
}

function identity(name: string): Column {
  return { name, type: { kind: "identity" }, nullable: false, unique: false };
}

function buildTable(
  sketch: Sketch,
  keys: ReadonlyMap<string, Key | undefined>,
  byName: ReadonlyMap<string, Sketch>,
): Table {
  const key = keys.get(sketch.name);
  const columns: Column[] = [];
  const primaryKey: string[] = [];
  const renamed = new Map<string, string>();
  if (sketch.kindOf !== undefined && key) {
    const parent = byName.get(sketch.kindOf);
    const name = key.name === "id" ? `${singular(sketch.kindOf)}_id` : key.name;
    columns.push({
      ...identity(name),
      type: keyType(key),
      references: {
        table: parent?.name ?? sketch.kindOf,
        column: parentKey(parent, keys, key),
        onDelete: "cascade",
        reason: "it is the same thing, described further",
      },
    });
    primaryKey.push(name);
  } else if (key && !(sketch.key && sketch.key.length > 1)) {
    columns.push(key.column);
    primaryKey.push(key.name);
  }
  for (const each of sketch.columns) {
    if (primaryKey.includes(each.name) && !each.target) continue;
    const column = buildColumn(each, keys, byName);
    const taken = columns.find((other) => other.name === column.name);
    if (taken) {
      if (!taken.references && column.references && !primaryKey.includes(taken.name))
        columns[columns.indexOf(taken)] = column;
      continue;
    }
    renamed.set(each.name, column.name);
    columns.push(column);
  }
  const resolve = (names: readonly string[]) =>
    names.map((name) => renamed.get(name) ?? name).filter((name) => columns.some((c) => c.name === name));
  if (primaryKey.length === 0 && sketch.key) primaryKey.push(...new Set(resolve(sketch.key)));
  if (primaryKey.length === 0) {
    columns.unshift(identity("id"));
    primaryKey.push("id");
  }
  for (const column of columns) if (primaryKey.includes(column.name)) column.nullable = false;
  const uniques = sketch.uniques
    .map(resolve)
    .filter((unique) => unique.length > 0 && unique.join() !== primaryKey.join());
  for (const unique of uniques.filter((each) => each.length === 1)) {
    const column = columns.find((each) => each.name === unique[0]);
    if (column && !primaryKey.includes(column.name)) column.unique = true;
  }
  return {
    name: sketch.name,
    columns,
    primaryKey,
    uniques: uniques.filter((unique) => unique.length > 1),
    orders: orderedPairs(columns),
    comment: sketch.comment,
    origin: sketch.origin,
  };
}

function keyType(key: Key): Column["type"] {
  return key.column.type.kind === "identity" ? { kind: "key" } : key.column.type;
}

/** The name that the key has in the parent itself, which may be a kind of something too. */
function parentKey(parent: Sketch | undefined, keys: ReadonlyMap<string, Key | undefined>, key: Key): string {
  if (parent?.kindOf === undefined) return keys.get(parent?.name ?? "")?.name ?? key.name;
  return key.name === "id" ? `${singular(parent.kindOf)}_id` : key.name;
}

function buildColumn(
  sketch: SketchColumn,
  keys: ReadonlyMap<string, Key | undefined>,
  byName: ReadonlyMap<string, Sketch>,
): Column {
  const target = sketch.target === undefined ? undefined : byName.get(sketch.target);
  const key = target && keys.get(target.name);
  const guess = typeOf(sketch.name);
  const column: Column = {
    name: sketch.name,
    type: sketch.type ?? guess.type,
    nullable: sketch.optional ?? guess.nullable ?? false,
    unique: sketch.unique ?? guess.unique ?? false,
  };
  if (sketch.comment !== undefined) column.comment = sketch.comment;
  if (sketch.origin) column.origin = sketch.origin;
  if (target && key) {
    const reference: Reference = {
      table: target.name,
      column: target.kindOf === undefined ? key.name : parentKey(target, keys, key),
      ...deletion(sketch),
    };
    column.name = sketch.exact ? sketch.name : referenceName(sketch.name, target, key);
    column.type = keyType(key);
    column.nullable = sketch.optional ?? false;
    column.unique = sketch.unique ?? false;
    column.references = reference;
    return column;
  }
  if (sketch.target !== undefined && !sketch.exact) column.name = `${sketch.name}_id`;
  const { states } = sketch;
  if (states && states.length > 1) {
    column.type = { kind: "enum", name: sketch.name, values: states };
    column.default =
      sketch.default ?? (/(^|_)(status|state|stage|phase)$/.test(sketch.name) ? states[0] : undefined);
    if (column.default === undefined) delete column.default;
    return column;
  }
  const numeric = ["integer", "smallint", "bigint", "decimal", "float"].includes(column.type.kind);
  const bounded = sketch.minimum !== undefined || sketch.maximum !== undefined;
  const minimum = bounded ? sketch.minimum : guess.minimum;
  const maximum = bounded ? sketch.maximum : guess.maximum;
  if (numeric && (bounded || sketch.type === undefined || sketch.type.kind === guess.type.kind)) {
    if (minimum !== undefined) column.minimum = minimum;
    if (maximum !== undefined) column.maximum = maximum;
    if (sketch.exclusive) column.exclusive = true;
  }
  const fallback = sketch.default ?? (sketch.type === undefined ? guess.default : undefined);
  if (fallback !== undefined) column.default = fallback;
  else if (
    column.type.kind === "timestamp" &&
    /^(created|registered|joined|posted|uploaded|recorded|added|logged|updated|placed)(_at|_on)$/.test(
      column.name,
    )
  )
    column.default = "now";
  return column;
}

/** `customer` → `customer_id`, or after the target's own key where that is no `id`. */
function referenceName(role: string, target: Sketch, key: Key): string {
  if (/_(id|code|isbn|number)$/.test(role)) return role;
  const base = singular(target.name);
  if (key.name === "id" || key.column.type.kind === "identity") {
    return role === base && key.name !== "id" && key.name.startsWith(base.split("_")[0] ?? base)
      ? key.name
      : `${role}_id`;
  }
  if (role === base && key.name.includes(base)) return key.name;
  return `${role}_${key.name}`;
}

function deletion(sketch: SketchColumn): Pick<Reference, "onDelete" | "reason"> {
  if (sketch.onDelete) return { onDelete: sketch.onDelete, reason: "the brief says so" };
  if (sketch.part) return { onDelete: "cascade", reason: "the row is a part of what it refers to" };
  if (sketch.optional) return { onDelete: "set null", reason: "the row can do without it" };
  return { onDelete: "restrict", reason: "the row would lose its meaning" };
}

/** The type of a list of states is named after its table, and columns with the same list share one. */
function nameEnums(tables: readonly Table[]): void {
  const taken = new Set(tables.map((table) => table.name));
  const used = new Map<string, string>();
  for (const table of tables)
    for (const column of table.columns) {
      if (column.type.kind !== "enum") continue;
      const values = column.type.values;
      const base = snake(`${singular(table.name)} ${column.name}`);
      let name = base;
      for (let n = 2; taken.has(name) || (used.has(name) && used.get(name) !== values.join("|")); n++)
        name = `${base}_${n}`;
      used.set(name, values.join("|"));
      column.type = { kind: "enum", name, values };
    }
}
