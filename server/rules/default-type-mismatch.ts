import type { Column } from "../schema";
import type { Rule } from "./rule";
import { familyOf, type TypeFamily } from "./type-family";

export const defaultTypeMismatch: Rule = {
  code: "default-type-mismatch",
  group: "correctness",
  severity: "error",
  title: "A default value does not fit its column's type.",
  dialects: ["postgresql"],
  objectsOnly: true,
  *check({ schema }) {
    for (const table of schema.tables) {
      for (const column of table.columns) {
        const sqlstate = column.default && mismatch(column);
        if (!column.default || sqlstate === undefined) continue;
        yield {
          span: column.default.span,
          message: `The default ${column.default.text} is no ${column.type.name}, so the table cannot be created. Give a value of the column's type.`,
          sqlstate,
        };
      }
    }
  },
};

/** The SQLSTATE for a constant that the column cannot take; undefined for all that is not certain. */
function mismatch(column: Column): string | undefined {
  const text = column.default?.text.trim() ?? "";
  const family = familyOf(column.type);
  if (family === undefined) return undefined;
  const string = /^'((?:[^']|'')*)'$/.exec(text)?.[1];
  if (string !== undefined) return stringMismatch(string.trim(), family);
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return fitsNumber(family) ? undefined : "42804";
  if (/^(?:true|false)$/i.test(text)) return fitsBoolean(family) ? undefined : "42804";
  return undefined;
}

function stringMismatch(value: string, family: TypeFamily): string | undefined {
  if (family === "number") {
    return /^[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:e[+-]?\d+)?$|^[+-]?(?:nan|inf|infinity)$|^[+-]?0[xob][\da-f_]+$/i.test(
      value,
    )
      ? undefined
      : "22P02";
  }
  if (family === "boolean")
    return /^(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|0|1)$/i.test(value)
      ? undefined
      : "22P02";
  if (family === "uuid") return /^\{?[\da-f]{4}(?:-?[\da-f]{4}){7}\}?$/i.test(value) ? undefined : "22P02";
  return undefined;
}

/** A number is assigned to text with a cast that PostgreSQL applies by itself. */
function fitsNumber(family: TypeFamily): boolean {
  return family === "number" || family === "text";
}

function fitsBoolean(family: TypeFamily): boolean {
  return family === "boolean" || family === "text";
}
