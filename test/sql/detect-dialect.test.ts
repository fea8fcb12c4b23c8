import { expect, it } from "vitest";
import { detectDialect } from "../../server/sql";

it.each([
  ["", undefined, "postgresql"],
  ["CREATE TABLE t (id int PRIMARY KEY, name text)", undefined, "postgresql"],
  ["CREATE TABLE t (id bigserial PRIMARY KEY, at timestamptz)", undefined, "postgresql"],
  ["CREATE TABLE `t` (`id` int NOT NULL AUTO_INCREMENT) ENGINE=InnoDB;", undefined, "mysql"],
  ["-- MariaDB dump 10.19\nCREATE TABLE `t` (`id` int) ENGINE=InnoDB;", undefined, "mariadb"],
  ["PRAGMA foreign_keys = ON;\nCREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT);", undefined, "sqlite"],
  ["CREATE TABLE [t] ([id] INTEGER NOT NULL PRIMARY KEY)", undefined, "sqlite"],
  ["CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET at = DATETIME('now'); END", undefined, "sqlite"],
  ["CREATE TABLE t (id int)", "/srv/schema.sqlite.sql", "sqlite"],
  ["CREATE TABLE t (id int)", "mysql-schema.sql", "mysql"],
])("takes %j in %s for %s", (text, fileName, dialect) => {
  expect(detectDialect(text, fileName)).toBe(dialect);
});
