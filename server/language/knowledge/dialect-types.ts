import type { Dialect } from "../../sql";

const mysql =
  "int bigint smallint tinyint mediumint decimal(10,2) float double varchar(255) char text mediumtext longtext datetime timestamp date time year boolean json enum set binary varbinary blob longblob bit point geometry".split(
    " ",
  );

/** The types of the dialects that do not have PostgreSQL's, the usual ones first. */
export const dialectTypes: Readonly<Record<Exclude<Dialect, "postgresql">, readonly string[]>> = {
  mysql,
  mariadb: [...mysql, "uuid", "inet6"],
  // Other words are affinities of these (sqlite.org/datatype3.html).
  sqlite: [
    "INTEGER", "TEXT", "REAL", "BLOB", "NUMERIC", "ANY", "INT", "VARCHAR(255)", "DECIMAL(10,2)", "BOOLEAN", "DATE", "DATETIME",
    "TIMESTAMP",
  ], // prettier-ignore
};
