import { plural, singular, snake } from "../words/inflect";
import { isReserved } from "../../../sql";
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

/** An end is not before its start: found by the names, where both have the same type. */
function orderedPairs(columns: readonly Column[]): Table["orders"] {
  const pairs: [RegExp, string[]][] = [
    [/^(.*_)?start(s)?((_[a-z]+)*)$/, ["$1end$2$3"]],
    [/^(.*_)?starts_at$/, ["$1ends_at"]],
    [/^(.*_)?started_at$/, ["$1ended_at", "$1finished_at", "$1completed_at"]],
    [/^starting_([a-z]+)$/, ["ending_$1"]],
    [/^(.*_)?from_date$/, ["$1to_date"]],
    [/^valid_from$/, ["valid_until", "valid_to"]],
    [/^check_in(_[a-z]+)?$/, ["check_out$1"]],
    [/^departure(_[a-z]+)?$/, ["arrival$1"]],
    [
      /^(loan|borrow|checkout|issue|loaned|borrowed)(_date|_at|_on)$/,
      ["due$2", "return$2", "due_date", "returned$2"],
    ],
    [/^(rental|pickup|pick_up)(_date|_at)$/, ["return$2"]],
    [/^order_date$/, ["delivery_date", "ship_date", "shipped_date"]],
    [/^issue_date$/, ["due_date", "expiry_date"]],
    [/^birth_date$|^date_of_birth$/, ["death_date", "date_of_death"]],
    [/^min(imum)?_([a-z_]+)$/, ["max_$2", "maximum_$2"]],
  ];
  const found: Table["orders"] = [];
  for (const earlier of columns)
    for (const [pattern, laters] of pairs) {
      if (!pattern.test(earlier.name)) continue;
      for (const template of laters) {
        const later = columns.find((each) => each.name === earlier.name.replace(pattern, template));
        const comparable = ["date", "timestamp", "integer", "decimal", "smallint"].includes(
          earlier.type.kind,
        );
        if (
          later &&
          later !== earlier &&
          comparable &&
          later.type.kind === earlier.type.kind &&
          !found.some((p) => p.earlier === earlier.name && p.later === later.name)
        )
          found.push({ earlier: earlier.name, later: later.name });
      }
    }
  return found;
}

/** Tables and columns get names that every dialect takes; who is renamed is told. */
function withSafeNames(given: readonly Sketch[], assume: (text: string) => void): Sketch[] {
  const names = new Map<string, string>();
  const used = new Set<string>();
  for (const sketch of given) {
    let name = sketch.name;
    if (isReserved(name, "postgresql")) {
      name = isReserved(plural(name), "postgresql") ? `app_${plural(name)}` : plural(name);
      assume(`The table ${sketch.name} is called ${name}, since SQL reserves the word.`);
    }
    for (let n = 2; used.has(name); n++) name = `${sketch.name}_${n}`;
    used.add(name);
    names.set(sketch.name, names.get(sketch.name) ?? name);
    sketch.name = name;
  }
  for (const sketch of given) {
    if (sketch.kindOf !== undefined) sketch.kindOf = names.get(sketch.kindOf) ?? sketch.kindOf;
    for (const column of sketch.columns) {
      if (column.target !== undefined) column.target = names.get(column.target) ?? column.target;
      if (column.target !== undefined && !column.exact) continue;
      if (!isReserved(column.name, "postgresql")) continue;
      const name = replacements[column.name] ?? `${column.name}_value`;
      assume(`The column ${sketch.name}.${column.name} is called ${name}, since SQL reserves the word.`);
      column.name = name;
    }
  }
  return [...given];
}

const replacements: Readonly<Record<string, string>> = {
  user: "user_name",
  order: "order_position",
  group: "group_name",
  desc: "description",
  end: "end_at",
  from: "from_place",
  to: "to_place",
  limit: "limit_amount",
  table: "table_number",
  column: "column_name",
  default: "default_value",
  check: "check_result",
  references: "reference_text",
  primary: "is_primary",
  when: "happened_at",
  grant: "grant_amount",
  case: "case_text",
  like: "liked",
};

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

/**
 * Where rows of several tables need each other before any can be there, one reference may be null: the one that
 * names a part ("head", "captain") if there is one, else the first.
 */
function openCycles(tables: readonly Table[]): void {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const bound = (table: Table) =>
    table.columns.filter(
      (column) =>
        column.references !== undefined &&
        column.references.table !== table.name &&
        !column.nullable &&
        !table.primaryKey.includes(column.name),
    );
  for (const start of tables) {
    for (const first of bound(start)) {
      const path: Column[] = [first];
      const seen = new Set<string>([start.name]);
      const walk = (name: string): boolean => {
        if (name === start.name) return true;
        if (seen.has(name)) return false;
        seen.add(name);
        const table = byName.get(name);
        for (const column of table?.columns ?? []) {
          if (!column.references || column.nullable || column.references.table === name) continue;
          path.push(column);
          if (walk(column.references.table)) return true;
          path.pop();
        }
        return false;
      };
      if (!first.references || !walk(first.references.table)) continue;
      const isRole = (column: Column) =>
        column.references !== undefined && column.name !== `${singular(column.references.table)}_id`;
      const free = path.filter(
        (column) =>
          !tables.some((table) => table.columns.includes(column) && table.primaryKey.includes(column.name)),
      );
      const opened = free.find(isRole) ?? free[0];
      if (!opened) continue;
      opened.nullable = true;
      if (opened.references?.onDelete === "restrict")
        opened.references = {
          ...opened.references,
          onDelete: "set null",
          reason: "the row can do without it for a while",
        };
    }
    // A row that refers to its own kind must be able to come first.
    for (const column of start.columns) {
      if (
        column.references?.table !== start.name ||
        column.nullable ||
        start.primaryKey.includes(column.name)
      )
        continue;
      column.nullable = true;
      if (column.references.onDelete === "restrict")
        column.references = {
          ...column.references,
          onDelete: "set null",
          reason: "the row can do without it",
        };
    }
  }
}

/**
 * A table that joins two others and says nothing but when they met keeps the same pair from being stored twice,
 * at the same time if there is one.
 */
function keepPairsApart(table: Table): void {
  const links = table.columns.filter((column) => column.references !== undefined);
  const [a, b] = links;
  if (!a || !b || links.length !== 2) return;
  const rest = table.columns.filter((column) => column !== a && column !== b);
  const isTime = (column: Column) =>
    /_(?:at|on)$/.test(column.name) && /^(?:date|timestamp)$/.test(column.type.kind);
  if (!rest.every((column) => column.name === "id" || isTime(column))) return;
  const keys = [
    table.primaryKey,
    ...table.uniques,
    ...table.columns.filter((column) => column.unique).map((column) => [column.name]),
  ];
  if (keys.some((key) => key.includes(a.name) || key.includes(b.name))) return;
  const time = rest.find((column) => isTime(column) && !column.nullable);
  table.uniques.push([a.name, b.name, ...(time ? [time.name] : [])]);
}
