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
        `COMMENT ON TABLE ${quoteIdentifier(table.name, dialect)} IS ${quoteString(table.comment)};`,
      );
      for (const column of table.columns)
        if (column.comment)
          statements.push(
            `COMMENT ON COLUMN ${quoteIdentifier(table.name, dialect)}.${quoteIdentifier(column.name, dialect)} IS ${quoteString(column.comment)};`,
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
          `ALTER TABLE ${quoteIdentifier(table.name, dialect)}\nADD ${foreignKey(column, dialect)};`,
        );
    }
  if (header.length === 0) return statements;
  // An editor calls a text without a file by the words of its first line, so that has none.
  const head = ["", ...header, ""].map((line) => `-- ${line}`.trimEnd()).join("\n");
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
  return /^(CREATE (TABLE|TYPE)|ALTER|-- )/.test(statement) ? "\n\n" : "\n";
}

function enumTypes(tables: readonly Table[]): string[] {
  const seen = new Set<string>();
  const statements: string[] = [];
  for (const { type } of tables.flatMap((table) => table.columns)) {
    if (type.kind !== "enum" || seen.has(type.name)) continue;
    seen.add(type.name);
    const values = type.values.map(quoteString).join(", ");
    statements.push(`CREATE TYPE ${quoteIdentifier(type.name, "postgresql")} AS ENUM(${values});`);
  }
  return statements;
}

function createTable(table: Table, dialect: Dialect, apart: readonly string[]): string {
  const [sole] = table.primaryKey.length === 1 ? table.primaryKey : [];
  const lines = table.columns.map((column) =>
    columnText(column, dialect, { isKey: column.name === sole, table }),
  );
  const list = (names: readonly string[]) => names.map((each) => quoteIdentifier(each, dialect)).join(", ");
  if (table.primaryKey.length > 1) lines.push(`PRIMARY KEY (${list(table.primaryKey)})`);
  for (const unique of table.uniques) lines.push(`UNIQUE (${list(unique)})`);
  for (const { earlier, later } of table.orders)
    lines.push(`CHECK (${quoteIdentifier(later, dialect)} >= ${quoteIdentifier(earlier, dialect)})`);
  for (const column of table.columns)
    if (column.references && !apart.includes(column.name)) lines.push(foreignKey(column, dialect));
  const comment = table.comment.replaceAll("\n", " ");
  const head = dialect === "sqlite" ? `-- ${comment}\n` : "";
  const tail =
    dialect === "mysql" || dialect === "mariadb"
      ? ` COMMENT = ${quoteString(comment).replaceAll("\\", "\\\\")}`
      : "";
  return `${head}CREATE TABLE ${quoteIdentifier(table.name, dialect)} (\n${lines.map((line) => `  ${line}`).join(",\n")}\n)${tail};`;
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
  if (column.type.kind === "identity" && dialect === "postgresql") parts.push("GENERATED ALWAYS AS IDENTITY");
  if (isKey) {
    if (column.type.kind === "identity" && (dialect === "mysql" || dialect === "mariadb"))
      parts.push("NOT NULL AUTO_INCREMENT");
    // SQLite lets a key that is no integer be null unless it is told otherwise.
    else if (dialect === "sqlite" && typeText(column.type, dialect, true) !== "integer")
      parts.push("NOT NULL");
    parts.push("PRIMARY KEY");
  } else if (!column.nullable || inKey) parts.push("NOT NULL");
  const value = defaultText(column, dialect);
  if (value !== undefined) parts.push(`DEFAULT ${value}`);
  if (column.unique && !isKey) parts.push("UNIQUE");
  const check = checkText(column, dialect);
  if (check) parts.push(`CHECK (${check})`);
  if (column.comment && (dialect === "mysql" || dialect === "mariadb"))
    parts.push(`COMMENT ${quoteString(column.comment)}`);
  return parts.join(" ");
}

function checkText(column: Column, dialect: Dialect): string | undefined {
  const quoted = quoteIdentifier(column.name, dialect);
  const { minimum, maximum, type, values } = column;
  if (values) return `${quoted} IN (${values.map(quoteString).join(", ")})`;
  if (minimum !== undefined && maximum !== undefined) return `${quoted} BETWEEN ${minimum} AND ${maximum}`;
  if (minimum !== undefined) return `${quoted} ${column.exclusive ? ">" : ">="} ${minimum}`;
  if (maximum !== undefined) return `${quoted} <= ${maximum}`;
  if (dialect !== "sqlite") return undefined;
  if (type.kind === "boolean") return `${quoted} IN (0, 1)`;
  if (type.kind === "enum") return `${quoted} IN (${type.values.map(quoteString).join(", ")})`;
  return undefined;
}

function foreignKey(column: Column, dialect: Dialect): string {
  const { references } = column;
  if (!references) return "";
  const target = `${quoteIdentifier(references.table, dialect)} (${quoteIdentifier(references.column, dialect)})`;
  return `FOREIGN KEY (${quoteIdentifier(column.name, dialect)}) REFERENCES ${target} ON DELETE ${references.onDelete.toUpperCase()}`;
}

function rowsOf({ name, columns, rows }: Table, dialect: Dialect): string[] {
  const [column] = columns;
  if (!rows || !column) return [];
  const values = rows.map((value) => `  (${quoteString(value)})`).join(",\n");
  return [
    `INSERT INTO ${quoteIdentifier(name, dialect)} (${quoteIdentifier(column.name, dialect)}) VALUES\n${values};`,
  ];
}

/** An index for each foreign key that no key of the table serves already. */
function indexes(table: Table, dialect: Dialect): string[] {
  const leading = new Set([table.primaryKey[0], ...table.uniques.map((unique) => unique[0])]);
  return table.columns
    .filter((column) => column.references && !column.unique && !leading.has(column.name))
    .map((column) => {
      const index = `${`${table.name}_${column.name}`.slice(0, 59)}_idx`;
      return `CREATE INDEX ${quoteIdentifier(index, dialect)} ON ${quoteIdentifier(table.name, dialect)} (${quoteIdentifier(column.name, dialect)});`;
    });
}
