import { quoteIdentifier, type Dialect } from "../../../sql";
import type { Column, Design, Table } from "../design/table";
import { inOrder } from "./order";
import { defaultText, quoteString, typeText } from "./types";

/**
 * The design as SQL that runs from top to bottom, as a list of statements (without what separates them).
 * The first holds the header as a comment.
 */
export function printDesign(design: Design, dialect: Dialect, header: readonly string[]): string[] {
  const { tables, late } = inOrder(design.tables);
  const statements: string[] = [];
  if (dialect === "postgresql") statements.push(...enumTypes(tables));
  for (const table of tables) {
    const apart =
      dialect === "sqlite" ? [] : late.filter((key) => key.table === table.name).map((key) => key.column);
    statements.push(createTable(table, dialect, apart));
    if (dialect === "postgresql") {
      statements.push(
        `comment on table ${quoteIdentifier(table.name, dialect)} is ${quoteString(table.comment)};`,
      );
      for (const column of table.columns)
        if (column.comment)
          statements.push(
            `comment on column ${quoteIdentifier(table.name, dialect)}.${quoteIdentifier(column.name, dialect)} is ${quoteString(column.comment)};`,
          );
    }
    statements.push(...indexes(table, dialect), ...rowsOf(table, dialect));
  }
  if (dialect !== "sqlite")
    for (const key of late) {
      const table = tables.find((each) => each.name === key.table);
      const column = table?.columns.find((each) => each.name === key.column);
      if (table && column?.references)
        statements.push(
          `alter table ${quoteIdentifier(table.name, dialect)}\n  add ${foreignKey(column, dialect)};`,
        );
    }
  if (header.length === 0) return statements;
  const head = header.map((line) => `-- ${line}`.trimEnd()).join("\n");
  const [first, ...rest] = statements;
  return first === undefined ? [head] : [`${head}\n\n${first}`, ...rest];
}

/** Joins statements as `printDesign` gives them: what belongs to one table stands together. */
export function joinStatements(statements: readonly string[]): string {
  let sql = "";
  for (const statement of statements) sql += separator(sql, statement) + statement;
  return `${sql}\n`;
}

/** What goes between the text so far and the next statement. */
export function separator(before: string, statement: string): string {
  if (before === "") return "";
  return /^(create (table|type)|alter|-- )/.test(statement) ? "\n\n" : "\n";
}

function enumTypes(tables: readonly Table[]): string[] {
  const seen = new Set<string>();
  const statements: string[] = [];
  for (const { type } of tables.flatMap((table) => table.columns)) {
    if (type.kind !== "enum" || seen.has(type.name)) continue;
    seen.add(type.name);
    const values = type.values.map(quoteString).join(", ");
    statements.push(`create type ${quoteIdentifier(type.name, "postgresql")} as enum (${values});`);
  }
  return statements;
}

function createTable(table: Table, dialect: Dialect, apart: readonly string[]): string {
  const [sole] = table.primaryKey.length === 1 ? table.primaryKey : [];
  const lines = table.columns.map((column) =>
    columnText(column, dialect, { isKey: column.name === sole, table }),
  );
  const list = (names: readonly string[]) => names.map((each) => quoteIdentifier(each, dialect)).join(", ");
  if (table.primaryKey.length > 1) lines.push(`primary key (${list(table.primaryKey)})`);
  for (const unique of table.uniques) lines.push(`unique (${list(unique)})`);
  for (const { earlier, later } of table.orders)
    lines.push(`check (${quoteIdentifier(later, dialect)} >= ${quoteIdentifier(earlier, dialect)})`);
  for (const column of table.columns)
    if (column.references && !apart.includes(column.name)) lines.push(foreignKey(column, dialect));
  const comment = table.comment.replaceAll("\n", " ");
  const head = dialect === "sqlite" ? `-- ${comment}\n` : "";
  const tail =
    dialect === "mysql" || dialect === "mariadb"
      ? ` comment = ${quoteString(comment).replaceAll("\\", "\\\\")}`
      : "";
  return `${head}create table ${quoteIdentifier(table.name, dialect)} (\n${lines.map((line) => `  ${line}`).join(",\n")}\n)${tail};`;
}

/** A column as it stands in a CREATE TABLE, of which it may be the key. */
export function columnText(
  column: Column,
  dialect: Dialect,
  place: { readonly isKey: boolean; readonly table?: Table } = { isKey: false },
): string {
  const { isKey, table } = place;
  const inKey = table?.primaryKey.includes(column.name) === true;
  const keyed =
    isKey ||
    inKey ||
    column.unique ||
    column.references !== undefined ||
    table?.uniques.some((unique) => unique.includes(column.name)) === true;
  const parts = [quoteIdentifier(column.name, dialect), typeText(column.type, dialect, keyed)];
  if (column.type.kind === "identity" && dialect === "postgresql") parts.push("generated always as identity");
  if (isKey) {
    if (column.type.kind === "identity" && (dialect === "mysql" || dialect === "mariadb"))
      parts.push("not null auto_increment");
    // SQLite lets a key that is no integer be null unless it is told otherwise.
    else if (dialect === "sqlite" && typeText(column.type, dialect, true) !== "integer")
      parts.push("not null");
    parts.push("primary key");
  } else if (!column.nullable || inKey) parts.push("not null");
  const value = defaultText(column, dialect);
  if (value !== undefined) parts.push(`default ${value}`);
  if (column.unique && !isKey) parts.push("unique");
  const check = checkText(column, dialect);
  if (check) parts.push(`check (${check})`);
  if (column.comment && (dialect === "mysql" || dialect === "mariadb"))
    parts.push(`comment ${quoteString(column.comment)}`);
  return parts.join(" ");
}

function checkText(column: Column, dialect: Dialect): string | undefined {
  const quoted = quoteIdentifier(column.name, dialect);
  const { minimum, maximum, type, values } = column;
  if (values) return `${quoted} in (${values.map(quoteString).join(", ")})`;
  if (minimum !== undefined && maximum !== undefined) return `${quoted} between ${minimum} and ${maximum}`;
  if (minimum !== undefined) return `${quoted} ${column.exclusive ? ">" : ">="} ${minimum}`;
  if (maximum !== undefined) return `${quoted} <= ${maximum}`;
  if (dialect !== "sqlite") return undefined;
  if (type.kind === "boolean") return `${quoted} in (0, 1)`;
  if (type.kind === "enum") return `${quoted} in (${type.values.map(quoteString).join(", ")})`;
  return undefined;
}

function foreignKey(column: Column, dialect: Dialect): string {
  const { references } = column;
  if (!references) return "";
  const target = `${quoteIdentifier(references.table, dialect)} (${quoteIdentifier(references.column, dialect)})`;
  return `foreign key (${quoteIdentifier(column.name, dialect)}) references ${target} on delete ${references.onDelete}`;
}

function rowsOf({ name, columns, rows }: Table, dialect: Dialect): string[] {
  const [column] = columns;
  if (!rows || !column) return [];
  const values = rows.map((value) => `  (${quoteString(value)})`).join(",\n");
  return [
    `insert into ${quoteIdentifier(name, dialect)} (${quoteIdentifier(column.name, dialect)}) values\n${values};`,
  ];
}

/** An index for each foreign key that no key of the table serves already. */
function indexes(table: Table, dialect: Dialect): string[] {
  const leading = new Set([table.primaryKey[0], ...table.uniques.map((unique) => unique[0])]);
  return table.columns
    .filter((column) => column.references && !column.unique && !leading.has(column.name))
    .map((column) => {
      const index = `${`${table.name}_${column.name}`.slice(0, 59)}_idx`;
      return `create index ${quoteIdentifier(index, dialect)} on ${quoteIdentifier(table.name, dialect)} (${quoteIdentifier(column.name, dialect)});`;
    });
}
