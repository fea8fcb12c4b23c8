import { expect, it } from "vitest";
import { detectDialect, dialectDetector } from "../../server/sql";

it.each([
  ["", undefined, "postgresql"],
  ["CREATE TABLE t (id int PRIMARY KEY, name text)", undefined, "postgresql"],
  ["CREATE TABLE t (id bigserial PRIMARY KEY, at timestamptz)", undefined, "postgresql"],
  ["CREATE TABLE `t` (`id` int NOT NULL AUTO_INCREMENT) ENGINE=InnoDB;", undefined, "mysql"],
  ["-- MariaDB dump 10.19\nCREATE TABLE `t` (`id` int) ENGINE=InnoDB;", undefined, "mariadb"],
  ["PRAGMA foreign_keys = ON;\nCREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT);", undefined, "sqlite"],
  ["CREATE TABLE [t] ([id] INTEGER NOT NULL PRIMARY KEY)", undefined, "sqlite"],
  ["CREATE TABLE [dbo].[t] ([id] INTEGER IDENTITY(1,1) NOT NULL)\nGO\n", undefined, "postgresql"],
  ["CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET at = DATETIME('now'); END", undefined, "sqlite"],
  ["CREATE TABLE t (id int)", "/srv/schema.sqlite.sql", "sqlite"],
  ["CREATE TABLE t (id int)", "mysql-schema.sql", "mysql"],
  ["CREATE TABLE t (id int)", "/srv/sql/mysql/upgrades/2.0.sql", "mysql"],
  ["CREATE TABLE t (id int)", "C:\\sql\\sqlite3\\1.sql", "sqlite"],
  ["CREATE TABLE t (id int)", "/home/mysql-tools/db/schema.sql", "postgresql"],
  ["CREATE TABLE t (id INTEGER PRIMARY KEY, at DATETIME, body BLOB)", undefined, "sqlite"],
  ["CREATE TABLE t (name varchar(20) COLLATE NOCASE, body LONGTEXT)", undefined, "sqlite"],
  [
    "CREATE TABLE t (\n id INTEGER NOT NULL PRIMARY KEY,\n key varchar(9), n tinyint, at datetime)",
    undefined,
    "sqlite",
  ],
  ["UPDATE OR REPLACE t SET name = REPLACE(name, '_', '-');", undefined, "sqlite"],
  ["CREATE TABLE t (id INTEGER PRIMARY KEY) ENGINE=InnoDB", undefined, "mysql"],
  ["CREATE TABLE t (id INTEGER PRIMARY KEY AUTO_INCREMENT, at datetime)", undefined, "mysql"],
  ["CREATE TABLE t (id INT PRIMARY KEY, at DATETIME, body BLOB)", undefined, "mysql"],
  ["ALTER TABLE loan MODIFY days int NOT NULL;", undefined, "mysql"],
  ["ALTER TABLE loan DROP COLUMN fee, DROP INDEX loan_days;", undefined, "mysql"],
  ["ALTER TABLE loan DROP COLUMN fee; DROP INDEX loan_days;", undefined, "postgresql"],
  ["ALTER TABLE loan ADD COLUMN days int; DROP INDEX loan_days ON loan;", undefined, "mysql"],
])("takes %j in %s for %s", (text, fileName, dialect) => {
  expect(detectDialect(text, fileName)).toBe(dialect);
});

it.each([
  ["CREATE TABLE [dbo].[t] ([id] INT)\nGO\n", undefined, "SQL Server"],
  ["CREATE TABLE t (id INT)\ngo\nCREATE TABLE u (id INT)\ngo", undefined, "SQL Server"],
  ["IF OBJECT_ID('t', 'U') IS NOT NULL DROP TABLE t;", undefined, "SQL Server"],
  ["CREATE TABLE t (id INT)", "/srv/db/mssql/schema.sql", "SQL Server"],
  ["CREATE TABLE t (id NUMBER(10) NOT NULL, name VARCHAR2(80));", undefined, "Oracle"],
  ["CREATE TABLE t (id NUMBER NOT NULL);", "C:\\db\\oracle\\1.sql", "Oracle"],
  [
    "CREATE TABLE t (id UInt64, name String) ENGINE = ReplacingMergeTree ORDER BY id",
    undefined,
    "ClickHouse",
  ],
  ["ALTER TABLE t ADD COLUMN `a` LowCardinality(String) AFTER `b`;", undefined, "ClickHouse"],
  ["DROP TABLE t ON CLUSTER '{cluster}' SYNC;", undefined, "ClickHouse"],
  ["CREATE TABLE t (id INT)", "/srv/ibmdb2/schema.sql", "Db2"],
  // Words that people bring along when they move to PostgreSQL, which rules explain.
  ["CREATE TABLE t (id UNIQUEIDENTIFIER, at DATETIME2 DEFAULT GETDATE());", undefined, undefined],
  ["CREATE TABLE t (id NUMBER(10) PRIMARY KEY);", undefined, undefined],
  ["CREATE TABLE t (name VARCHAR2(80));", undefined, undefined],
  ["CREATE TABLE oracle_price (id int8, price Int8);", "/srv/migrations/3_oracle.sql", undefined],
  ["--liquibase formatted sql\n--changeset a:1 endDelimiter:GO\nSELECT 1\nGO\n", undefined, undefined],
  ["CREATE TABLE t (id int) ENGINE=MEMORY;", undefined, undefined],
  ["CREATE MATERIALIZED VIEW v AS SELECT 1 AS x;", undefined, undefined],
])("takes %j in %s for the product %s", (text, path, product) => {
  expect(dialectDetector(path)(text).product).toBe(product);
});

it("takes an edited text for what a fresh look takes it", () => {
  const words = [
    "$$",
    "$a$",
    "jsonb",
    "ENGINE=InnoDB",
    "`t`",
    "AUTOINCREMENT",
    "\n",
    "\n\n",
    " ",
    ";",
    "serial",
    "PRAGMA x",
    "KEY k (",
    "WITH SYSTEM",
    "VERSIONING",
    "CREATE",
    "EXTENSION",
    "#",
    "x ".repeat(50),
    "LANGUAGE plpgsql",
    "\nGO\n",
    "[dbo].",
    "MergeTree",
    " ENGINE = ",
    "VARCHAR2(",
    " NUMBER(1)",
  ];
  let state = 11;
  const next = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  const detect = dialectDetector();
  let text = "x\n".repeat(99_950);
  for (let round = 0; round < 200; round++) {
    const at = next(2) === 0 ? text.length - next(400) : next(300);
    const gone = next(3) === 0 ? next(text.length > 200_500 ? 600 : 12) : 0;
    text = text.slice(0, at) + (words[next(words.length)] ?? "") + text.slice(at + gone);
    expect([round, detect(text)]).toEqual([round, dialectDetector()(text)]);
  }
});

it.each(["\n", "\r", "\t", " "])("100,000 of %j keep nobody waiting", (blank) => {
  const text = `${blank.repeat(100_000)}CREATE TABLE t (id int);`;
  expect(detectDialect(text)).toBe("postgresql");
});
