import type { Dialect } from "../../sql";
import type { DesignChoices } from "../design-choices";

interface Conventions {
  readonly name: string;
  readonly keys: Readonly<Record<NonNullable<DesignChoices["keys"]>, string>>;
  readonly categories: Readonly<Record<NonNullable<DesignChoices["categories"]>, string>>;
  readonly lines: readonly string[];
}

/** How a schema is written well in the dialect, and as the person prefers. */
export function conventionsOf(
  dialect: Dialect,
  { keys = "identity", categories = "enum" }: DesignChoices,
): { readonly name: string; readonly lines: readonly string[] } {
  const found = conventions[dialect];
  return {
    name: found.name,
    lines: [found.keys[keys], found.categories[categories], ...found.lines],
  };
}

const check =
  "A fixed set of values is a CHECK (… IN (…)) on a text column; never an enumerated type, never a table of its own.";
const lookup = (code: string) =>
  `A fixed set of values is a table of its own (plural name, ${code}), created and filled with one INSERT before the tables that refer to it by a foreign key; never an enumerated type and no CHECK.`;

/** The design rules of the checker ask for the same. */
const conventions: Readonly<Record<Dialect, Conventions>> = {
  postgresql: {
    name: "PostgreSQL 18",
    keys: {
      identity: "Primary keys: `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`. Never serial.",
      uuid: "Primary keys: `id uuid DEFAULT gen_random_uuid() PRIMARY KEY`; foreign key columns are uuid.",
    },
    categories: {
      enum: "A fixed set of values is an enum type, created before the tables that use it.",
      check,
      lookup: lookup("`code text PRIMARY KEY`"),
    },
    lines: [
      "Moments are timestamptz, days are date. Money is numeric(12,2), never float or money. Text is text, with a CHECK where its length or form matters. Use jsonb, not json.",
      "Index every foreign key column that no primary key or unique constraint starts with.",
      "`COMMENT ON TABLE … IS '…'` for every table, and on columns whose meaning their name does not tell.",
      "Use only what PostgreSQL has built in; CREATE EXTENSION only where the brief cannot be met without it. gen_random_uuid() is built in.",
      "No psql lines (\\c, \\i), no CREATE DATABASE, no roles, no GRANT, no AUTO_INCREMENT, no backticks, no ENGINE=.",
    ],
  },
  mysql: {
    name: "MySQL 8.4",
    keys: {
      identity:
        "Primary keys: `id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY`; foreign key columns have exactly the type of their target, BIGINT UNSIGNED included.",
      uuid: "Primary keys: `id CHAR(36) NOT NULL DEFAULT (UUID()) PRIMARY KEY`; foreign key columns are CHAR(36).",
    },
    categories: {
      enum: "A fixed set of values is ENUM('…').",
      check,
      lookup: lookup("`code VARCHAR(50) NOT NULL PRIMARY KEY`"),
    },
    lines: [
      "Moments are DATETIME(6) in UTC, days are DATE. Money is DECIMAL(12,2), never FLOAT or DOUBLE.",
      "Text that is indexed or unique is VARCHAR(n).",
      "Foreign keys are table constraints with a name (an inline REFERENCES is ignored). InnoDB indexes them by itself.",
      "Every table ends with ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='…'.",
      "No CREATE DATABASE, no USE, no SERIAL, no GENERATED AS IDENTITY, no double-quoted names, no DELIMITER.",
    ],
  },
  mariadb: {
    name: "MariaDB 11",
    keys: {
      identity:
        "Primary keys: `id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY`; foreign key columns have exactly the type of their target, BIGINT UNSIGNED included.",
      uuid: "Primary keys: `id UUID NOT NULL DEFAULT (UUID()) PRIMARY KEY`; foreign key columns are UUID.",
    },
    categories: {
      enum: "A fixed set of values is ENUM('…').",
      check,
      lookup: lookup("`code VARCHAR(50) NOT NULL PRIMARY KEY`"),
    },
    lines: [
      "Moments are DATETIME(6) in UTC, days are DATE. Money is DECIMAL(12,2), never FLOAT or DOUBLE.",
      "Text that is indexed or unique is VARCHAR(n).",
      "Foreign keys are table constraints with a name. InnoDB indexes them by itself.",
      "Every table ends with ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='…'.",
      "No CREATE DATABASE, no USE, no GENERATED AS IDENTITY, no double-quoted names, no DELIMITER.",
    ],
  },
  sqlite: {
    name: "SQLite 3",
    keys: {
      identity: "Primary keys: `id INTEGER PRIMARY KEY`.",
      uuid: "Primary keys: `id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36)`, a UUID that the application gives; foreign key columns are TEXT.",
    },
    categories: {
      enum: "A fixed set of values is a CHECK (… IN (…)).",
      check,
      lookup: lookup("`code TEXT NOT NULL PRIMARY KEY`"),
    },
    lines: [
      "Types are INTEGER, REAL, TEXT, BLOB and NUMERIC; tables are STRICT where no NUMERIC is needed.",
      "Moments are TEXT in ISO 8601 with a CHECK, days too. Money is INTEGER in the smallest unit, named …_cents.",
      "Index every foreign key column that no primary key or unique constraint starts with.",
      "A `--` line above every table says what it holds.",
      "No AUTO_INCREMENT, no enum types, no COMMENT ON, no ALTER TABLE … ADD CONSTRAINT, no schemas.",
    ],
  },
};
