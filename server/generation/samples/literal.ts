import type { Dialect } from "../../sql";

/** A value before it is written in a dialect. */
export type Value =
  | { readonly kind: "null" }
  | { readonly kind: "number"; readonly value: number; readonly digits?: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | {
      readonly kind: "moment";
      readonly value: Date;
      readonly as: "timestamptz" | "timestamp" | "date" | "time";
    }
  | { readonly kind: "bytes"; readonly value: string };

export const nothing: Value = { kind: "null" };

/** The value as a literal; every dialect reads its own. */
export function literal(value: Value, dialect: Dialect): string {
  switch (value.kind) {
    case "null":
      return "NULL";
    case "number":
      return value.digits === undefined ? String(value.value) : value.value.toFixed(value.digits);
    case "boolean":
      return dialect === "sqlite" ? (value.value ? "1" : "0") : value.value ? "true" : "false";
    case "bytes":
      return dialect === "postgresql" ? `'\\x${value.value}'` : `X'${value.value}'`;
    case "moment":
      return `'${momentText(value.value, value.as, dialect)}'`;
    case "text": {
      const quoted = value.value.replaceAll("'", "''");
      // MySQL and MariaDB read a backslash in a text as an escape.
      return `'${dialect === "mysql" || dialect === "mariadb" ? quoted.replaceAll("\\", "\\\\") : quoted}'`;
    }
  }
}

function momentText(
  moment: Date,
  as: "timestamptz" | "timestamp" | "date" | "time",
  dialect: Dialect,
): string {
  const iso = moment.toISOString();
  const date = iso.slice(0, 10);
  const time = iso.slice(11, 19);
  if (as === "date") return date;
  if (as === "time") return time;
  if (as === "timestamptz" && dialect === "postgresql") return `${date} ${time}+00`;
  return `${date} ${time}`;
}
