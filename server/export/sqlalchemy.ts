import { indexesOf, primaryKeyOf, type Column, type Schema, type Table } from "../schema";
import type { ExportFormat } from "./export-format";
import {
  distinctNames,
  drawnTables,
  enumOf,
  isInPrimaryKey,
  isUnique,
  pascalCase,
  relationsOf,
} from "./relations";

/** SQLAlchemy 2's declarative mapping: https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html */
export const sqlalchemy: ExportFormat = {
  name: "sqlalchemy",
  title: "SQLAlchemy models in Python",
  extension: "py",
  remark: (line) => `# ${line}`,
  print(schema) {
    const distinct = distinctNames();
    const imports: Imports = { core: new Set(), postgresql: new Set(), modules: new Set(), typing: false };
    distinct("Base");
    const blocks = drawnTables(schema).map((table) =>
      primaryKeyOf(table)
        ? classBlock(schema, table, distinct(pascalCase(table.name)), imports)
        : tableBlock(schema, table, distinct(identifier(table.name)), imports),
    );
    const head = [
      "from __future__ import annotations",
      "",
      ...[...imports.modules].sort().map((module) => `import ${module}`),
      ...(imports.typing ? ["from typing import Any"] : []),
      "",
      `from sqlalchemy import ${[...imports.core].sort().join(", ") || "MetaData"}`,
      ...(imports.postgresql.size > 0
        ? [`from sqlalchemy.dialects.postgresql import ${[...imports.postgresql].sort().join(", ")}`]
        : []),
      "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column",
      "",
      "",
      "class Base(DeclarativeBase):",
      "    pass",
    ];
    return `${[head.join("\n"), ...blocks].join("\n\n\n")}\n`;
  },
};

interface Imports {
  readonly core: Set<string>;
  readonly postgresql: Set<string>;
  readonly modules: Set<string>;
  typing: boolean;
}

function classBlock(schema: Schema, table: Table, name: string, imports: Imports): string {
  const attribute = distinctNames();
  for (const taken of ["metadata", "registry"]) attribute(taken);
  const lines = table.columns.map((column) => {
    const field = attribute(identifier(column.name));
    const { python, args } = columnArguments(schema, table, column, imports);
    const type = isNullable(table, column) ? `${python} | None` : python;
    const named = field === column.name ? args : [quoted(column.name), ...args];
    return `    ${field}: Mapped[${type}] = mapped_column(${named.join(", ")})`;
  });
  const elements = tableElements(schema, table, imports);
  const options = tableOptions(table).map(([key, value]) => `${quoted(key)}: ${value}`);
  if (options.length > 0) elements.push(`{${options.join(", ")}}`);
  return [
    `class ${name}(Base):`,
    `    __tablename__ = ${quoted(table.name)}`,
    ...(elements.length > 0
      ? ["    __table_args__ = (", ...elements.map((element) => `        ${element},`), "    )"]
      : []),
    "",
    ...lines,
  ].join("\n");
}

/** A table without a primary key, which no class can be mapped to. */
function tableBlock(schema: Schema, table: Table, name: string, imports: Imports): string {
  imports.core.add("Table");
  const columns = table.columns.map((column) => {
    imports.core.add("Column");
    const { args } = columnArguments(schema, table, column, imports);
    const nullable = isNullable(table, column) ? [] : ["nullable=False"];
    return `Column(${[quoted(column.name), ...args, ...nullable].join(", ")})`;
  });
  const options = tableOptions(table).map(([key, value]) => `${key}=${value}`);
  const args = [
    quoted(table.name),
    "Base.metadata",
    ...columns,
    ...tableElements(schema, table, imports),
    ...options,
  ];
  return [`${name} = Table(`, ...args.map((arg) => `    ${arg},`), ")"].join("\n");
}

function isNullable(table: Table, column: Column): boolean {
  return !column.notNull && !isInPrimaryKey(table, column.name);
}

interface ColumnArguments {
  readonly python: string;
  /** From the type on, as `mapped_column` and `Column` take them. */
  readonly args: readonly string[];
}

function columnArguments(schema: Schema, table: Table, column: Column, imports: Imports): ColumnArguments {
  const { python, sqlalchemy: type } = typeOf(schema, column, imports);
  const relation = relationsOf(schema, table).find(
    ({ fromColumns }) => fromColumns.length === 1 && fromColumns[0] === column,
  );
  const args = [type];
  if (relation) {
    imports.core.add("ForeignKey");
    const target = `${fullName(relation.to)}.${relation.toColumns[0]?.name ?? "id"}`;
    args.push(`ForeignKey(${[quoted(target), ...actionsOf(relation.key)].join(", ")})`);
  }
  if (column.identity) {
    imports.core.add("Identity");
    args.push(`Identity(always=${column.identity === "always" ? "True" : "False"})`);
  }
  if (isInPrimaryKey(table, column.name)) args.push("primary_key=True");
  if (isUnique(schema, table, column.name)) args.push("unique=True");
  if (column.default && !column.identity) {
    imports.core.add("text");
    args.push(`server_default=text(${quoted(column.default.text)})`);
  }
  if (column.comment !== undefined) args.push(`comment=${quoted(column.comment)}`);
  return { python, args };
}

/** The constraints and indexes that are not a column's own. */
function tableElements(schema: Schema, table: Table, imports: Imports): string[] {
  const list = (columns: readonly { readonly name: string }[]) =>
    columns.map(({ name }) => quoted(name)).join(", ");
  const args: string[] = [];
  for (const constraint of table.constraints) {
    if (constraint.kind === "unique" && constraint.columns.length > 1) {
      imports.core.add("UniqueConstraint");
      args.push(`UniqueConstraint(${list(constraint.columns)}, name=${quoted(constraint.name)})`);
    }
    if (constraint.kind === "check") {
      imports.core.add("CheckConstraint");
      args.push(`CheckConstraint(${quoted(constraint.expression.text)}, name=${quoted(constraint.name)})`);
    }
  }
  for (const { key, fromColumns, to, toColumns } of relationsOf(schema, table).filter(
    (relation) => relation.fromColumns.length > 1,
  )) {
    imports.core.add("ForeignKeyConstraint");
    const targets = toColumns.map(({ name }) => quoted(`${fullName(to)}.${name}`)).join(", ");
    args.push(
      `ForeignKeyConstraint([${list(fromColumns)}], [${targets}]${actionsOf(key)
        .map((action) => `, ${action}`)
        .join("")})`,
    );
  }
  for (const index of indexesOf(schema, table)) {
    const columns = index.keys.flatMap(({ column }) => (column === undefined ? [] : [{ name: column }]));
    if (columns.length < index.keys.length || index.where) continue;
    imports.core.add("Index");
    args.push(`Index(${quoted(index.name)}, ${list(columns)}${index.unique ? ", unique=True" : ""})`);
  }
  return args;
}

function tableOptions(table: Table): readonly (readonly [key: string, value: string])[] {
  return [
    ...(table.schema === "public" || table.schema === "" ? [] : [["schema", quoted(table.schema)] as const]),
    ...(table.comment === undefined ? [] : [["comment", quoted(table.comment)] as const]),
  ];
}

interface PythonType {
  readonly python: string;
  readonly sqlalchemy: string;
}

const known: Readonly<Record<string, readonly [python: string, type: string]>> = {
  smallint: ["int", "SmallInteger"], integer: ["int", "Integer"], bigint: ["int", "BigInteger"], numeric: ["decimal.Decimal", "Numeric"],
  real: ["float", "Float"], "double precision": ["float", "Double"], boolean: ["bool", "Boolean"], text: ["str", "Text"],
  "character varying": ["str", "String"], character: ["str", "CHAR"], date: ["datetime.date", "Date"],
  "timestamp with time zone": ["datetime.datetime", "DateTime"], "timestamp without time zone": ["datetime.datetime", "DateTime"],
  "time without time zone": ["datetime.time", "Time"], interval: ["datetime.timedelta", "Interval"], uuid: ["uuid.UUID", "Uuid"],
  bytea: ["bytes", "LargeBinary"],
}; // prettier-ignore

const ofPostgresql: Readonly<Record<string, readonly [python: string, type: string]>> = {
  json: ["Any", "JSON"],
  jsonb: ["Any", "JSONB"],
  inet: ["str", "INET"],
  cidr: ["str", "CIDR"],
  macaddr: ["str", "MACADDR"],
  tsvector: ["str", "TSVECTOR"],
};

function typeOf(schema: Schema, column: Column, imports: Imports): PythonType {
  const scalar = scalarType(schema, column, imports);
  if (column.type.array === 0) return scalar;
  imports.postgresql.add("ARRAY");
  return { python: `list[${scalar.python}]`, sqlalchemy: `ARRAY(${scalar.sqlalchemy})` };
}

function scalarType(schema: Schema, { type }: Column, imports: Imports): PythonType {
  const own = enumOf(schema, type);
  if (own) {
    imports.core.add("Enum");
    return {
      python: "str",
      sqlalchemy: `Enum(${own.values.map(({ value }) => quoted(value)).join(", ")}, name=${quoted(own.name)})`,
    };
  }
  const special = ofPostgresql[type.name];
  if (special) {
    imports.postgresql.add(special[1]);
    if (special[0] === "Any") imports.typing = true;
    return { python: special[0], sqlalchemy: special[1] };
  }
  const entry = known[type.name];
  if (!entry) {
    imports.core.add("Text");
    return { python: "str", sqlalchemy: "Text" };
  }
  const [python, name] = entry;
  imports.core.add(name);
  const module = /^(\w+)\./.exec(python)?.[1];
  if (module !== undefined) imports.modules.add(module);
  if (type.name === "timestamp with time zone") return { python, sqlalchemy: `${name}(timezone=True)` };
  return { python, sqlalchemy: type.modifiers.length > 0 ? `${name}(${type.modifiers.join(", ")})` : name };
}

function actionsOf(key: { readonly onDelete: string; readonly onUpdate: string }): readonly string[] {
  return [
    ...(key.onDelete === "no action" ? [] : [`ondelete=${quoted(key.onDelete.toUpperCase())}`]),
    ...(key.onUpdate === "no action" ? [] : [`onupdate=${quoted(key.onUpdate.toUpperCase())}`]),
  ];
}

function fullName(table: Table): string {
  return table.schema === "public" || table.schema === "" ? table.name : `${table.schema}.${table.name}`;
}

const keywords = new Set([
  "and",
  "as",
  "assert",
  "async",
  "await",
  "break",
  "class",
  "continue",
  "def",
  "del",
  "elif",
  "else",
  "except",
  "finally",
  "for",
  "from",
  "global",
  "if",
  "import",
  "in",
  "is",
  "lambda",
  "nonlocal",
  "not",
  "or",
  "pass",
  "raise",
  "return",
  "try",
  "while",
  "with",
  "yield",
  "None",
  "True",
  "False",
]);

function identifier(name: string): string {
  const cleaned = name.replaceAll(/\W+/g, "_");
  const started = /^[A-Za-z_]/.test(cleaned) ? cleaned : `_${cleaned}`;
  return keywords.has(started) ? `${started}_` : started;
}

/** JSON's strings are Python's too. */
function quoted(value: string): string {
  return JSON.stringify(value);
}
