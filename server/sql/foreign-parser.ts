import type { Dialect } from "./dialect";

/** The dialects whose parser is node-sql-parser. */
export type ForeignDialect = Exclude<Dialect, "postgresql">;

type Parse = (text: string) => unknown;

const parsers = new Map<ForeignDialect, Parse>();

/** Loads the parsers of the other dialects, each in its own build, which keeps the bundle small. */
export async function loadForeignParsers(): Promise<void> {
  if (parsers.size > 0) return;
  const [mysql, mariadb, sqlite] = await Promise.all([
    import("node-sql-parser/build/mysql"),
    import("node-sql-parser/build/mariadb"),
    import("node-sql-parser/build/sqlite"),
  ]);
  const mysqlParser = new mysql.Parser();
  const mariadbParser = new mariadb.Parser();
  const sqliteParser = new sqlite.Parser();
  parsers.set("mysql", (text) => mysqlParser.astify(text));
  parsers.set("mariadb", (text) => mariadbParser.astify(text));
  parsers.set("sqlite", (text) => sqliteParser.astify(text));
}

/** The tree of node-sql-parser; undefined where it rejects the text, which says nothing about the text. */
export function parseForeign(text: string, dialect: ForeignDialect): unknown {
  try {
    return parsers.get(dialect)?.(text);
  } catch {
    return undefined;
  }
}
