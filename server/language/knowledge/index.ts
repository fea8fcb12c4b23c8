import type { Dialect } from "../../sql";
import type { BuiltinFunction } from "./builtin-function";
import { byLength, sharedKeywords } from "./clauses";
import { mysqlKeywords, sqliteKeywords } from "./dialect-keywords";
import { builtinFunctions } from "./functions";
import { keywordNotes, type KeywordNote } from "./keywords";
import { mariadbFunctions, mysqlFunctions } from "./mysql-functions";
import { sqliteFunctions } from "./sqlite-functions";

/** The functions that a dialect brings with it. */
export const functionsOf: Readonly<Record<Dialect, readonly BuiltinFunction[]>> = {
  postgresql: builtinFunctions,
  mysql: mysqlFunctions,
  mariadb: mariadbFunctions,
  sqlite: sqliteFunctions,
};

/** What the keywords of a dialect mean: the longest phrases first; its own before those that others have too. */
export const keywordsOf: Readonly<Record<Dialect, readonly KeywordNote[]>> = {
  postgresql: byLength([...keywordNotes, ...sharedKeywords("postgresql")]),
  mysql: byLength([...mysqlKeywords, ...sharedKeywords("mysql")]),
  mariadb: byLength([...mysqlKeywords, ...sharedKeywords("mariadb")]),
  sqlite: byLength([...sqliteKeywords, ...sharedKeywords("sqlite")]),
};

/** Pages of MariaDB's documentation that have other names than their functions. */
const mariadbPages: Readonly<Record<string, string>> = {
  if: "if-function",
  replace: "replace-function",
  repeat: "repeat-function",
  date: "date-function",
  time: "time-function",
  values: "values-value",
  nextval: "next-value-for-sequence_name",
  lastval: "previous-value-for-sequence_name",
};

/** A link to a page of the manual; MariaDB's has one for each function. */
export function manualLink(dialect: Dialect, page: string, functionName?: string): string {
  switch (dialect) {
    case "postgresql":
      return `[PostgreSQL manual](https://www.postgresql.org/docs/current/${page}.html)`;
    case "sqlite":
      return `[SQLite's documentation](https://sqlite.org/${page}.html)`;
    case "mariadb":
      if (functionName !== undefined)
        return `[MariaDB's documentation](https://mariadb.com/kb/en/${mariadbPages[functionName] ?? functionName}/)`;
      return mysqlLink(page);
    case "mysql":
      return mysqlLink(page);
  }
}

function mysqlLink(page: string): string {
  return `[MySQL manual](https://dev.mysql.com/doc/refman/8.4/en/${page}.html)`;
}
