import { indexesOf, primaryKeyOf, type Column, type Schema, type Table } from "../schema";
import type { ExportFormat } from "./export-format";
import {
  camelCase,
  distinctNames,
  drawnTables,
  enumOf,
  isInPrimaryKey,
  isUnique,
  relationsOf,
  type Relation,
} from "./relations";

/** Drizzle ORM's TypeScript for PostgreSQL: https://orm.drizzle.team/docs/sql-schema-declaration */
export const drizzle: ExportFormat = {
  name: "drizzle",
  title: "Drizzle ORM schema in TypeScript",
  extension: "ts",
  remark: (line) => `// ${line}`,
  print(schema) {
    const distinct = distinctNames();
    const tables = drawnTables(schema);
    const names: Names = {
      schema,
      tables: new Map(tables.map((table) => [table, distinct(safe(camelCase(table.name)))])),
      enums: new Map(schema.enums.map((type) => [type, distinct(safe(camelCase(type.name)))])),
      schemas: new Map(
        [...new Set([...tables, ...schema.enums].map((each) => each.schema))]
          .filter((name) => name !== "public" && name !== "")
          .map((name) => [name, distinct(safe(`${camelCase(name)}Schema`))]),
      ),
      imports: new Set(),
      usesSql: false,
    };
    const homes = [...names.schemas].map(([name, constant]) => {
      names.imports.add("pgSchema");
      return `export const ${constant} = pgSchema(${quoted(name)});`;
    });
    const enums = schema.enums.map((type) => {
      return `export const ${names.enums.get(type) ?? ""} = ${maker(type, "enum", names)}(${quoted(type.name)}, [${type.values.map(({ value }) => quoted(value)).join(", ")}]);`;
    });
    const blocks = tables.map((table) => tableBlock(table, names));
    const lines = [
      ...(schema.dialect === "postgresql"
        ? []
        : [`// For PostgreSQL; the schema was written for another database (${schema.dialect}).`]),
      ...(names.usesSql ? [`import { sql } from "drizzle-orm";`] : []),
      ...(names.imports.size > 0
        ? [`import { ${[...names.imports].sort().join(", ")} } from "drizzle-orm/pg-core";`]
        : []),
      ...(blocks.some((block) => block.includes("AnyPgColumn"))
        ? [`import type { AnyPgColumn } from "drizzle-orm/pg-core";`]
        : []),
    ];
    return `${[lines.join("\n"), ...homes, ...enums, ...blocks].join("\n\n")}\n`;
  },
};

interface Names {
  readonly schema: Schema;
  readonly tables: ReadonlyMap<Table, string>;
  readonly enums: ReadonlyMap<Schema["enums"][number], string>;
  /** The constants of the schemas besides the default one. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly imports: Set<string>;
  usesSql: boolean;
}

/** The function that declares a table or an enum in its schema. */
function maker({ schema }: { readonly schema: string }, what: "table" | "enum", names: Names): string {
  const home = names.schemas.get(schema);
  if (home !== undefined) return `${home}.${what}`;
  const own = what === "table" ? "pgTable" : "pgEnum";
  names.imports.add(own);
  return own;
}

function tableBlock(table: Table, names: Names): string {
  const { schema, imports } = names;
  const primary = primaryKeyOf(table);
  const relations = relationsOf(schema, table);
  const fields = table.columns.map(
    (column) => `  ${property(column.name)}: ${columnCall(table, column, relations, names)},`,
  );
  const list = (columns: readonly { readonly name: string }[]) =>
    columns.map(({ name }) => `t${member(name)}`).join(", ");
  const extras: string[] = [];
  if (primary && primary.columns.length > 1) {
    imports.add("primaryKey");
    extras.push(`  primaryKey({ columns: [${list(primary.columns)}] }),`);
  }
  for (const constraint of table.constraints) {
    if (constraint.kind === "unique" && constraint.columns.length > 1) {
      imports.add("unique");
      extras.push(`  unique(${quoted(constraint.name)}).on(${list(constraint.columns)}),`);
    }
    if (constraint.kind === "check") {
      imports.add("check");
      names.usesSql = true;
      extras.push(`  check(${quoted(constraint.name)}, sql\`${template(constraint.expression.text)}\`),`);
    }
  }
  for (const { key, fromColumns, to, toColumns } of relations.filter(
    (relation) => relation.fromColumns.length > 1,
  )) {
    imports.add("foreignKey");
    const target = names.tables.get(to) ?? "";
    extras.push(
      `  foreignKey({ columns: [${list(fromColumns)}], foreignColumns: [${toColumns.map(({ name }) => `${target}${member(name)}`).join(", ")}] })${actionsOf(key)},`,
    );
  }
  for (const index of indexesOf(schema, table)) {
    const columns = index.keys.flatMap(({ column }) => (column === undefined ? [] : [{ name: column }]));
    if (columns.length < index.keys.length || index.where) continue;
    imports.add(index.unique ? "uniqueIndex" : "index");
    extras.push(`  ${index.unique ? "uniqueIndex" : "index"}(${quoted(index.name)}).on(${list(columns)}),`);
  }
  const comment =
    table.comment === undefined
      ? ""
      : `/** ${table.comment.replaceAll("*/", "* /").replaceAll(/\s+/g, " ")} */\n`;
  const tail = extras.length > 0 ? `, (t) => [\n${extras.join("\n")}\n]` : "";
  return `${comment}export const ${names.tables.get(table) ?? ""} = ${maker(table, "table", names)}(${quoted(table.name)}, {\n${fields.join("\n")}\n}${tail});`;
}

const builders: Readonly<Record<string, string>> = {
  smallint: "smallint", integer: "integer", bigint: "bigint", numeric: "numeric", real: "real", "double precision": "doublePrecision",
  boolean: "boolean", text: "text", "character varying": "varchar", character: "char", date: "date",
  "timestamp with time zone": "timestamp", "timestamp without time zone": "timestamp", "time without time zone": "time",
  interval: "interval", uuid: "uuid", json: "json", jsonb: "jsonb", inet: "inet", cidr: "cidr", macaddr: "macaddr", point: "point",
}; // prettier-ignore

function columnCall(table: Table, column: Column, relations: readonly Relation[], names: Names): string {
  const { schema, imports } = names;
  const own = enumOf(schema, column.type);
  const builder = own ? (names.enums.get(own) ?? "text") : (builders[column.type.name] ?? "customType");
  const options = own ? "" : optionsOf(column);
  let call: string;
  if (builder === "customType") {
    imports.add("customType");
    call = `customType<{ data: string }>({ dataType: () => ${quoted(column.type.name)} })(${quoted(column.name)})`;
  } else {
    if (!own) imports.add(builder);
    call = `${builder}(${quoted(column.name)}${options})`;
  }
  call += ".array()".repeat(column.type.array);
  if (column.identity === "always") call += ".generatedAlwaysAsIdentity()";
  if (column.identity === "by default" || column.type.serial) call += ".generatedByDefaultAsIdentity()";
  const primary = primaryKeyOf(table);
  if (primary?.columns.length === 1 && isInPrimaryKey(table, column.name)) call += ".primaryKey()";
  else if (column.notNull || isInPrimaryKey(table, column.name)) call += ".notNull()";
  if (isUnique(schema, table, column.name)) call += ".unique()";
  const fallback = column.default?.text.trim();
  if (fallback !== undefined && !column.identity) {
    if (/^now\(\)$/i.test(fallback) && /^(timestamp|date|time)/.test(column.type.name))
      call += ".defaultNow()";
    else if (/^(true|false)$/i.test(fallback)) call += `.default(${fallback.toLowerCase()})`;
    else {
      names.usesSql = true;
      call += `.default(sql\`${template(fallback)}\`)`;
    }
  }
  const relation = relations.find(({ fromColumns }) => fromColumns.length === 1 && fromColumns[0] === column);
  const target = relation && names.tables.get(relation.to);
  if (relation && target !== undefined) {
    // TypeScript infers no type through a table that is declared later, or is this one.
    const order = [...names.tables.keys()];
    const circular = order.indexOf(relation.to) >= order.indexOf(table) ? ": AnyPgColumn" : "";
    const actions = actionOptions(relation.key);
    call += `.references(()${circular} => ${target}${member(relation.toColumns[0]?.name ?? "id")}${actions === "" ? "" : `, ${actions}`})`;
  }
  return call;
}

function optionsOf({ type }: Column): string {
  if (type.name === "bigint") return `, { mode: "bigint" }`;
  if (type.name === "timestamp with time zone") return ", { withTimezone: true }";
  const [first, second] = type.modifiers;
  if (first === undefined) return "";
  if (type.name === "numeric")
    return `, { precision: ${first}${second === undefined ? "" : `, scale: ${second}`} }`;
  if (type.name === "character varying" || type.name === "character") return `, { length: ${first} }`;
  return "";
}

function actionOptions(key: Relation["key"]): string {
  const options = [
    ...(key.onDelete === "no action" ? [] : [`onDelete: ${quoted(key.onDelete)}`]),
    ...(key.onUpdate === "no action" ? [] : [`onUpdate: ${quoted(key.onUpdate)}`]),
  ];
  return options.length > 0 ? `{ ${options.join(", ")} }` : "";
}

function actionsOf(key: Relation["key"]): string {
  return `${key.onDelete === "no action" ? "" : `.onDelete(${quoted(key.onDelete)})`}${key.onUpdate === "no action" ? "" : `.onUpdate(${quoted(key.onUpdate)})`}`;
}

const reserved = new Set([
  "default",
  "function",
  "class",
  "new",
  "delete",
  "return",
  "import",
  "export",
  "case",
  "enum",
  "var",
  "let",
  "const",
  "package",
  "public",
  "private",
  "sql",
  "index",
  "unique",
  "check",
  "text",
  "date",
  "time",
  "json",
  "integer",
  "boolean",
]);

function safe(name: string): string {
  return reserved.has(name) ? `${name}Table` : name;
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? camelOrSelf(name) : quoted(name);
}

function member(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${camelOrSelf(name)}` : `[${quoted(name)}]`;
}

function camelOrSelf(name: string): string {
  return name.includes("_") ? camelCase(name) : name;
}

function quoted(value: string): string {
  return JSON.stringify(value);
}

function template(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
}
