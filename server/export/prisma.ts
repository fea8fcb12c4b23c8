import {
  indexesOf,
  primaryKeyOf,
  type Column,
  type ReferentialAction,
  type Schema,
  type Table,
} from "../schema";
import type { ExportFormat } from "./export-format";
import {
  camelCase,
  distinctNames,
  drawnTables,
  enumOf,
  isInPrimaryKey,
  isUnique,
  pascalCase,
  relationsOf,
  type Relation,
} from "./relations";

/** The Prisma schema language: https://www.prisma.io/docs/orm/reference/prisma-schema-reference */
export const prisma: ExportFormat = {
  name: "prisma",
  title: "Prisma schema",
  extension: "prisma",
  print(schema) {
    const provider =
      schema.dialect === "sqlite" ? "sqlite" : schema.dialect === "postgresql" ? "postgresql" : "mysql";
    const distinct = distinctNames();
    const tables = drawnTables(schema);
    const models = new Map(tables.map((table) => [table, distinct(pascalCase(table.name))]));
    const enums = new Map(schema.enums.map((type) => [type, distinct(pascalCase(type.name))]));
    const relations = tables.flatMap((table) => relationsOf(schema, table));
    const names: Names = { schema, models, enums, relations };
    const blocks = [
      `generator client {\n  provider = "prisma-client-js"\n}`,
      `datasource db {\n  provider = "${provider}"\n  url      = env("DATABASE_URL")\n}`,
      ...tables.map((table) => model(table, names)),
      ...schema.enums.map((type) => {
        const values = type.values.map(({ value }) => {
          const id = identifier(value);
          return id === value ? `  ${id}` : `  ${id} @map("${escaped(value)}")`;
        });
        return `enum ${enums.get(type) ?? type.name} {\n${values.join("\n")}\n\n  @@map("${escaped(type.name)}")\n}`;
      }),
    ];
    return `${blocks.join("\n\n")}\n`;
  },
};

interface Names {
  readonly schema: Schema;
  readonly models: ReadonlyMap<Table, string>;
  readonly enums: ReadonlyMap<Schema["enums"][number], string>;
  readonly relations: readonly Relation[];
}

function model(table: Table, names: Names): string {
  const { schema, models, relations } = names;
  const distinct = distinctNames();
  const primary = primaryKeyOf(table);
  const fields = new Map(table.columns.map((column) => [column.name, distinct(identifier(column.name))]));
  const list = (columns: readonly { readonly name: string }[]) =>
    columns.map(({ name }) => fields.get(name) ?? name).join(", ");
  const lines = table.columns.map((column) => {
    const optional = column.notNull || isInPrimaryKey(table, column.name) ? "" : "?";
    const { type, native } = fieldType(column, names);
    const array = column.type.array > 0 ? "[]" : optional;
    const field = fields.get(column.name) ?? column.name;
    const attributes = [
      ...(primary?.columns.length === 1 && isInPrimaryKey(table, column.name) ? ["@id"] : []),
      ...(isUnique(schema, table, column.name) ? ["@unique"] : []),
      ...defaultOf(column),
      ...(field === column.name ? [] : [`@map("${escaped(column.name)}")`]),
      ...(native === undefined ? [] : [native]),
    ];
    return `  ${[field, type + array, ...attributes].join(" ")}`;
  });
  for (const relation of relations) {
    const label = needsName(relation, relations) ? `"${relation.key.name}"` : undefined;
    if (relation.from === table) {
      const field = distinct(
        camelCase(
          (relation.fromColumns[0]?.name ?? relation.to.name).replace(/_?id$/i, "") || relation.to.name,
        ),
      );
      const attributes = [
        ...(label === undefined ? [] : [label]),
        `fields: [${list(relation.fromColumns)}]`,
        `references: [${relation.toColumns.map(({ name }) => identifier(name)).join(", ")}]`,
        ...action("onDelete", relation.key.onDelete),
        ...action("onUpdate", relation.key.onUpdate),
      ];
      lines.push(
        `  ${field} ${models.get(relation.to) ?? ""}${relation.optional ? "?" : ""} @relation(${attributes.join(", ")})`,
      );
    }
    if (relation.to === table) {
      const field = distinct(camelCase(relation.from.name));
      lines.push(
        `  ${field} ${models.get(relation.from) ?? ""}${relation.many ? "[]" : "?"}${label === undefined ? "" : ` @relation(${label})`}`,
      );
    }
  }
  const attributes = [
    ...(primary && primary.columns.length > 1 ? [`  @@id([${list(primary.columns)}])`] : []),
    ...table.constraints.flatMap((constraint) =>
      constraint.kind === "unique" && constraint.columns.length > 1
        ? [`  @@unique([${list(constraint.columns)}])`]
        : [],
    ),
    ...indexesOf(schema, table).flatMap((index) => {
      const columns = index.keys.flatMap(({ column }) => (column === undefined ? [] : [{ name: column }]));
      if (columns.length < index.keys.length || index.where) return [];
      if (index.unique && columns.length === 1) return [];
      return [`  ${index.unique ? "@@unique" : "@@index"}([${list(columns)}])`];
    }),
    ...(models.get(table) === table.name ? [] : [`  @@map("${escaped(table.name)}")`]),
  ];
  const comment =
    table.comment === undefined
      ? ""
      : `${table.comment
          .split("\n")
          .map((line) => `/// ${line}`)
          .join("\n")}\n`;
  return `${comment}model ${models.get(table) ?? table.name} {\n${[...lines, ...(attributes.length > 0 ? ["", ...attributes] : [])].join("\n")}\n}`;
}

/** Two relations between the same models need a name each, and so does one of a model to itself. */
function needsName(relation: Relation, all: readonly Relation[]): boolean {
  const ends = new Set([relation.from, relation.to]);
  return (
    relation.from === relation.to ||
    all.filter(({ from, to }) => ends.has(from) && ends.has(to) && from !== to).length > 1
  );
}

const scalar: Readonly<Record<string, string>> = {
  smallint: "Int", integer: "Int", bigint: "BigInt", numeric: "Decimal", real: "Float", "double precision": "Float",
  boolean: "Boolean", date: "DateTime", "timestamp with time zone": "DateTime", "timestamp without time zone": "DateTime",
  "time without time zone": "DateTime", "time with time zone": "DateTime", json: "Json", jsonb: "Json", bytea: "Bytes",
  blob: "Bytes", money: "Decimal", int: "Int", tinyint: "Int", mediumint: "Int", datetime: "DateTime", timestamp: "DateTime",
  decimal: "Decimal", float: "Float", double: "Float",
}; // prettier-ignore

const native: Readonly<Record<string, string>> = {
  smallint: "@db.SmallInt", real: "@db.Real", date: "@db.Date", "timestamp with time zone": "@db.Timestamptz(6)",
  "time without time zone": "@db.Time(6)", uuid: "@db.Uuid", json: "@db.Json", inet: "@db.Inet", money: "@db.Money",
  xml: "@db.Xml",
}; // prettier-ignore

function fieldType(
  column: Column,
  { schema, enums }: Names,
): { readonly type: string; readonly native?: string } {
  const own = enumOf(schema, column.type);
  if (own) return { type: enums.get(own) ?? "String" };
  const { name, modifiers } = column.type;
  const known = scalar[name];
  if (schema.dialect !== "postgresql") return { type: known ?? "String" };
  if (name === "numeric" && modifiers.length > 0)
    return { type: "Decimal", native: `@db.Decimal(${modifiers.join(", ")})` };
  if (name === "character varying" && modifiers.length > 0)
    return { type: "String", native: `@db.VarChar(${modifiers.join("")})` };
  if (name === "character") return { type: "String", native: `@db.Char(${modifiers.join("") || "1"})` };
  const attribute = native[name];
  if (known !== undefined || name === "text" || name === "character varying" || attribute !== undefined) {
    return { type: known ?? "String", ...(attribute !== undefined && { native: attribute }) };
  }
  return { type: `Unsupported("${escaped(name)}")` };
}

function defaultOf(column: Column): readonly string[] {
  if (column.identity || column.type.serial) return ["@default(autoincrement())"];
  const text = column.default?.text.trim();
  if (text === undefined || /^null$/i.test(text)) return [];
  if (/^(now\(\)|current_timestamp(\(\d?\))?)$/i.test(text)) return ["@default(now())"];
  if (/^(true|false)$/i.test(text)) return [`@default(${text.toLowerCase()})`];
  if (/^-?\d+(\.\d+)?$/.test(text)) return [`@default(${text})`];
  const literal = /^'((?:[^']|'')*)'(?:::[\w .]+)?$/.exec(text)?.[1];
  return literal === undefined || column.type.array > 0
    ? [`@default(dbgenerated("${escaped(text)}"))`]
    : [
        /^[A-Za-z]\w*$/.test(literal) &&
        scalar[column.type.name] === undefined &&
        !["text", "character varying", "character"].includes(column.type.name)
          ? `@default(${literal})`
          : `@default("${escaped(literal.replaceAll("''", "'"))}")`,
      ];
}

const actions: Readonly<Record<ReferentialAction, string>> = {
  "no action": "NoAction",
  restrict: "Restrict",
  cascade: "Cascade",
  "set null": "SetNull",
  "set default": "SetDefault",
};

/** Said always: Prisma's own default differs from SQL's. */
function action(what: "onDelete" | "onUpdate", value: ReferentialAction): readonly string[] {
  return [`${what}: ${actions[value]}`];
}

function identifier(name: string): string {
  const cleaned = name.replaceAll(/[^A-Za-z0-9_]+/g, "_");
  return /^[A-Za-z]/.test(cleaned) ? cleaned : `x${cleaned}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
