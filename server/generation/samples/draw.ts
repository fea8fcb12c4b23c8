import { columnOf, indexesOf, primaryKeyOf, type Column, type Schema, type Table } from "../../schema";
import { hintsOf, type TableHints } from "./hints";
import { literal, nothing, type Value } from "./literal";
import { mayBeNull, type Link, type Plan } from "./order";
import { baseOf, valueFor } from "./value";
import { isSeldom, wordsFrom, type Words } from "./words";

/** A row before it is written. */
export interface Row {
  readonly table: Table;
  /** From 1; with the table it names the row in every drawing of the same seed. */
  readonly number: number;
  readonly values: Map<string, Value>;
  /** What can only be set once other rows are there. */
  readonly later: Map<string, Value>;
}

export interface DrawOptions {
  readonly rows: number;
  readonly seed: number;
  /** How often the database has refused a row, by `rowName`; such a row is drawn anew. */
  readonly refused: ReadonlyMap<string, number>;
  /** Rows that are given up, by `rowName`. */
  readonly givenUp: ReadonlySet<string>;
}

export function rowName({ table, number }: Pick<Row, "table" | "number">): string {
  return `${table.schema}.${table.name}#${number}`;
}

/** How often a row is drawn until no key of it is taken. */
const tries = 60;

/** Draws the rows of all tables; equal options give equal rows. */
export function draw(schema: Schema, plan: Plan, options: DrawOptions): ReadonlyMap<Table, readonly Row[]> {
  const drawn = new Map<Table, Row[]>();
  for (const table of plan.tables) drawn.set(table, rowsOf(table, { schema, plan, options, drawn }));
  // What was waiting for rows of a later table is set now.
  for (const [table, links] of plan.links)
    for (const link of links.filter(({ when }) => when !== "before"))
      for (const row of drawn.get(table) ?? []) close(row, link, drawn.get(link.target) ?? [], options.seed);
  return drawn;
}

interface Drawing {
  readonly schema: Schema;
  readonly plan: Plan;
  readonly options: DrawOptions;
  readonly drawn: ReadonlyMap<Table, readonly Row[]>;
}

function rowsOf(table: Table, drawing: Drawing): Row[] {
  const { schema, options } = drawing;
  const hints = hintsOf(table);
  const keys = keysOf(schema, table);
  const taken = keys.map(() => new Set<string>());
  const rows: Row[] = [];
  for (let number = 1; number <= options.rows; number++) {
    const name = rowName({ table, number });
    if (options.givenUp.has(name)) continue;
    const refused = options.refused.get(name) ?? 0;
    const words = wordsFrom(seedOf(`${options.seed}/${name}/${refused}`));
    for (let attempt = 0; attempt < tries; attempt++) {
      const row = rowOf(words, { table, number, rows, hints, drawing, refused, attempt, keys });
      if (!row) continue;
      const marks = keys.map((key) => markOf(row, key));
      if (marks.some((mark, index) => mark !== undefined && taken[index]?.has(mark))) continue;
      marks.forEach((mark, index) => mark !== undefined && taken[index]?.add(mark));
      rows.push(row);
      break;
    }
  }
  return rows;
}

interface RowContext {
  readonly table: Table;
  readonly number: number;
  /** The rows of the table so far. */
  readonly rows: readonly Row[];
  readonly hints: TableHints;
  readonly drawing: Drawing;
  readonly refused: number;
  readonly attempt: number;
  readonly keys: readonly (readonly string[])[];
}

/** Undefined where a row cannot be had in this way. */
function rowOf(words: Words, context: RowContext): Row | undefined {
  const { table, number, hints, drawing, refused } = context;
  const row: Row = { table, number, values: new Map(), later: new Map() };
  for (const column of table.columns)
    if (isNumbered(table, column)) row.values.set(column.name, { kind: "number", value: number });
  // Wide keys first: what they decide the narrow ones must agree with.
  const links = [...(drawing.plan.links.get(table) ?? [])].sort(
    (a, b) => b.columns.length - a.columns.length,
  );
  for (const link of links) if (!reference(words, row, link, context)) return undefined;
  const base = baseOf(words);
  const emptiness = refused > 1 ? 0.5 : 0.12;
  const late = new Set(links.filter(({ when }) => when === "deferred").flatMap(({ columns }) => columns));
  for (const column of table.columns) {
    if (column.generated || row.values.has(column.name) || late.has(column.name)) continue;
    const often = isSeldom(column.name) ? 0.9 : emptiness;
    const isEmpty = mayBeNull(table, column.name) && words.datatype.boolean(often);
    const own = hints.columns.get(column.name) ?? {};
    const value = isEmpty
      ? nothing
      : valueFor(words, column, { schema: drawing.schema, table, hints: own, row: number, base });
    row.values.set(column.name, value);
  }
  for (const [lesser, greater] of hints.ordered) if (!putInOrder(row, lesser, greater)) return undefined;
  if (context.attempt > tries / 2) makeUnlike(row, context);
  return row;
}

/** Whether the table counts this column up. */
function isNumbered(table: Table, column: Column): boolean {
  if (column.identity || column.type.serial) return true;
  const key = primaryKeyOf(table);
  const isKey = key?.columns.length === 1 && key.columns[0]?.name === column.name;
  const isReference = table.constraints.some(
    (one) => one.kind === "foreign key" && one.columns.some(({ name }) => name === column.name),
  );
  return isKey && !isReference && /^(small|big|tiny|medium)?int(eger)?$/.test(column.type.name);
}

/** Sets the columns of a foreign key; false where no row fits. */
function reference(words: Words, row: Row, link: Link, { rows, drawing, refused }: RowContext): boolean {
  if (link.when !== "before") {
    // Set when the other table has its rows; what other keys decide about its columns stays.
    for (const name of link.columns)
      if (!row.values.has(name) && mayBeNull(row.table, name)) row.values.set(name, nothing);
    return true;
  }
  const isSelf = link.target === row.table;
  const free = link.columns.filter((name) => mayBeNull(row.table, name) && !row.values.has(name));
  const empty = () => free.forEach((name) => row.values.set(name, nothing));
  if (free.length > 0 && words.datatype.boolean(refused > 1 ? 0.5 : isSelf ? 0.3 : 0.15)) {
    empty();
    return true;
  }
  const parents = (isSelf ? rows : (drawing.drawn.get(link.target) ?? [])).filter((parent) =>
    link.columns.every((name, index) => {
      const known = row.values.get(name);
      const theirs = parent.values.get(link.targetColumns[index] ?? "");
      return theirs !== undefined && theirs.kind !== "null" && (known === undefined || same(known, theirs));
    }),
  );
  if (parents.length > 0) {
    const parent = words.helpers.arrayElement(parents);
    link.columns.forEach((name, index) =>
      row.values.set(name, parent.values.get(link.targetColumns[index] ?? "") ?? nothing),
    );
    return true;
  }
  if (free.length > 0) {
    empty();
    return true;
  }
  // The first row of a tree whose parent may not be empty is its own parent.
  if (!isSelf) return false;
  return link.columns.every((name, index) => {
    const own = row.values.get(link.targetColumns[index] ?? "");
    if (own) row.values.set(name, own);
    return own !== undefined;
  });
}

/** Lets a row reference one that was drawn after it. */
function close(row: Row, link: Link, parents: readonly Row[], seed: number): void {
  const key = primaryKeyOf(row.table);
  if (parents.length === 0 || (link.when === "second step" && !key)) return;
  const words = wordsFrom(seedOf(`${seed}/${rowName(row)}/${link.columns.join()}`));
  const fitting = parents.filter((parent) =>
    link.columns.every((name, index) => {
      const known = row.values.get(name);
      const theirs = parent.values.get(link.targetColumns[index] ?? "");
      return theirs !== undefined && (known === undefined || known.kind === "null" || same(known, theirs));
    }),
  );
  if (fitting.length === 0) return;
  // One after the other, so that a unique link is not made twice.
  const parent = fitting[(row.number - 1) % fitting.length] ?? words.helpers.arrayElement(fitting);
  const into = link.when === "deferred" ? row.values : row.later;
  link.columns.forEach((name, index) =>
    into.set(name, parent.values.get(link.targetColumns[index] ?? "") ?? nothing),
  );
}

/** Swaps two values that are the wrong way round; false where they are equal. */
function putInOrder(row: Row, lesser: string, greater: string): boolean {
  const a = row.values.get(lesser);
  const b = row.values.get(greater);
  if (a?.kind !== b?.kind || !a || !b || a.kind === "null") return true;
  const [low, high] = [sortable(a), sortable(b)];
  if (low === high) return false;
  if (low > high) row.values.set(lesser, b).set(greater, a);
  return true;
}

function sortable(value: Value): number | string {
  switch (value.kind) {
    case "null":
      return "";
    case "moment":
      return value.value.getTime();
    case "boolean":
      return Number(value.value);
    default:
      return value.value;
  }
}

/** Where the words run out, the row's number makes a text of a key another one. */
function makeUnlike(row: Row, { keys, hints, number }: RowContext): void {
  for (const name of keys.flat()) {
    const value = row.values.get(name);
    const column = columnOf(row.table, name);
    const isPlain =
      value?.kind === "text" && column && /^(text|character varying|varchar)$/.test(column.type.name);
    if (!isPlain || hints.columns.get(name)?.oneOf) continue;
    const longest = Number(column.type.modifiers[0] ?? hints.columns.get(name)?.maxLength ?? Infinity);
    const mark = String(number);
    row.values.set(name, {
      kind: "text",
      value: `${value.value.slice(0, Math.min(longest, 200) - mark.length)}${mark}`,
    });
  }
}

/** What may be there once only. A partial index is taken as if it held for all rows. */
function keysOf(schema: Schema, table: Table): string[][] {
  const constraints = table.constraints.flatMap((one) =>
    one.kind === "primary key" || one.kind === "unique" ? [one.columns.map(({ name }) => name)] : [],
  );
  const indexes = indexesOf(schema, table)
    .filter(({ unique, keys }) => unique && keys.every(({ column }) => column !== undefined))
    .map(({ keys }) => keys.flatMap(({ column }) => column ?? []));
  return [...constraints, ...indexes];
}

function markOf(row: Row, key: readonly string[]): string | undefined {
  const values = key.map((name) => row.values.get(name));
  if (values.some((value) => value === undefined || value.kind === "null")) return undefined;
  return values.map((value) => (value ? literal(value, "postgresql").toLowerCase() : "")).join("\0");
}

function same(a: Value, b: Value): boolean {
  return literal(a, "postgresql") === literal(b, "postgresql");
}

/** FNV-1a: any text as a seed. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
