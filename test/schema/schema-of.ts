import { buildSchema, type Schema, type Table } from "../../server/schema";
import { parseScript, type Dialect } from "../../server/sql";

export function schemaOf(text: string, dialect: Dialect = "postgresql"): Schema {
  return buildSchema(parseScript(text, dialect));
}

/** A table in short: its columns and constraints, one string each. */
export function outline(table: Table | undefined): unknown {
  if (!table) return undefined;
  return {
    name: `${table.schema}.${table.name}`,
    columns: table.columns.map((column) =>
      [
        column.name,
        column.type.name + (column.type.modifiers.length > 0 ? `(${column.type.modifiers.join(",")})` : ""),
        column.type.array > 0 ? "array" : "",
        column.notNull ? "not null" : "",
        column.default ? `default ${column.default.text}` : "",
        column.generated ? `generated ${column.generated.text}` : "",
        column.identity ? `identity ${column.identity}` : "",
      ]
        .filter((part) => part !== "")
        .join(" "),
    ),
    constraints: table.constraints.map((constraint) => {
      const names = "columns" in constraint ? constraint.columns.map((column) => column.name).join(",") : "";
      const rest =
        constraint.kind === "foreign key"
          ? ` -> ${constraint.target.name}(${constraint.targetColumns.map((column) => column.name).join(",")}) on delete ${constraint.onDelete}`
          : constraint.kind === "check"
            ? constraint.expression.text
            : "";
      return `${constraint.kind} ${constraint.name}: ${names}${rest}`;
    }),
  };
}

/** What is mentioned but is not there, as the words that stand in the text. */
export function missing(text: string, dialect: Dialect = "postgresql"): string[] {
  return mentions(text, "no", dialect);
}

export function mentions(text: string, resolved: string, dialect: Dialect = "postgresql"): string[] {
  return schemaOf(text, dialect)
    .references.filter((reference) => reference.resolved === resolved)
    .map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`);
}
