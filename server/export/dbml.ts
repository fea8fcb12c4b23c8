import { indexesOf, primaryKeyOf, type Schema, type Table, printType } from "../schema";
import type { ExportFormat } from "./export-format";
import { drawnTables, isInPrimaryKey, isUnique, relationsOf, type Relation } from "./relations";

/** DBML, as dbdiagram.io reads it: https://dbml.dbdiagram.io/docs */
export const dbml: ExportFormat = {
  name: "dbml",
  title: "DBML for dbdiagram.io",
  extension: "dbml",
  remark: (line) => `// ${line}`,
  print(schema) {
    const tables = drawnTables(schema).filter(({ columns }) => columns.length > 0);
    const blocks = [
      ...schema.enums.map(
        (type) =>
          `Enum ${fullName(type)} {\n${type.values.map(({ value }) => `  ${name(value)}`).join("\n")}\n}`,
      ),
      ...tables.map((table) => tableBlock(schema, table)),
      ...distinctEnds(tables.flatMap((table) => relationsOf(schema, table))).map(referenceLine),
    ];
    return `${blocks.join("\n\n")}\n`;
  },
};

function tableBlock(schema: Schema, table: Table): string {
  const primary = primaryKeyOf(table);
  const lines = table.columns.map((column) => {
    const settings = [
      ...(primary?.columns.length === 1 && isInPrimaryKey(table, column.name) ? ["pk"] : []),
      ...(column.identity || column.type.serial ? ["increment"] : []),
      ...(column.notNull && !isInPrimaryKey(table, column.name) ? ["not null"] : []),
      ...(isUnique(schema, table, column.name) ? ["unique"] : []),
      ...(column.default ? [`default: \`${column.default.text.replaceAll("`", "'")}\``] : []),
      ...(column.comment === undefined ? [] : [`note: ${quoted(column.comment)}`]),
    ];
    const type = printType(column.type);
    const written = /^[A-Za-z_][\w.]*(\([\w, ]*\))?(\[\])*$/.test(type) ? type : `"${type}"`;
    return `  ${name(column.name)} ${written}${settings.length > 0 ? ` [${settings.join(", ")}]` : ""}`;
  });
  const indexes = [
    ...(primary && primary.columns.length > 1
      ? [`    (${primary.columns.map((key) => name(key.name)).join(", ")}) [pk]`]
      : []),
    ...table.constraints.flatMap((constraint) =>
      constraint.kind === "unique" && constraint.columns.length > 1
        ? [`    (${constraint.columns.map((key) => name(key.name)).join(", ")}) [unique]`]
        : [],
    ),
    ...indexesOf(schema, table).flatMap((index) => {
      const keys = index.keys.flatMap(({ column }) => (column === undefined ? [] : [name(column)]));
      if (keys.length < index.keys.length) return [];
      return [`    (${keys.join(", ")}) [${index.unique ? "unique, " : ""}name: ${quoted(index.name)}]`];
    }),
  ];
  if (indexes.length > 0) lines.push("", "  indexes {", ...indexes, "  }");
  if (table.comment !== undefined) lines.push("", `  Note: ${quoted(table.comment)}`);
  return `Table ${fullName(table)} {\n${lines.join("\n")}\n}`;
}

/** DBML takes one reference between the same columns, whichever end is named first. */
function distinctEnds(relations: readonly Relation[]): readonly Relation[] {
  const seen = new Set<string>();
  return relations.filter(({ from, to, fromColumns, toColumns }) => {
    const ends = [endOf(from, fromColumns), endOf(to, toColumns)].sort().join(" - ");
    const isNew = !seen.has(ends);
    seen.add(ends);
    return isNew;
  });
}

function endOf(table: Table, columns: Relation["fromColumns"]): string {
  const names = columns.map((column) => name(column.name));
  return `${fullName(table)}.${names.length === 1 ? (names[0] ?? "") : `(${names.join(", ")})`}`;
}

function referenceLine({ from, to, fromColumns, toColumns, many, key }: Relation): string {
  const settings = [
    ...(key.onDelete === "no action" ? [] : [`delete: ${key.onDelete}`]),
    ...(key.onUpdate === "no action" ? [] : [`update: ${key.onUpdate}`]),
  ];
  const tail = settings.length > 0 ? ` [${settings.join(", ")}]` : "";
  return `Ref: ${endOf(from, fromColumns)} ${many ? ">" : "-"} ${endOf(to, toColumns)}${tail}`;
}

function fullName(object: { readonly schema: string; readonly name: string }): string {
  return object.schema === "public" || object.schema === ""
    ? name(object.name)
    : `${name(object.schema)}.${name(object.name)}`;
}

function name(value: string): string {
  return /^[A-Za-z_]\w*$/.test(value) ? value : `"${value.replaceAll('"', "'")}"`;
}

function quoted(value: string): string {
  const escaped = value.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  return value.includes("\n") ? `'''${escaped}'''` : `'${escaped}'`;
}
