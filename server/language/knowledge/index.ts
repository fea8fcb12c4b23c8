import type { Dialect } from "../../sql";
import type { BuiltinFunction } from "./builtin-function";
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

/** What the keywords of a dialect mean. */
export const keywordsOf: Readonly<Record<Dialect, readonly KeywordNote[]>> = {
  postgresql: keywordNotes,
  mysql: mysqlKeywords,
  mariadb: mysqlKeywords,
  sqlite: sqliteKeywords,
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
        return `[MariaDB's documentation](https://mariadb.com/kb/en/${functionName}/)`;
      return mysqlLink(page);
    case "mysql":
      return mysqlLink(page);
  }
}

function mysqlLink(page: string): string {
  return `[MySQL manual](https://dev.mysql.com/doc/refman/8.4/en/${page}.html)`;
}
