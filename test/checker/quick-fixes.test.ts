import { describe, expect, test } from "vitest";
import { fixAll } from "../../server/language";
import type { Dialect } from "../../server/sql";
import { applyEdits } from "../rules/apply-edits";
import { fullCheck, useEngine } from "./check";

useEngine();

/** The text after the fixes of the problems with that code, all at once; what is left of them and of errors is told. */
async function fixed(sql: string, code: string, dialect: Dialect = "postgresql"): Promise<string> {
  const check = async (text: string) => (await fullCheck(text, { dialect })).problems;
  const isMeant = ({ rule, code: told }: { rule?: string; code: string }) => rule === code || told === code;
  const found = (await check(sql)).filter(isMeant);
  expect(found).not.toEqual([]);
  const text = applyEdits(sql, fixAll(found, sql));
  if (text !== sql)
    expect((await check(text)).filter((one) => isMeant(one) || one.severity === "error")).toEqual([]);
  return text;
}

const dump = `SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.customer (id bigint PRIMARY KEY);
CREATE TABLE public.phone (id bigint PRIMARY KEY, customer_id bigint);
ALTER TABLE ONLY public.phone ADD CONSTRAINT c FOREIGN KEY (customer_id) REFERENCES public.customer (id);
`;

describe("what is written names the table as the statement before it does", () => {
  test("with its schema where the search path does not lead there", async () => {
    expect(await fixed(dump, "unindexed-foreign-key")).toBe(
      `${dump}CREATE INDEX ON public.phone (customer_id);\n`,
    );
  });
  test("in quotes where SQLite needs them", async () => {
    const sql = `CREATE TABLE "Order" (id INTEGER PRIMARY KEY);
CREATE TABLE "Order Line" (id INTEGER PRIMARY KEY, "Order" INTEGER REFERENCES "Order" (id));
`;
    expect(await fixed(sql, "unindexed-foreign-key", "sqlite")).toBe(
      `${sql}CREATE INDEX "Order Line_Order_idx" ON "Order Line" ("Order");\n`,
    );
  });
  test("not at all where the table has another name by the end", async () => {
    const sql = `CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE fone (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer (id));
ALTER TABLE fone RENAME TO phone;
`;
    expect(await fixed(sql, "unindexed-foreign-key")).toBe(sql);
  });
  test("behind a remark on the line", async () => {
    const sql = `CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE phone (customer_id bigint REFERENCES customer (id), n text PRIMARY KEY)
; -- numbers
`;
    expect(await fixed(sql, "unindexed-foreign-key")).toBe(`${sql}CREATE INDEX ON phone (customer_id);\n`);
  });
});

describe("in a migration", () => {
  const before = [
    "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigint PRIMARY KEY, a_id bigint);",
  ];
  async function fixes(sql: string, rule: string): Promise<string[]> {
    const { problems } = await fullCheck(sql, { role: "migration", before });
    const found = problems.flatMap((one) => (one.rule === rule ? (one.fixes ?? []) : []));
    return found.map(({ edits }) => applyEdits(sql, edits));
  }

  test("an index is built beside those who write where the tool runs each statement alone", async () => {
    const key = "ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a NOT VALID;\n";
    const built = (between: string) => `${key}CREATE INDEX ${between}ON b (a_id);\n`;
    expect(await fixes(key, "unindexed-foreign-key")).toEqual([built("")]);
    for (const [head, between] of [
      ["-- +goose Up\n", ""],
      ["-- +goose NO TRANSACTION\n-- +goose Up\n", "CONCURRENTLY "],
      ["-- +migrate Up notransaction\n", "CONCURRENTLY "],
      ["-- atlas:txmode none\n", "CONCURRENTLY "],
      // It sends all that stands in the section at once, which is a transaction too.
      ["-- migrate:up transaction:false\n", ""],
    ] as const)
      expect(await fixes(head + key, "unindexed-foreign-key")).toEqual([head + built(between)]);
  });

  const plain = "CREATE INDEX ON b (a_id);\n";
  const concurrent = "CREATE INDEX CONCURRENTLY ON b (a_id);\n";
  test.each([
    ["no known tool", plain, concurrent],
    ["goose", `-- +goose Up\n${plain}`, `-- +goose NO TRANSACTION\n-- +goose Up\n${concurrent}`],
    ["sql-migrate", `-- +migrate Up\n${plain}`, `-- +migrate Up notransaction\n${concurrent}`],
    ["dbmate", `-- migrate:up\n${plain}`, `-- migrate:up transaction:false\n${concurrent}`],
    [
      "dbmate, with the mark",
      `-- migrate:up transaction:false\n${plain}`,
      `-- migrate:up transaction:false\n${concurrent}`,
    ],
    [
      "Liquibase, by changeset",
      `-- liquibase formatted sql\n-- changeset a:1\nSELECT 1;\n-- changeset a:2\n${plain}`,
      `-- liquibase formatted sql\n-- changeset a:1\nSELECT 1;\n-- changeset a:2 runInTransaction:false\n${concurrent}`,
    ],
    [
      "goose, with the mark and another statement",
      `-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n${plain}`,
      `-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n${concurrent}`,
    ],
  ])("CONCURRENTLY comes with what takes it out of the transaction: %s", async (_, sql, expected) => {
    expect(await fixes(sql, "index-not-concurrent")).toEqual([expected]);
  });
  test.each([
    ["goose, beside others", `-- +goose Up\nSELECT 1;\n${plain}`],
    ["dbmate, beside others", `-- migrate:up transaction:false\nSELECT 1;\n${plain}`],
    ["no known tool, beside others, which go together", `SELECT 1;\n${plain}`],
    ["node-pg-migrate", `-- Up Migration\n${plain}`],
    ["BEGIN", `BEGIN;\n${plain}COMMIT;\n`],
  ])("CONCURRENTLY is not offered where other statements need the transaction: %s", async (_, sql) => {
    expect(await fixes(sql, "index-not-concurrent")).toEqual([]);
  });
});

describe("all at once", () => {
  test("several indexes that MySQL writes inside of a table, with a remark before its semicolon", async () => {
    const sql = `CREATE TABLE phone (
  id bigint PRIMARY KEY,
  n text,
  INDEX a (n),
  INDEX b (n, id)
) /* options */;
`;
    expect(await fixed(sql, "inline-index")).toBe(`CREATE TABLE phone (
  id bigint PRIMARY KEY,
  n text
) /* options */;
CREATE INDEX a ON phone (n);
CREATE INDEX b ON phone (n, id);
`);
  });
  test("several new statements at one place", async () => {
    const sql = `CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE phone (id bigint PRIMARY KEY, a bigint REFERENCES customer (id), b bigint REFERENCES customer (id));
`;
    expect(await fixed(sql, "unindexed-foreign-key")).toBe(
      `${sql}CREATE INDEX ON phone (a);\nCREATE INDEX ON phone (b);\n`,
    );
  });
  test("removals side by side", async () => {
    const table = "CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);\n";
    const sql = `${table}CREATE INDEX one ON customer (id);\nCREATE INDEX two ON customer (name);\n`;
    expect(await fixed(sql, "duplicate-index")).toBe(table);
  });
  test("without two empty lines where a statement was", async () => {
    const table = "CREATE TABLE customer (id bigint PRIMARY KEY);\n\n";
    const next = "CREATE TABLE phone (id bigint PRIMARY KEY);\n";
    expect(await fixed(`${table}CREATE INDEX one ON customer (id);\n\n${next}`, "duplicate-index")).toBe(
      table + next,
    );
  });
});

test("neighbours that go leave one empty line", async () => {
  const table = "CREATE TABLE customer (id bigint PRIMARY KEY, name text UNIQUE);\n\n";
  const next = "CREATE TABLE phone (id bigint PRIMARY KEY);\n";
  const gone = "CREATE INDEX one ON customer (id);\nCREATE INDEX two ON customer (name);\n";
  expect(await fixed(`${table}${gone}\n${next}`, "duplicate-index")).toBe(table + next);
  expect(await fixed(`${table}${gone}${next}`, "duplicate-index")).toBe(table + next);
});

describe("another name", () => {
  test("stands in quotes where it needs them", async () => {
    const sql = `CREATE TABLE customer (id bigint PRIMARY KEY, "Name" text);\nCREATE INDEX ON customer (name);\n`;
    expect(await fixed(sql, "unknown-column")).toBe(sql.replace("(name)", '("Name")'));
    const view = `CREATE TABLE customer (id bigint PRIMARY KEY, "Name" text);\nCREATE VIEW v AS SELECT c."Nmae" FROM customer c;\n`;
    expect(await fixed(view, "42703")).toBe(view.replace("Nmae", "Name"));
  });
  test("is none where it would be dropped", async () => {
    const sql = "CREATE TABLE genre (id bigint PRIMARY KEY);\nDROP TABLE gene;\n";
    expect(await fixed(sql, "42P01")).toBe(sql);
  });
  test("is none that is only there later", async () => {
    const sql = `CREATE TABLE film (gene_id bigint REFERENCES gene (id));\nCREATE TABLE genre (id bigint PRIMARY KEY);\n`;
    expect(await fixed(sql, "42P01")).toBe(sql);
  });
  test("is none for a function that is there and takes other arguments", async () => {
    const sql = `CREATE FUNCTION up_ids(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION ub_ids(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
SELECT up_ids(1::bigint);
`;
    expect(await fixed(sql, "42883")).toBe(sql);
  });
  test("is none for one that takes fewer arguments", async () => {
    const sql = `CREATE FUNCTION up_ids(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';\nSELECT ub_ids(1, 2);\n`;
    expect(await fixed(sql, "42883")).toBe(sql);
  });
});

describe("another type", () => {
  test("is none where a partition repeats the column", async () => {
    const sql = `CREATE TABLE day (at timestamp NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE today (at timestamp NOT NULL);
ALTER TABLE day ATTACH PARTITION today FOR VALUES FROM ('2026-01-01') TO ('2026-01-02');
`;
    expect(await fixed(sql, "timestamp-without-time-zone")).toBe(sql);
  });
  test("is none where an index computes something from it", async () => {
    const sql = `CREATE TABLE day (id bigint PRIMARY KEY, at timestamp);\nCREATE INDEX ON day ((at::date));\n`;
    expect(await fixed(sql, "timestamp-without-time-zone")).toBe(sql);
  });
  test("is one else", async () => {
    const sql = `CREATE TABLE day (id bigint PRIMARY KEY, at timestamp);\nCREATE INDEX ON day (at);\n`;
    expect(await fixed(sql, "timestamp-without-time-zone")).toBe(sql.replace("timestamp", "timestamptz"));
  });
});

test.each(["CLUSTER customer USING brief", "ALTER TABLE customer CLUSTER ON brief", "DROP INDEX brief"])(
  "an index that something else names is not removed: %s",
  async (use) => {
    const sql = `CREATE TABLE customer (id bigint PRIMARY KEY, name text);
CREATE INDEX brief ON customer (name);
CREATE INDEX full_one ON customer (name, id);
${use};
`;
    const { problems } = await fullCheck(sql);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(problems.flatMap(({ rule, fixes }) => (rule === "redundant-index" ? (fixes ?? []) : []))).toEqual(
      [],
    );
  },
);

test("no unique constraint is added to a partitioned table", async () => {
  const sql = `CREATE TABLE tag (id bigint PRIMARY KEY);
CREATE TABLE post (id bigint PRIMARY KEY);
CREATE TABLE post_tag (post_id bigint REFERENCES post, tag_id bigint REFERENCES tag, created_at timestamptz)
  PARTITION BY RANGE (created_at);
`;
  expect(await fixed(sql, "join-table-without-composite-key")).toBe(sql);
});
