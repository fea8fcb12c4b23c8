import type { TypeName } from "../schema";

/** Types whose values compare with each other without a cast (PostgreSQL manual, "Type Conversion"). */
export type TypeFamily =
  "number" | "text" | "boolean" | "uuid" | "moment" | "time" | "binary" | "json" | "network";

const families: Readonly<Record<string, TypeFamily>> = {
  smallint: "number",
  integer: "number",
  int: "number",
  mediumint: "number",
  tinyint: "number",
  bigint: "number",
  numeric: "number",
  decimal: "number",
  real: "number",
  float: "number",
  double: "number",
  "double precision": "number",
  text: "text",
  "character varying": "text",
  varchar: "text",
  character: "text",
  char: "text",
  tinytext: "text",
  mediumtext: "text",
  longtext: "text",
  boolean: "boolean",
  uuid: "uuid",
  date: "moment",
  "timestamp with time zone": "moment",
  "timestamp without time zone": "moment",
  "time with time zone": "time",
  "time without time zone": "time",
  bytea: "binary",
  json: "json",
  jsonb: "json",
  inet: "network",
  cidr: "network",
};

/** The family of a type; undefined for arrays and for types that are not known here. */
export function familyOf(type: TypeName): TypeFamily | undefined {
  if (type.array > 0 || type.schema !== undefined) return undefined;
  return Object.hasOwn(families, type.name) ? families[type.name] : undefined;
}

/** How wide a whole number is, in bytes; undefined for any other type. */
export function integerBytes(type: TypeName): number | undefined {
  if (type.array > 0) return undefined;
  switch (type.name) {
    case "smallint":
      return 2;
    case "integer":
    case "int":
      return 4;
    case "bigint":
      return 8;
    default:
      return undefined;
  }
}
