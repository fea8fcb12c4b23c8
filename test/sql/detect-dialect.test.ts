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
  ["CREATE TABLE t (id INTEGER PRIMARY KEY) ENGINE=InnoDB", undefined, "mysql"],
  ["CREATE TABLE t (id INTEGER PRIMARY KEY AUTO_INCREMENT, at datetime)", undefined, "mysql"],
  ["CREATE TABLE t (id INT PRIMARY KEY, at DATETIME, body BLOB)", undefined, "mysql"],
])("takes %j in %s for %s", (text, fileName, dialect) => {
  expect(detectDialect(text, fileName)).toBe(dialect);
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
  ];
  let state = 11;
  const next = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  const detect = dialectDetector();
  let text = "x\n".repeat(99_950);
  for (let round = 0; round < 200; round++) {
    const at = next(2) === 0 ? text.length - next(400) : next(300);
    const gone = next(3) === 0 ? next(text.length > 200_500 ? 600 : 12) : 0;
    text = text.slice(0, at) + (words[next(words.length)] ?? "") + text.slice(at + gone);
    expect([round, detect(text)]).toEqual([round, detectDialect(text)]);
  }
});
