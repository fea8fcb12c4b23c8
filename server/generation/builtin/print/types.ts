import type { Dialect } from "../../../sql";
import type { Column, ColumnType } from "../design/table";

/** The dialect's words for a type. `keyed` columns stand in a key or an index, which MySQL wants of known length. */
export function typeText(type: ColumnType, dialect: Dialect, keyed: boolean): string {
  switch (dialect) {
    case "postgresql":
      return postgresql(type);
    case "sqlite":
      return sqlite(type);
    case "mysql":
    case "mariadb":
      return mysql(type, dialect, keyed);
  }
}

function postgresql(type: ColumnType): string {
  switch (type.kind) {
    case "identity":
    case "key":
      return "bigint";
    case "string":
      return `varchar(${type.length})`;
    case "decimal":
      return `numeric(${type.precision}, ${type.scale})`;
    case "float":
      return "double precision";
    case "timestamp":
      return "timestamptz";
    case "json":
      return "jsonb";
    case "binary":
      return "bytea";
    case "address":
      return "inet";
    case "list":
      return "text[]";
    case "enum":
      return type.name;
    default:
      return type.kind;
  }
}

function mysql(type: ColumnType, dialect: Dialect, keyed: boolean): string {
  switch (type.kind) {
    case "identity":
    case "key":
      return "bigint";
    case "text":
      return keyed ? "varchar(255)" : "text";
    case "string":
      return `varchar(${type.length})`;
    case "decimal":
      return `decimal(${type.precision}, ${type.scale})`;
    case "float":
      return "double";
    case "timestamp":
      return "datetime";
    case "interval":
      return "time";
    case "list":
      return "json";
    case "uuid":
      return dialect === "mariadb" ? "uuid" : "char(36)";
    case "binary":
      return "blob";
    case "address":
      return "varchar(45)";
    case "enum":
      return `enum(${type.values.map(quoteString).join(", ")})`;
    default:
      return type.kind;
  }
}

function sqlite(type: ColumnType): string {
  switch (type.kind) {
    case "identity":
    case "key":
    case "integer":
    case "bigint":
    case "smallint":
    case "boolean":
      return "integer";
    case "decimal":
      return `numeric(${type.precision}, ${type.scale})`;
    case "float":
      return "real";
    case "binary":
      return "blob";
    default:
      return "text";
  }
}

/** A string constant of standard SQL. */
export function quoteString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** SQLite has no function for it: the digits of a version 4 UUID one by one. */
const randomUuid: Readonly<Record<Dialect, string>> = {
  postgresql: "gen_random_uuid()",
  mysql: "(uuid())",
  mariadb: "(uuid())",
  sqlite:
    "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))",
};

/** What follows `default`, or undefined where the dialect has no such default for the type. */
export function defaultText(column: Column, dialect: Dialect): string | undefined {
  const { type } = column;
  const value = column.default;
  if (value === undefined) return undefined;
  if (type.kind === "uuid") return value === "random" ? randomUuid[dialect] : undefined;
  if (value === "now") {
    if (type.kind === "date") {
      if (dialect === "postgresql" || dialect === "sqlite") return "CURRENT_DATE";
      return "(CURRENT_DATE)";
    }
    if (type.kind === "time") return undefined;
    return dialect === "postgresql" ? "now()" : "CURRENT_TIMESTAMP";
  }
  if (type.kind === "boolean") {
    if (dialect === "sqlite") return value === "true" ? "1" : "0";
    return value === "true" ? "TRUE" : "FALSE";
  }
  if (["integer", "bigint", "smallint", "decimal", "float", "key"].includes(type.kind))
    return /^-?\d+(\.\d+)?$/.test(value) ? value : undefined;
  if (type.kind === "enum") return type.values.includes(value) ? quoteString(value) : undefined;
  // MySQL allows no literal default for text, only an expression.
  if (type.kind === "text" && (dialect === "mysql" || dialect === "mariadb"))
    return `(${quoteString(value)})`;
  if (type.kind === "text" || type.kind === "string") return quoteString(value);
  return undefined;
}
