import { expect, test } from "vitest";
import { checkText } from "../../server/checker";

async function codes(sql: string): Promise<(string | number)[][]> {
  const { problems } = await checkText(sql, { dialect: "postgresql" });
  return problems.map(({ span, code }) => [sql.slice(0, span.start).split("\n").length, code]);
}

test("a comment on the line before or on the same line leaves the rule out there", async () => {
  const sql = `CREATE TABLE a (id bigint);
-- dbscst-ignore missing-primary-key: rows are only counted
CREATE TABLE b (id bigint);
CREATE TABLE c (id bigint); -- dbscst-ignore missing-primary-key: the same
CREATE TABLE d (id bigint);
`;
  expect(await codes(sql)).toEqual([
    [1, "missing-primary-key"],
    [5, "missing-primary-key"],
  ]);
});

test("a comment may name several rules, stand above others, and inside of a statement", async () => {
  const sql = `CREATE TABLE a (
  id bigint PRIMARY KEY,
  -- dbscst-ignore timestamp-without-time-zone, not-null-default-null: a dump
  -- Two lines about the column,

  at timestamp NOT NULL DEFAULT NULL
);
`;
  expect(await codes(sql)).toEqual([]);
});

test("a comment for the file leaves the rule out everywhere", async () => {
  const sql = `-- dbscst-ignore-file missing-primary-key: a staging area
CREATE TABLE a (id bigint);
CREATE TABLE b (id bigint);
`;
  expect(await codes(sql)).toEqual([]);
});

test("a comment that names no rule, an unknown one, or one that finds nothing is said", async () => {
  const sql = `-- dbscst-ignore mising-primary-key: a slip
CREATE TABLE a (id bigint PRIMARY KEY);
-- dbscst-ignore missing-primary-key: not any more
CREATE TABLE b (id bigint PRIMARY KEY);
-- dbscst-ignore *: everything
CREATE TABLE c (id bigint PRIMARY KEY);
`;
  expect(await codes(sql)).toEqual([
    [1, "unknown-ignore"],
    [3, "unused-ignore"],
    [6, "unknown-ignore"],
  ]);
});

test("settings change a rule's severity and switch it off", async () => {
  const sql = "CREATE TABLE a (id bigint, price real);\n";
  const { problems } = await checkText(sql, {
    dialect: "postgresql",
    rules: { "missing-primary-key": "error", "money-as-float": "off" },
  });
  expect(problems.map(({ severity, code }) => [severity, code])).toEqual([["error", "missing-primary-key"]]);
});
