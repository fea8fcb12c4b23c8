import { primaryKeyOf, type Column, type Schema, type Table } from "../../schema";
import { quoteIdentifier, type Dialect } from "../../sql";
import type { Row } from "./draw";
import { literal, type Value } from "./literal";
import type { Plan } from "./order";

/** A statement, and the row that it is about where it is about one alone. */
export interface SampleStatement {
  readonly sql: string;
  readonly row?: Row;
}

/** The statements that fill the tables: one for each row to judge them by, or one for each table to read. */
export function statementsOf(
  schema: Schema,
  plan: Plan,
  drawn: ReadonlyMap<Table, readonly Row[]>,
  by: "row" | "table",
): SampleStatement[] {
  const { dialect } = schema;
  const inserts = plan.tables.flatMap((table): SampleStatement[] => {
    const rows = drawn.get(table) ?? [];
    if (by === "row") return rows.map((row) => ({ sql: insert(table, [row], dialect), row }));
    return rows.length === 0 ? [] : [{ sql: insert(table, rows, dialect) }];
  });
  const updates = [...drawn.values()].flat().flatMap((row): SampleStatement[] => {
    const sql = update(row, dialect);
    return sql === undefined ? [] : [{ sql, row }];
  });
  const counters = plan.tables
    .filter((table) => (drawn.get(table) ?? []).length > 0)
    .flatMap((table) => table.columns.filter(hasCounter).map((column) => ({ sql: advance(table, column) })));
  const isDeferred = [...plan.links.values()].flat().some(({ when }) => when === "deferred");
  return [
    ...(isDeferred ? opening[dialect] : []).map((sql) => ({ sql })),
    ...inserts,
    ...updates,
    ...(isDeferred ? closing[dialect] : []).map((sql) => ({ sql })),
    ...(dialect === "postgresql" ? counters : []),
  ];
}

const opening: Readonly<Record<Dialect, readonly string[]>> = {
  postgresql: ["BEGIN;", "SET CONSTRAINTS ALL DEFERRED;"],
  sqlite: ["BEGIN;"],
  mysql: ["SET FOREIGN_KEY_CHECKS = 0;"],
  mariadb: ["SET FOREIGN_KEY_CHECKS = 0;"],
};

const closing: Readonly<Record<Dialect, readonly string[]>> = {
  postgresql: ["COMMIT;"],
  sqlite: ["COMMIT;"],
  mysql: ["SET FOREIGN_KEY_CHECKS = 1;"],
  mariadb: ["SET FOREIGN_KEY_CHECKS = 1;"],
};

function insert(table: Table, rows: readonly Row[], dialect: Dialect): string {
  const names = table.columns
    .map(({ name }) => name)
    .filter((name) => rows.some(({ values }) => values.has(name)));
  const columns = names.map((name) => quoteIdentifier(name, dialect)).join(", ");
  const overriding = dialect === "postgresql" && table.columns.some(({ identity }) => identity === "always");
  const tuples = rows.map(
    ({ values }) => `(${names.map((name) => written(values.get(name), dialect)).join(", ")})`,
  );
  const head = `INSERT INTO ${nameOf(table, dialect)} (${columns})${overriding ? " OVERRIDING SYSTEM VALUE" : ""} VALUES`;
  return `${head}\n  ${tuples.join(",\n  ")};`;
}

function update({ table, values, later }: Row, dialect: Dialect): string | undefined {
  const key = primaryKeyOf(table);
  if (later.size === 0 || !key) return undefined;
  const pairs = (names: Iterable<string>, from: ReadonlyMap<string, Value>, between: string) =>
    [...names]
      .map((name) => `${quoteIdentifier(name, dialect)} = ${written(from.get(name), dialect)}`)
      .join(between);
  const where = pairs(
    key.columns.map(({ name }) => name),
    values,
    " AND ",
  );
  return `UPDATE ${nameOf(table, dialect)} SET ${pairs(later.keys(), later, ", ")} WHERE ${where};`;
}

/** A counter of which explicit values have been taken goes on behind them. */
function advance(table: Table, column: Column): string {
  const name = nameOf(table, "postgresql");
  const quoted = name.replaceAll("'", "''");
  const key = quoteIdentifier(column.name, "postgresql");
  return `SELECT setval(pg_get_serial_sequence('${quoted}', '${column.name.replaceAll("'", "''")}'), (SELECT max(${key}) FROM ${name}));`;
}

function hasCounter(column: Column): boolean {
  return column.identity !== undefined || column.type.serial !== undefined;
}

function nameOf({ schema, name }: Table, dialect: Dialect): string {
  const own = quoteIdentifier(name, dialect);
  return ["", "public", "main"].includes(schema) ? own : `${quoteIdentifier(schema, dialect)}.${own}`;
}

function written(value: Value | undefined, dialect: Dialect): string {
  return value === undefined ? "DEFAULT" : literal(value, dialect);
}
