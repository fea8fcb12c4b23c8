import type { Dialect } from "../../../sql";
import {
  actions,
  alterActions,
  columnConstraints,
  objectKinds,
  tableConstraints,
  tableElements,
  tableOptions,
} from "./words";

/** The words that the dialects differ in. */
export interface DialectWords {
  /** What CREATE, DROP and the like make and remove. */
  readonly objects: readonly string[];
  /** Behind CREATE, besides these. */
  readonly created: readonly string[];
  /** What begins an element of CREATE TABLE that is no column. */
  readonly elements: readonly string[];
  /** What can follow CONSTRAINT and its name, and ADD. */
  readonly constraints: readonly string[];
  /** What can follow the type of a column. */
  readonly column: readonly string[];
  /** What can follow the list of CREATE TABLE. */
  readonly options: readonly string[];
  readonly alter: readonly string[];
  readonly trigger: readonly string[];
  /** What can follow ON DELETE. */
  readonly actions: readonly string[];
}

const postgresql: DialectWords = {
  objects: objectKinds,
  created: ["OR REPLACE", "UNIQUE INDEX", "CONSTRAINT TRIGGER", "TEMPORARY TABLE", "UNLOGGED TABLE"],
  elements: tableElements,
  constraints: tableConstraints,
  column: columnConstraints,
  options: tableOptions,
  alter: alterActions,
  trigger: [
    "BEFORE", "AFTER", "INSTEAD OF", "INSERT", "UPDATE", "DELETE", "OR", "ON", "FOR EACH ROW", "FOR EACH STATEMENT",
    "WHEN", "EXECUTE FUNCTION",
  ], // prettier-ignore
  actions,
};

// dev.mysql.com/doc/refman/8.4/en/create-table.html and alter-table.html
const mysql: DialectWords = {
  objects: [
    "TABLE", "INDEX", "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "DATABASE", "USER", "ROLE",
  ], // prettier-ignore
  created: ["UNIQUE INDEX", "FULLTEXT INDEX", "SPATIAL INDEX", "TEMPORARY TABLE", "OR REPLACE VIEW"],
  elements: [
    "PRIMARY KEY", "KEY", "UNIQUE KEY", "FOREIGN KEY", "CONSTRAINT", "INDEX", "FULLTEXT KEY", "SPATIAL KEY", "CHECK",
  ], // prettier-ignore
  constraints: ["PRIMARY KEY", "UNIQUE KEY", "FOREIGN KEY", "CHECK"],
  column: [
    "NOT NULL", "NULL", "DEFAULT", "AUTO_INCREMENT", "PRIMARY KEY", "UNIQUE KEY", "UNSIGNED", "COMMENT", "CHECK",
    "CHARACTER SET", "COLLATE", "ON UPDATE CURRENT_TIMESTAMP", "GENERATED ALWAYS AS", "VIRTUAL", "STORED", "REFERENCES",
    "CONSTRAINT", "INVISIBLE",
  ], // prettier-ignore
  options: [
    "ENGINE=", "AUTO_INCREMENT=", "DEFAULT CHARSET=", "COLLATE=", "COMMENT=", "ROW_FORMAT=", "PARTITION BY", "AS",
    "IF NOT EXISTS", "LIKE",
  ], // prettier-ignore
  alter: [
    "ADD COLUMN", "ADD CONSTRAINT", "ADD PRIMARY KEY", "ADD KEY", "ADD UNIQUE KEY", "ADD FOREIGN KEY", "ADD CHECK",
    "DROP COLUMN", "DROP KEY", "DROP FOREIGN KEY", "DROP PRIMARY KEY", "DROP CHECK", "DROP CONSTRAINT", "MODIFY COLUMN",
    "CHANGE COLUMN", "ALTER COLUMN", "RENAME COLUMN", "RENAME KEY", "RENAME TO", "CONVERT TO CHARACTER SET", "ENGINE=",
    "AUTO_INCREMENT=", "COMMENT=",
  ], // prettier-ignore
  trigger: [
    "BEFORE",
    "AFTER",
    "INSERT",
    "UPDATE",
    "DELETE",
    "ON",
    "FOR EACH ROW",
    "FOLLOWS",
    "PRECEDES",
    "BEGIN",
  ],
  actions: actions.filter((action) => action !== "SET DEFAULT"),
};

// sqlite.org/lang_createtable.html and lang_altertable.html
const sqlite: DialectWords = {
  objects: ["TABLE", "INDEX", "VIEW", "TRIGGER"],
  created: ["UNIQUE INDEX", "TEMP TABLE", "TEMP VIEW", "TEMP TRIGGER", "VIRTUAL TABLE"],
  elements: ["CONSTRAINT", "PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN KEY"],
  constraints: ["PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN KEY"],
  column: [
    "NOT NULL", "PRIMARY KEY", "UNIQUE", "DEFAULT", "CHECK", "REFERENCES", "COLLATE", "GENERATED ALWAYS AS", "STORED",
    "VIRTUAL", "CONSTRAINT", "ON CONFLICT",
  ], // prettier-ignore
  options: ["STRICT", "WITHOUT ROWID", "IF NOT EXISTS", "AS", "USING"],
  alter: ["ADD COLUMN", "DROP COLUMN", "RENAME COLUMN", "RENAME TO"],
  trigger: [
    "BEFORE", "AFTER", "INSTEAD OF", "INSERT", "UPDATE", "UPDATE OF", "DELETE", "ON", "FOR EACH ROW", "WHEN", "BEGIN",
  ], // prettier-ignore
  actions,
};

export const wordsOf: Readonly<Record<Dialect, DialectWords>> = { postgresql, mysql, mariadb: mysql, sqlite };

export const charsets = ["utf8mb4", "utf8mb3", "latin1", "ascii", "binary"];

export const collations = [
  "utf8mb4_0900_ai_ci", "utf8mb4_unicode_ci", "utf8mb4_general_ci", "utf8mb4_bin", "latin1_swedish_ci",
]; // prettier-ignore

/** Values of MySQL's table options, by the word before `=`. */
export const optionValues: Readonly<Record<string, readonly string[]>> = {
  ENGINE: ["InnoDB", "MyISAM", "MEMORY", "ARCHIVE", "CSV"],
  CHARSET: charsets,
  COLLATE: collations,
  ROW_FORMAT: ["DYNAMIC", "COMPACT", "COMPRESSED", "REDUNDANT"],
};
