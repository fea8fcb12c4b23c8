import type { Dialect } from "../../../sql";
import type { DesignChoices } from "../../design-choices";
import { plural } from "../words/inflect";
import type { Column, Design, Table } from "./table";

/** The design with keys and fixed sets of values as the person prefers them. */
export function withChoices(design: Design, choices: DesignChoices, dialect: Dialect): Design {
  if (choices.keys === "uuid") giveUuids(design.tables);
  switch (choices.categories) {
    case "check":
      for (const column of design.tables.flatMap(({ columns }) => columns)) giveCheck(column, dialect);
      return design;
    case "lookup":
      return withLookups(design);
    default:
      return design;
  }
}

/** A number that the brief names, such as an order's, stays one. */
function giveUuids(tables: readonly Table[]): void {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const columns = tables.flatMap((table) => table.columns);
  for (const column of columns) {
    if (column.type.kind !== "identity" || !/(^|_)id$/.test(column.name)) continue;
    column.type = { kind: "uuid" };
    column.default = "random";
  }
  // A kind of something has its parent's key, and may be referred to itself.
  for (let changed = true; changed;) {
    changed = false;
    for (const column of columns) {
      const { references } = column;
      if (column.type.kind !== "key" || !references) continue;
      const target = byName.get(references.table)?.columns.find(({ name }) => name === references.column);
      if (target?.type.kind !== "uuid") continue;
      column.type = { kind: "uuid" };
      changed = true;
    }
  }
}

function giveCheck(column: Column, dialect: Dialect): void {
  if (column.type.kind !== "enum") return;
  const { values } = column.type;
  const length = Math.max(20, ...values.map((value) => value.length));
  const short = dialect === "mysql" || dialect === "mariadb";
  column.type = short ? { kind: "string", length } : { kind: "text" };
  column.values = values;
}

/** A table for each set of values, whose code is the key, so that rows stay readable without a join. */
function withLookups({ tables }: Design): Design {
  const taken = new Set(tables.map(({ name }) => name));
  const made = new Map<string, Table>();
  for (const table of tables) {
    for (const column of table.columns) {
      if (column.type.kind !== "enum") continue;
      const { name, values } = column.type;
      const lookup = made.get(name) ?? lookupTable(freeName(plural(name), taken), values, table);
      made.set(name, lookup);
      column.type = { kind: "string", length: codeLength(values) };
      column.references = {
        table: lookup.name,
        column: "code",
        onDelete: column.nullable ? "set null" : "restrict",
        reason: column.nullable ? "the row can do without it" : "the row would lose its meaning",
      };
    }
  }
  return { tables: [...made.values(), ...tables] };
}

function lookupTable(name: string, values: readonly string[], { origin }: Table): Table {
  const code = { name: "code", nullable: false, unique: false };
  return {
    name,
    columns: [{ ...code, type: { kind: "string", length: codeLength(values) } }],
    primaryKey: ["code"],
    uniques: [],
    orders: [],
    comment: `The values that ${name.replaceAll("_", " ")} can have.`,
    origin,
    rows: values,
  };
}

function codeLength(values: readonly string[]): number {
  return Math.max(50, ...values.map(({ length }) => length));
}

function freeName(base: string, taken: Set<string>): string {
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
  taken.add(name);
  return name;
}
