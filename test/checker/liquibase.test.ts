import { beforeAll, expect, it } from "vitest";
import { checkText, prepareChecker } from "../../server/checker";
import type { Dialect } from "../../server/sql";

beforeAll(prepareChecker);

const sql = `--liquibase formatted sql

--changeset ann:1 dbms:postgresql,h2
CREATE TABLE account (id bigint PRIMARY KEY);
--rollback DROP TABLE account;

--changeset ann:2 dbms:mysql
CREATE TABLE account (id BIGINT PRIMARY KEY, KEY k (nothing));

--changeset ann:3 dbms:"!mysql, !sqlite" endDelimiter:GO
CREATE TABLE cargo (id bigint PRIMARY KEY)
GO
ALTER TABLE cargo ADD COLUMN a text
GO

--changeset ann:4 endDelimiter:\\n//
INSERT INTO account (id) VALUES (1) //
INSERT INTO account (missing) VALUES (1) -- why
//
`;

it.each<[dialect: Dialect, told: readonly string[]]>([
  ["postgresql", ["missing"]],
  ["mysql", ["nothing", "missing"]],
])("a changeset counts for %s where it is for it, and ends where it says", async (dialect, told) => {
  const { problems, script } = await checkText(sql, { dialect });
  expect(script.text).toHaveLength(sql.length);
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ span }) => sql.slice(span.start, span.end))).toEqual(told);
});

it("earlier files of a folder are read so too", async () => {
  const next = "--liquibase formatted sql\n--changeset ann:5\nINSERT INTO cargo (a) VALUES ('');\n";
  const errors = async (dialect: Dialect) =>
    (await checkText(next, { dialect, before: [sql] })).problems
      .filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  expect([await errors("postgresql"), await errors("mysql")]).toEqual([[], ["unknown-table"]]);
});
