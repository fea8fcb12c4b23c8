import type { TypeName } from "./model";

const short: Readonly<Record<string, string>> = {
  "timestamp with time zone": "timestamptz",
  "timestamp without time zone": "timestamp",
  "time with time zone": "timetz",
  "time without time zone": "time",
  "character varying": "varchar",
  character: "char",
};

/** The type as people write it: `varchar(20)`, `timestamptz`, `app.status[]`. */
export function printType(type: TypeName): string {
  const name = type.schema === undefined ? (short[type.name] ?? type.name) : `${type.schema}.${type.name}`;
  const modifiers = type.modifiers.length > 0 ? `(${type.modifiers.join(",")})` : "";
  return name + modifiers + "[]".repeat(type.array);
}
