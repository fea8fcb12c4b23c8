import type { Dialect } from "../../sql";

/** Whole objects as people usually want them; `$1`, `${2:name}` and `$0` are tab stops of LSP's snippet syntax. */
export interface Snippet {
  readonly label: string;
  readonly detail: string;
  readonly body: string;
}

const postgresql: readonly Snippet[] = [
  {
    label: "create table",
    detail: "Table with an identity key and timestamps",
    body: [
      "CREATE TABLE ${1:name} (",
      "  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,",
      "  ${2:name text NOT NULL},",
      "  created_at timestamptz NOT NULL DEFAULT now(),",
      "  updated_at timestamptz NOT NULL DEFAULT now()",
      ");",
      "$0",
    ].join("\n"),
  },
  {
    label: "create join table",
    detail: "Many-to-many with a composite key",
    body: [
      "CREATE TABLE ${1:left}_${2:right} (",
      "  ${1:left}_id bigint NOT NULL REFERENCES ${3:lefts} (id) ON DELETE CASCADE,",
      "  ${2:right}_id bigint NOT NULL REFERENCES ${4:rights} (id) ON DELETE CASCADE,",
      "  PRIMARY KEY (${1:left}_id, ${2:right}_id)",
      ");",
      "CREATE INDEX ON ${1:left}_${2:right} (${2:right}_id);",
      "$0",
    ].join("\n"),
  },
  {
    label: "create enum",
    detail: "Type with a fixed list of values",
    body: "CREATE TYPE ${1:status} AS ENUM ('${2:draft}', '${3:published}');\n$0",
  },
  {
    label: "create index",
    detail: "Index on a column",
    body: "CREATE INDEX ${1:name}_idx ON ${2:table} (${3:column});\n$0",
  },
  {
    label: "create updated_at trigger",
    detail: "Keeps updated_at current",
    body: [
      "CREATE FUNCTION ${1:set_updated_at}() RETURNS trigger LANGUAGE plpgsql AS \\$\\$",
      "BEGIN",
      "  NEW.updated_at := now();",
      "  RETURN NEW;",
      "END;",
      "\\$\\$;",
      "CREATE TRIGGER ${2:table}_updated_at BEFORE UPDATE ON ${2:table}",
      "  FOR EACH ROW EXECUTE FUNCTION ${1:set_updated_at}();",
      "$0",
    ].join("\n"),
  },
  {
    label: "create policy",
    detail: "Row level security with a policy",
    body: [
      "ALTER TABLE ${1:table} ENABLE ROW LEVEL SECURITY;",
      "CREATE POLICY ${2:owner_only} ON ${1:table}",
      "  FOR ${3:ALL} TO ${4:PUBLIC}",
      "  USING (${5:owner_id = current_setting('app.user_id')::bigint});",
      "$0",
    ].join("\n"),
  },
  {
    label: "create view",
    detail: "View that runs with its reader's rights",
    body: "CREATE VIEW ${1:name} WITH (security_invoker = true) AS\nSELECT ${2:*} FROM ${3:table};\n$0",
  },
];

const index: Snippet = {
  label: "create index",
  detail: "Index on a column",
  body: "CREATE INDEX ${1:name}_idx ON ${2:table} (${3:column});\n$0",
};
const view: Snippet = {
  label: "create view",
  detail: "View of a query",
  body: "CREATE VIEW ${1:name} AS\nSELECT ${2:*} FROM ${3:table};\n$0",
};

const mysql: readonly Snippet[] = [
  {
    label: "create table",
    detail: "Table with a key that counts up and timestamps",
    body: [
      "CREATE TABLE ${1:name} (",
      "  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,",
      "  ${2:name VARCHAR(255) NOT NULL},",
      "  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,",
      "  updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP",
      ");",
      "$0",
    ].join("\n"),
  },
  {
    label: "create join table",
    detail: "Many-to-many with a composite key",
    body: [
      "CREATE TABLE ${1:left}_${2:right} (",
      "  ${1:left}_id BIGINT UNSIGNED NOT NULL,",
      "  ${2:right}_id BIGINT UNSIGNED NOT NULL,",
      "  PRIMARY KEY (${1:left}_id, ${2:right}_id),",
      "  FOREIGN KEY (${1:left}_id) REFERENCES ${3:lefts} (id) ON DELETE CASCADE,",
      "  FOREIGN KEY (${2:right}_id) REFERENCES ${4:rights} (id) ON DELETE CASCADE",
      ");",
      "$0",
    ].join("\n"),
  },
  index,
  view,
];

const sqlite: readonly Snippet[] = [
  {
    label: "create table",
    detail: "Table with a key that counts up and timestamps",
    body: [
      "CREATE TABLE ${1:name} (",
      "  id INTEGER PRIMARY KEY,",
      "  ${2:name TEXT NOT NULL},",
      "  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,",
      "  updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
      ");",
      "$0",
    ].join("\n"),
  },
  {
    label: "create join table",
    detail: "Many-to-many with a composite key",
    body: [
      "CREATE TABLE ${1:left}_${2:right} (",
      "  ${1:left}_id INTEGER NOT NULL REFERENCES ${3:lefts} (id) ON DELETE CASCADE,",
      "  ${2:right}_id INTEGER NOT NULL REFERENCES ${4:rights} (id) ON DELETE CASCADE,",
      "  PRIMARY KEY (${1:left}_id, ${2:right}_id)",
      ") WITHOUT ROWID;",
      "CREATE INDEX ${1:left}_${2:right}_${2:right}_idx ON ${1:left}_${2:right} (${2:right}_id);",
      "$0",
    ].join("\n"),
  },
  {
    label: "create updated_at trigger",
    detail: "Keeps updated_at current",
    body: [
      "CREATE TRIGGER ${1:table}_updated_at AFTER UPDATE ON ${1:table} FOR EACH ROW",
      "BEGIN",
      "  UPDATE ${1:table} SET updated_at = CURRENT_TIMESTAMP WHERE rowid = NEW.rowid;",
      "END;",
      "$0",
    ].join("\n"),
  },
  index,
  view,
];

/** What is offered where a statement begins. */
export const statementSnippets: Readonly<Record<Dialect, readonly Snippet[]>> = {
  postgresql,
  mysql,
  mariadb: mysql,
  sqlite,
};

const common = [
  "CREATE", "ALTER", "DROP", "INSERT INTO", "SELECT", "UPDATE", "DELETE FROM", "WITH", "BEGIN", "COMMIT", "ROLLBACK", "EXPLAIN",
]; // prettier-ignore
const mysqlWords = [
  ...common, "GRANT", "REVOKE", "TRUNCATE", "SET", "USE", "REPLACE INTO", "CALL", "RENAME TABLE", "START TRANSACTION", "SHOW",
  "LOAD DATA", "DELIMITER",
]; // prettier-ignore

/** The words with which a statement begins. */
export const statementKeywords: Readonly<Record<Dialect, readonly string[]>> = {
  postgresql: [
    "CREATE", "ALTER", "DROP", "COMMENT ON", "INSERT INTO", "SELECT", "UPDATE", "DELETE FROM", "WITH", "GRANT", "REVOKE",
    "TRUNCATE", "BEGIN", "COMMIT", "ROLLBACK", "SET", "DO", "COPY", "REFRESH MATERIALIZED VIEW", "EXPLAIN",
  ], // prettier-ignore
  mysql: mysqlWords,
  mariadb: mysqlWords,
  sqlite: [...common, "PRAGMA", "REPLACE INTO", "ATTACH DATABASE", "VACUUM", "REINDEX", "ANALYZE"],
};
