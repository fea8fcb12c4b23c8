import type { KeywordNote } from "./keywords";

const table = "create-table";
const foreignKey = "create-table-foreign-keys";

/** What MySQL's and MariaDB's keywords mean where that is not what PostgreSQL's do; the pages are those of MySQL's manual. */
export const mysqlKeywords: readonly KeywordNote[] = [
  {
    words: "PRIMARY KEY",
    note: "Identifies a row: unique, not null, and the order in which InnoDB stores the rows.",
    page: table,
  },
  {
    words: "FOREIGN KEY",
    note: "The values must stand in the key of another table; InnoDB makes an index for them where there is none.",
    page: foreignKey,
  },
  {
    words: "REFERENCES",
    note: "The key of another table. Beside a column, MySQL before 9.0 reads it and does nothing; FOREIGN KEY is what counts.",
    page: foreignKey,
  },
  {
    words: "ON DELETE",
    note: "What becomes of a row when the row that it references goes: RESTRICT, CASCADE, SET NULL or NO ACTION.",
    page: foreignKey,
  },
  {
    words: "ON UPDATE",
    note: "For a foreign key: what becomes of a row when the key changes. For a column: the value that each UPDATE gives it.",
    page: foreignKey,
  },
  {
    words: "ON DUPLICATE KEY UPDATE",
    note: "What an INSERT changes in the row that has the same unique key already.",
    page: "insert-on-duplicate",
  },
  { words: "NOT NULL", note: "The column always has a value.", page: table },
  {
    words: "AUTO_INCREMENT",
    note: "The database numbers the rows that come without a value; the column has to be a key.",
    page: "example-auto-increment",
  },
  { words: "UNIQUE", note: "No two rows have the same value; nulls count as different.", page: table },
  {
    words: "CHECK",
    note: "A condition that each row must meet; enforced since MySQL 8.0.16.",
    page: "create-table-check-constraints",
  },
  {
    words: "DEFAULT",
    note: "The value of a row that gives none; an expression has to stand in parentheses.",
    page: "data-type-defaults",
  },
  {
    words: "ENGINE",
    note: "How the table is stored; InnoDB has transactions and foreign keys.",
    page: "storage-engines",
  },
  {
    words: "UNSIGNED",
    note: "No negative numbers, and twice as many positive ones.",
    page: "numeric-type-attributes",
  },
  { words: "CREATE TABLE", note: "Makes a table.", page: table },
  { words: "ALTER TABLE", note: "Changes a table; many changes need no copy of it.", page: "alter-table" },
  {
    words: "CREATE VIEW",
    note: "A query with a name, which is run whenever it is read.",
    page: "create-view",
  },
  {
    words: "CREATE TRIGGER",
    note: "Runs for each row that is inserted, updated or deleted.",
    page: "create-trigger",
  },
  { words: "CREATE INDEX", note: "Finds rows by the columns, from the first on.", page: "create-index" },
  {
    words: "DELIMITER",
    note: "A command of the client: what ends a statement, so that bodies may hold semicolons.",
    page: "stored-programs-defining",
  },
];

/** The same for SQLite, with the pages of its documentation. */
export const sqliteKeywords: readonly KeywordNote[] = [
  {
    words: "PRIMARY KEY",
    note: "Identifies a row. INTEGER PRIMARY KEY is the rowid itself; any other key may hold nulls unless it says NOT NULL.",
    page: "lang_createtable",
  },
  {
    words: "FOREIGN KEY",
    note: "The values must stand in the key of another table, where PRAGMA foreign_keys is on. They are not indexed by themselves.",
    page: "foreignkeys",
  },
  {
    words: "REFERENCES",
    note: "The value must stand in the key of another table, where PRAGMA foreign_keys is on.",
    page: "foreignkeys",
  },
  {
    words: "ON DELETE",
    note: "What becomes of a row when the row that it references goes: NO ACTION, RESTRICT, CASCADE, SET NULL or SET DEFAULT.",
    page: "foreignkeys",
  },
  {
    words: "ON UPDATE",
    note: "What becomes of a row when the key that it references changes.",
    page: "foreignkeys",
  },
  {
    words: "ON CONFLICT",
    note: "What an INSERT does with a row that would break a unique key: DO NOTHING or DO UPDATE.",
    page: "lang_upsert",
  },
  {
    words: "AUTOINCREMENT",
    note: "Never gives a number of a deleted row again; INTEGER PRIMARY KEY counts up without it, and faster.",
    page: "autoinc",
  },
  {
    words: "WITHOUT ROWID",
    note: "The rows are stored by their primary key; saves room with keys that are no numbers.",
    page: "withoutrowid",
  },
  { words: "STRICT", note: "Values have to be of their column's type.", page: "stricttables" },
  { words: "NOT NULL", note: "The column always has a value.", page: "lang_createtable" },
  {
    words: "UNIQUE",
    note: "No two rows have the same value; nulls count as different.",
    page: "lang_createtable",
  },
  { words: "CHECK", note: "A condition that no row may fail.", page: "lang_createtable" },
  {
    words: "DEFAULT",
    note: "The value of a row that gives none; an expression has to stand in parentheses.",
    page: "lang_createtable",
  },
  { words: "CREATE TABLE", note: "Makes a table.", page: "lang_createtable" },
  {
    words: "ALTER TABLE",
    note: "Renames a table or a column, adds or drops a column; other changes need a new table.",
    page: "lang_altertable",
  },
  {
    words: "CREATE VIEW",
    note: "A query with a name, which is run whenever it is read.",
    page: "lang_createview",
  },
  {
    words: "CREATE TRIGGER",
    note: "Runs for each row that is inserted, updated or deleted.",
    page: "lang_createtrigger",
  },
  {
    words: "CREATE INDEX",
    note: "Finds rows by the columns, from the first on; WHERE takes only some of the rows.",
    page: "lang_createindex",
  },
  {
    words: "PRAGMA",
    note: "Asks or sets how the library works; foreign_keys is off unless it is set for each connection.",
    page: "pragma",
  },
];
