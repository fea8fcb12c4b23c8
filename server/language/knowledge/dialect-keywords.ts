import { notes, type KeywordNote } from "./keywords";

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
  ...notes({
    "create-table": `
UNIQUE KEY|No two rows have the same values; nulls count as different.
KEY|An index of the columns; beside a column it makes it the primary key.
COMMENT|Text about it, kept with the schema.
TEMPORARY|Goes when the session ends, and is seen by it alone.`,
    "fulltext-search": `
FULLTEXT KEY|An index of the words of texts, for MATCH … AGAINST.
FULLTEXT INDEX|An index of the words of texts, for MATCH … AGAINST.
FULLTEXT|An index of the words of texts, for MATCH … AGAINST.`,
    "charset-table": `
DEFAULT CHARSET|The characters that texts can hold, unless a column says otherwise; utf8mb4 has all of Unicode.
CHARSET|The characters that texts can hold; utf8mb4 has all of Unicode.`,
    "charset-column": `
CHARACTER SET|The characters that texts can hold; utf8mb4 has all of Unicode.`,
    "create-procedure": `
PROCEDURE|Code that CALL runs.
FUNCTION|Code that gives a value, called in expressions.
NOT DETERMINISTIC|The same arguments may give other values.
DETERMINISTIC|The same arguments give the same value.
READS SQL DATA|Reads rows and writes none.
MODIFIES SQL DATA|Writes rows.
RETURNS|The type of what the function gives.
OUT|An argument that the procedure gives back.`,
    "stored-objects-security": `
SQL SECURITY|Whether it runs with the rights of its definer or of whoever calls it.
DEFINER|With whose rights it runs.`,
    "begin-end": `
BEGIN|Begins a block of statements, which END closes.
END|Ends a block, or CASE.`,
    declare: `
DECLARE|A variable, a cursor or a handler of the block.`,
    if: `
IF|Runs what follows THEN where the condition holds.`,
    return: `
RETURN|Ends the function with this value.`,
    leave: `
LEAVE|Ends the loop or the block of the label.`,
    "declare-handler": `
HANDLER|What runs when the condition arises.`,
    "alter-table": `
MODIFY COLUMN|Gives the column a new definition, of which nothing of the old one stays.
MODIFY|Gives the column a new definition, of which nothing of the old one stays.
CHANGE COLUMN|Gives the column a new name and a new definition.
ADD|What is added to the table.`,
    "set-variable": `
SET|Gives a variable or a column a value.`,
    use: `
USE|The database that bare names are looked for in.`,
    "create-database": `
CREATE DATABASE|Makes a database, which MySQL also calls a schema.
DATABASE|A namespace for tables.
SCHEMA|Another word for a database.`,
    "drop-database": `
DROP DATABASE|Removes a database with all of its tables.`,
    expressions: `
INTERVAL|A length of time, such as INTERVAL 1 DAY.`,
    "aggregate-functions": `
SEPARATOR|What stands between the values of GROUP_CONCAT.`,
    "server-system-variables": `
FOREIGN_KEY_CHECKS|Whether foreign keys are checked; dumps set it to 0 while they load.
UNIQUE_CHECKS|Whether unique keys are checked at once; dumps set it to 0 while they load.
SQL_MODE|What MySQL takes as an error, and which syntax it knows.`,
    "boolean-literals": `
TRUE|1.
FALSE|0.`,
    "integer-types": `
INT|Four bytes: up to 2,147,483,647, UNSIGNED up to 4,294,967,295.
INTEGER|Four bytes, the same as INT.
TINYINT|One byte: -128 to 127, UNSIGNED up to 255.
SMALLINT|Two bytes: up to 32,767, UNSIGNED up to 65,535.
MEDIUMINT|Three bytes: up to 8,388,607, UNSIGNED up to 16,777,215.
BIGINT|Eight bytes: up to 9,223,372,036,854,775,807.`,
    "numeric-type-syntax": `
BOOLEAN|The same as TINYINT(1).
BOOL|The same as TINYINT(1).`,
    "fixed-point-types": `
DECIMAL|Exact, with so many digits in all and so many of them behind the point; for money.
NUMERIC|The same as DECIMAL.`,
    "floating-point-types": `
DOUBLE|Eight bytes, rounded to about 15 digits.
FLOAT|Four bytes, rounded to about 7 digits.`,
    char: `
VARCHAR|Text of at most so many characters.
CHAR|Text of so many characters, filled up with blanks that are taken away when it is read.`,
    blob: `
TEXT|Text of up to 65,535 bytes.
MEDIUMTEXT|Text of up to 16 MB.
LONGTEXT|Text of up to 4 GB.
BLOB|Up to 65,535 bytes.`,
    datetime: `
DATE|A day.
DATETIME|A day and a time without a time zone.
TIMESTAMP|A moment, kept in UTC and shown in the session's time zone; up to January 2038.`,
    "binary-varbinary": `
VARBINARY|At most so many bytes.
BINARY|So many bytes.`,
    year: `
YEAR|A year, in one byte.`,
    enum: `
ENUM|One of these texts, kept as its number; sorted by that.`,
    json: `
JSON|A JSON document that is checked when it is written.`,
  }),
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
  ...notes({
    lang_conflict: `
OR REPLACE|A row that would break a key takes the place of the one that is there.
OR IGNORE|A row that would break a key is left out.
OR ABORT|A row that would break a key ends the statement, which is what is assumed.`,
    lang_createvtab: `
CREATE VIRTUAL TABLE|A table that a module keeps, such as fts5 or rtree.`,
    datatype3: `
NOCASE|Compares letters without their case, a to z alone.
INTEGER|A whole number of up to eight bytes; PRIMARY KEY makes it the rowid.
INT|A whole number; as PRIMARY KEY it is not the rowid, as INTEGER is.
TEXT|Text of any length.
REAL|A floating point number of eight bytes.
BLOB|Bytes as they are.
NUMERIC|Whole numbers and others, as fits; texts that are numbers become these.
VARCHAR|Text; the length is not checked.
NVARCHAR|Text; the length is not checked.
DATETIME|SQLite has no such type: texts, or numbers of seconds or days, as the value is written.
TIMESTAMP|SQLite has no such type: texts, or numbers of seconds or days, as the value is written.
DATE|SQLite has no such type: texts, or numbers of seconds or days, as the value is written.
DECIMAL|A number that is kept as a whole or a floating point one; the digits are not checked.`,
    foreignkeys: `
DEFERRABLE INITIALLY DEFERRED|Checked when the transaction ends.`,
    lang_createtrigger: `
RAISE|Ends the statement of a trigger, with a message or without.
END|Ends the statements of a trigger, or CASE.`,
    rowidtable: `
ROWID|The number by which a row is stored.`,
    lang_vacuum: `
VACUUM|Writes the file anew, without the room of what was deleted.`,
    lang_analyze: `
ANALYZE|Gathers figures by which queries are planned.`,
    lang_reindex: `
REINDEX|Makes indexes anew.`,
    lang_attach: `
ATTACH|Opens another file beside this one.`,
    lang_update: `
SET|Gives a column a value.`,
  }),
];
