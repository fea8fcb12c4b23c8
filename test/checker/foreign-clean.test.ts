import { beforeAll, describe, expect, it } from "vitest";
import { checkText, prepareChecker } from "../../server/checker";
import type { Dialect } from "../../server/sql";

beforeAll(prepareChecker);

async function errors(sql: string, dialect: Dialect): Promise<string[]> {
  const { problems } = await checkText(sql, { dialect });
  return problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, span }) => `${code} ${sql.slice(span.start, span.end)}`);
}

/** Each is taken by a MariaDB 10.11 server as it stands. */
describe("MySQL and MariaDB: what the server takes is no error", () => {
  it.each<[what: string, sql: string]>([
    [
      "a column is renamed after a key has named it",
      `CREATE TABLE p (id INT PRIMARY KEY, code INT UNIQUE);
       CREATE TABLE c (a INT, b INT, UNIQUE (a), FOREIGN KEY (b) REFERENCES p (id));
       ALTER TABLE p RENAME COLUMN id TO pid;
       ALTER TABLE p CHANGE code kode INT;
       ALTER TABLE c DROP INDEX a;
       ALTER TABLE c DROP COLUMN a;`,
    ],
    ["a key stands before its column", "CREATE TABLE t (KEY (b), a INT PRIMARY KEY, b INT);"],
    [
      "OR REPLACE, with other columns and indexes",
      `CREATE TABLE t (id INT PRIMARY KEY, KEY k (id));
       CREATE OR REPLACE TABLE t (x INT, KEY k (x));
       INSERT INTO t (x) VALUES (1);`,
    ],
    [
      "DROP TABLES and RENAME TABLES",
      `CREATE TABLE a (x INT); CREATE TABLE b (y INT);
       RENAME TABLES a TO c, b TO d;
       CREATE TABLE a (x INT); INSERT INTO d (y) VALUES (1);
       DROP TABLES IF EXISTS a, c, d;
       CREATE TABLE a (z INT); INSERT INTO a (z) VALUES (1);`,
    ],
    [
      "commands of one ALTER TABLE speak of the table before it",
      `CREATE TABLE t (a INT, b INT, c INT);
       ALTER TABLE t CHANGE a b INT, CHANGE b a INT;
       ALTER TABLE t ADD COLUMN d INT, RENAME COLUMN c TO x, DROP COLUMN b;
       ALTER TABLE t ADD COLUMN a VARCHAR(5), DROP COLUMN a;
       INSERT INTO t (a, d, x) VALUES ('', 1, 2);`,
    ],
    [
      "IF EXISTS and IF NOT EXISTS within ALTER TABLE",
      `CREATE TABLE t (a INT, b INT);
       ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT, ADD INDEX IF NOT EXISTS i (b);
       ALTER TABLE t MODIFY COLUMN IF EXISTS z INT;
       ALTER TABLE IF EXISTS missing ADD COLUMN a INT;
       ALTER TABLE t DROP INDEX i;`,
    ],
    [
      "two databases have a table of one name",
      `CREATE DATABASE one; CREATE DATABASE two;
       CREATE TABLE one.t (a INT); CREATE TABLE two.t (b INT);
       INSERT INTO one.t (a) VALUES (1); INSERT INTO two.t (b) VALUES (1);
       USE one; INSERT INTO t (a) VALUES (2);
       USE two; INSERT INTO t (b) VALUES (2); ALTER TABLE t ADD COLUMN a INT;
       DROP DATABASE one; CREATE DATABASE one;
       CREATE TABLE one.t (z INT); INSERT INTO one.t (z) VALUES (1);`,
    ],
    [
      "the server's own tables",
      "USE mysql; ALTER TABLE time_zone COMMENT ''; INSERT INTO time_zone_name (Name, Time_zone_id) VALUES ('x', 1);",
    ],
    [
      "a temporary table in front of another",
      `CREATE TABLE t (a INT); CREATE TEMPORARY TABLE t (b INT);
       INSERT INTO t (b) VALUES (1); DROP TEMPORARY TABLE t; INSERT INTO t (a) VALUES (1);`,
    ],
    [
      "SET STATEMENT and a statement on the next line",
      `SET STATEMENT max_statement_time = 1 FOR
       CREATE TABLE t (a INT);
SET STATEMENT max_statement_time = 1 FOR
ALTER TABLE t ADD COLUMN b INT;
       INSERT INTO t (a, b) VALUES (1, 2);`,
    ],
    [
      "partitions and periods are no columns",
      `CREATE TABLE t (a INT, b DATE, c DATE, PERIOD FOR p (b, c)) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (1));
       ALTER TABLE t ADD PARTITION (PARTITION p1 VALUES LESS THAN (2));
       ALTER TABLE t ADD PARTITION (PARTITION p2 VALUES LESS THAN (3));
       CREATE TABLE u (LIKE t); INSERT INTO u (a, b, c) VALUES (1, '2020-01-01', '2020-01-02');`,
    ],
    [
      "keys with a method and no name",
      "CREATE TABLE t (a INT, b INT, KEY USING BTREE (a), KEY USING BTREE (b));",
    ],
    [
      "foreign keys that nobody looks at",
      `SET @old = @@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS = 0;
       CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES nowhere (a));
       SET FOREIGN_KEY_CHECKS = 1;
       /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
       CREATE TABLE u (a INT, FOREIGN KEY (a) REFERENCES nowhere (a));
       /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;`,
    ],
    [
      "what dynamic statements and procedures make",
      "EXECUTE IMMEDIATE 'CREATE TABLE t (a INT)'; INSERT INTO t (a) VALUES (1);",
    ],
    [
      "several statements before one delimiter",
      "DELIMITER ||\nCREATE TABLE t (a INT);\nCREATE TABLE u (b INT);\nINSERT INTO u (b) VALUES (1);||\nDELIMITER ;\nINSERT INTO t (a) VALUES (1);",
    ],
    [
      "what reports and renames of other things speak of",
      "ALTER TABLE missing CHECK PARTITION ALL; CREATE SEQUENCE s; ALTER TABLE s RENAME TO r; ALTER TABLE r RENAME TO s;",
    ],
    [
      "a view behind a temporary table",
      "CREATE TEMPORARY TABLE v (a INT); CREATE VIEW v AS SELECT 1; DROP VIEW v; CREATE VIEW v AS SELECT 2;",
    ],
    [
      "columns are found in any case, also beyond ASCII",
      "CREATE TABLE t (`Größe` INT, `ÄÖ` INT); ALTER TABLE t CHANGE `äö` x INT; INSERT INTO t (`GRÖßE`) VALUES (1);",
    ],
  ])("%s", async (_, sql) => {
    expect(await errors(sql, "mariadb")).toEqual([]);
  });

  it("what is wrong beside it is still told", async () => {
    const sql = `USE shop; CREATE TABLE t (a INT, UNIQUE (z)); CREATE TABLE t (b INT);
      CREATE TABLE shop.t (c INT);
      ALTER TABLE t ADD COLUMN d INT, ADD COLUMN d INT, CHANGE q r INT;
      SET FOREIGN_KEY_CHECKS = 0; SET foreign_key_checks = @old;
      ALTER TABLE nowhere ADD COLUMN a INT, ADD FOREIGN KEY (a) REFERENCES away (a);`;
    expect(await errors(sql, "mysql")).toEqual([
      "unknown-column z",
      "duplicate-table t",
      "duplicate-table t",
      "duplicate-column d",
      "unknown-column q",
      "unknown-table nowhere",
      "unknown-table away",
    ]);
  });
});

describe("SQLite: what the library takes is no error", () => {
  it.each<[what: string, sql: string]>([
    [
      "a column that a key points at is renamed later",
      `CREATE TABLE p (c, d, PRIMARY KEY (c, d));
       CREATE TABLE f (a, b, FOREIGN KEY (a, b) REFERENCES p (c, d));
       ALTER TABLE p RENAME COLUMN d TO e;`,
    ],
    ["the number of a row", "CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t (rowid) VALUES (1);"],
    [
      "a temporary table in front of another",
      "CREATE TABLE t (a INT); CREATE TEMP TABLE t (b INT); INSERT INTO t (b) VALUES (1); INSERT INTO main.t (a) VALUES (1);",
    ],
  ])("%s", async (_, sql) => {
    expect(await errors(sql, "sqlite")).toEqual([]);
  });
});

describe("a text for a database whose SQL is not read", () => {
  const sql = `-- events
CREATE TABLE events ON CLUSTER main (id UInt64, tags Array(LowCardinality(String)))
ENGINE = MergeTree ORDER BY id;
ALTER TABLE nowhere ADD COLUMN a String;
`;

  it("is told once, and nothing else is said", async () => {
    const { problems, engine } = await checkText(sql, { dialect: "auto" });
    expect(problems).toEqual([
      {
        span: { start: 10, end: 93 },
        severity: "information",
        code: "0A000",
        source: "dbscst",
        message:
          "This looks like SQL for ClickHouse, which dbscst does not read, so nothing in this file is checked. Where it is for PostgreSQL, MySQL, MariaDB or SQLite, choose that dialect.",
      },
    ]);
    expect(engine).toBe("skipped");
  });

  it("is checked as the dialect that was chosen", async () => {
    expect(await errors(sql, "mysql")).toEqual(["unknown-table nowhere"]);
  });
});
