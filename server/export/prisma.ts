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
  hasIdentity,
  isInPrimaryKey,
  isKey,
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
  remark: (line) => `// ${line}`,
  print(schema) {
    const provider =
      schema.dialect === "sqlite" ? "sqlite" : schema.dialect === "postgresql" ? "postgresql" : "mysql";
    const distinct = distinctNames();
    const tables = drawnTables(schema).filter(({ columns }) => columns.length > 0);
    const models = new Map(tables.map((table) => [table, distinct(pascalCase(table.name))]));
    const enums = new Map(schema.enums.map((type) => [type, distinct(pascalCase(type.name))]));
    const all = tables.flatMap((table) => distinctRelations(relationsOf(schema, table)));
    const relations = all.filter(({ to, toColumns }) => isKey(schema, to, toColumns));
    const loose = all.filter((relation) => !relations.includes(relation));
    const schemas = [...new Set([...tables, ...schema.enums].map((each) => each.schema))].sort();
    const areSeveral = schema.dialect === "postgresql" && schemas.length > 1;
    const home = (each: { readonly schema: string }) =>
      areSeveral ? [`  @@schema("${escaped(each.schema)}")`] : [];
    const names: Names = { schema, models, enums, relations, loose, home };
    const blocks = [
      `generator client {\n  provider = "prisma-client-js"\n}`,
      // Prisma 7 takes the address from prisma.config.ts alone.
      `datasource db {\n  provider = "${provider}"\n${areSeveral ? `  schemas  = ${JSON.stringify(schemas)}\n` : ""}  // Prisma 6 and earlier: url = env("DATABASE_URL")\n}`,
      ...tables.map((table) => model(table, names)),
      ...schema.enums.map((type) => {
        const values = type.values.map(({ value }) => {
          const id = identifier(value);
          return id === value ? `  ${id}` : `  ${id} @map("${escaped(value)}")`;
        });
        return `enum ${enums.get(type) ?? type.name} {\n${values.join("\n")}\n\n${[`  @@map("${escaped(type.name)}")`, ...home(type)].join("\n")}\n}`;
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
  /** Those to columns that are no key, which Prisma does not take. */
  readonly loose: readonly Relation[];
  /** The attribute that names its schema, where there are several. */
  readonly home: (each: { readonly schema: string }) => readonly string[];
}

function model(table: Table, names: Names): string {
  const { schema, models, relations, loose } = names;
  const distinct = distinctNames();
  const primary = primaryKeyOf(table);
  const fields = new Map(table.columns.map((column) => [column.name, distinct(identifier(column.name))]));
  const list = (columns: readonly { readonly name: string }[]) =>
    columns.map(({ name }) => fields.get(name) ?? name).join(", ");
  const isIdentified = hasIdentity(schema, table);
  const ignored = (other: Table) => (isIdentified && !hasIdentity(schema, other) ? " @ignore" : "");
  const lines = table.columns.map((column) => {
    const optional = column.notNull || isInPrimaryKey(table, column.name) ? "" : "?";
    const { type, native } = fieldType(column, names);
    const array = column.type.array > 0 ? "[]" : optional;
    const field = fields.get(column.name) ?? column.name;
    const attributes = [
      ...(primary?.columns.length === 1 && isInPrimaryKey(table, column.name) ? ["@id"] : []),
      ...(isUnique(schema, table, column.name) ? ["@unique"] : []),
      ...defaultOf(column, type, names),
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
        `  ${field} ${models.get(relation.to) ?? ""}${relation.optional ? "?" : ""} @relation(${attributes.join(", ")})${ignored(relation.to)}`,
      );
    }
    if (relation.to === table) {
      const field = distinct(camelCase(relation.from.name));
      lines.push(
        `  ${field} ${models.get(relation.from) ?? ""}${relation.many ? "[]" : "?"}${label === undefined ? "" : ` @relation(${label})`}${ignored(relation.from)}`,
      );
    }
  }
  for (const { to, fromColumns, toColumns } of loose.filter(({ from }) => from === table)) {
    const target = `${models.get(to) ?? to.name} (${toColumns.map(({ name }) => name).join(", ")})`;
    lines.push(`  // Left out: the reference of ${list(fromColumns)} to ${target}, which is no key`);
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
    // Its rows cannot be told apart, which Prisma's client needs.
    ...(isIdentified ? [] : ["  @@ignore"]),
    ...(models.get(table) === table.name ? [] : [`  @@map("${escaped(table.name)}")`]),
    ...names.home(table),
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

/** A key that is declared twice is one relation. */
function distinctRelations(relations: readonly Relation[]): readonly Relation[] {
  const said = ({ to, fromColumns, toColumns }: Relation) =>
    JSON.stringify([to.schema, to.name, ...[...fromColumns, ...toColumns].map(({ name }) => name)]);
  return [...new Map(relations.map((relation) => [said(relation), relation])).values()];
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
    return { type: "Decimal", native: `@db.Decimal(${[...modifiers, "0"].slice(0, 2).join(", ")})` };
  if (name === "character varying" && modifiers.length > 0)
    return { type: "String", native: `@db.VarChar(${modifiers.join("")})` };
  if (name === "character") return { type: "String", native: `@db.Char(${modifiers.join("") || "1"})` };
  const attribute = native[name];
  if (known !== undefined || name === "text" || name === "character varying" || attribute !== undefined) {
    return { type: known ?? "String", ...(attribute !== undefined && { native: attribute }) };
  }
  return { type: `Unsupported("${escaped(name)}")` };
}

/** A default that is not of the field's type would be refused, and goes to the database as it is written. */
function defaultOf(column: Column, type: string, { schema }: Names): readonly string[] {
  if (column.identity || column.type.serial) return ["@default(autoincrement())"];
  const text = column.default?.text.trim();
  if (text === undefined || /^null$/i.test(text)) return [];
  const quotedText = /^'((?:[^']|'')*)'(?:::[\w ."]+(?:\(\d+\))?)?$/.exec(text)?.[1]?.replaceAll("''", "'");
  const own = enumOf(schema, column.type);
  const value =
    column.type.array > 0
      ? undefined
      : own
        ? own.values.some((each) => each.value === quotedText)
          ? identifier(quotedText ?? "")
          : undefined
        : valueOf(type, text, quotedText);
  return [`@default(${value ?? `dbgenerated("${escaped(text)}")`})`];
}

/** As Prisma writes a value of one of its types; undefined where it has none. */
function valueOf(type: string, text: string, quotedText: string | undefined): string | undefined {
  const plain = quotedText ?? text;
  switch (type) {
    case "Int":
    case "BigInt":
      return /^-?\d+$/.exec(plain)?.[0];
    case "Float":
    case "Decimal":
      return /^-?\d+(\.\d+)?$/.exec(plain)?.[0];
    case "Boolean":
      return /^(true|t|1)$/i.test(plain) ? "true" : /^(false|f|0)$/i.test(plain) ? "false" : undefined;
    case "DateTime":
      return /^(now\(\)|current_timestamp(\(\d?\))?)$/i.test(text) ? "now()" : undefined;
    case "String":
    case "Json":
      return quotedText === undefined ? undefined : `"${escaped(quotedText)}"`;
    default:
      return undefined;
  }
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
