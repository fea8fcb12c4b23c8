import type { Dialect } from "../../sql";

/** How a schema is written well in each dialect; the design rules of the checker ask for the same. */
export const conventions: Readonly<
  Record<Dialect, { readonly name: string; readonly lines: readonly string[] }>
> = {
  postgresql: {
    name: "PostgreSQL 18",
    lines: [
      "Primary keys: `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`. Never serial.",
      "Moments are timestamptz, days are date. Money is numeric(12,2), never float or money. Text is text, with a CHECK where its length or form matters. Use jsonb, not json.",
      "A fixed set of values is an enum type, created before the tables that use it, or a CHECK (… IN (…)).",
      "Index every foreign key column that no primary key or unique constraint starts with.",
      "`COMMENT ON TABLE … IS '…'` for every table, and on columns whose meaning their name does not tell.",
      "Use only what PostgreSQL has built in; CREATE EXTENSION only where the brief cannot be met without it. gen_random_uuid() is built in.",
      "No psql lines (\\c, \\i), no CREATE DATABASE, no roles, no GRANT, no AUTO_INCREMENT, no backticks, no ENGINE=.",
    ],
  },
  mysql: {
    name: "MySQL 8.4",
    lines: [
      "Primary keys: `id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY`; foreign key columns have exactly the type of their target, BIGINT UNSIGNED included.",
      "Moments are DATETIME(6) in UTC, days are DATE. Money is DECIMAL(12,2), never FLOAT or DOUBLE.",
      "A fixed set of values is ENUM('…') or a CHECK. Text that is indexed or unique is VARCHAR(n).",
      "Foreign keys are table constraints with a name (an inline REFERENCES is ignored). InnoDB indexes them by itself.",
      "Every table ends with ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='…'.",
      "No CREATE DATABASE, no USE, no SERIAL, no GENERATED AS IDENTITY, no double-quoted names, no DELIMITER.",
    ],
  },
  mariadb: {
    name: "MariaDB 11",
    lines: [
      "Primary keys: `id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY`; foreign key columns have exactly the type of their target, BIGINT UNSIGNED included.",
      "Moments are DATETIME(6) in UTC, days are DATE. Money is DECIMAL(12,2), never FLOAT or DOUBLE.",
      "A fixed set of values is ENUM('…') or a CHECK. Text that is indexed or unique is VARCHAR(n).",
      "Foreign keys are table constraints with a name. InnoDB indexes them by itself.",
      "Every table ends with ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='…'.",
      "No CREATE DATABASE, no USE, no GENERATED AS IDENTITY, no double-quoted names, no DELIMITER.",
    ],
  },
  sqlite: {
    name: "SQLite 3",
    lines: [
      "Primary keys: `id INTEGER PRIMARY KEY`. Types are INTEGER, REAL, TEXT, BLOB and NUMERIC; tables are STRICT where no NUMERIC is needed.",
      "Moments are TEXT in ISO 8601 with a CHECK, days too. Money is INTEGER in the smallest unit, named …_cents.",
      "A fixed set of values is a CHECK (… IN (…)).",
      "Index every foreign key column that no primary key or unique constraint starts with.",
      "A `--` line above every table says what it holds.",
      "No AUTO_INCREMENT, no enum types, no COMMENT ON, no ALTER TABLE … ADD CONSTRAINT, no schemas.",
    ],
  },
};
