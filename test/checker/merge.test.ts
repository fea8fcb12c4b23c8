import { expect, test } from "vitest";
import { faults, fullCheck, useEngine } from "./check";

useEngine();

test("a fault that both the engine and a rule find is one problem, with the rule's fix", async () => {
  const sql = `CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE phone (id bigint PRIMARY KEY REFERENCES customers);
`;
  const { problems, engine } = await fullCheck(sql);
  const at = sql.indexOf("customers");
  expect(engine).toBe("ran");
  expect(problems).toEqual([
    {
      span: { start: at, end: at + 9 },
      severity: "error",
      code: "42P01",
      source: "dbscst",
      message: 'relation "customers" does not exist. Did you mean "customer"?',
      rule: "unknown-table",
      fixes: [
        {
          title: 'Change to "customer"',
          edits: [{ span: { start: at, end: at + 9 }, newText: "customer" }],
        },
      ],
    },
  ]);
});

test("of several keys to one table the one that has no unique target is told, once", async () => {
  const sql = `CREATE TABLE section (id int PRIMARY KEY, title text);
CREATE TABLE page (id int PRIMARY KEY, section_id int REFERENCES section (id), title text REFERENCES public.section (title));
`;
  expect(faults(sql, await fullCheck(sql))).toEqual(["2 error 42830 title <- 1"]);
});

test("the database's detail and hint are part of the message", async () => {
  const sql = `CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE phone (customer_id text PRIMARY KEY REFERENCES customer);
`;
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ code, rule, message }) => [code, rule, message])).toEqual([
    [
      "42804",
      "foreign-key-type-mismatch",
      'foreign key constraint "phone_customer_id_fkey" cannot be implemented. Key columns "customer_id" of the referencing table and "id" of the referenced table are of incompatible types: text and bigint.',
    ],
  ]);
});

test("a slip of another dialect replaces the syntax error and keeps its code", async () => {
  const sql = "CREATE TABLE customer (id bigint AUTO_INCREMENT PRIMARY KEY);\n";
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ severity, code, rule }) => [severity, code, rule])).toEqual([
    ["error", "42601", "auto-increment"],
  ]);
});

test("a second fault in a statement, which the engine does not reach, is found by the rule", async () => {
  const sql = `CREATE TABLE phone (
  a bigint PRIMARY KEY REFERENCES nowhere,
  b bigint UNIQUE REFERENCES nobody
);
`;
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ severity, rule }) => [severity, rule])).toEqual([
    ["error", "unknown-table"],
    ["error", "unknown-table"],
  ]);
});

test("a statement that was refused says that it was not run", async () => {
  const sql = "COPY (SELECT 1) TO PROGRAM 'cat';\n";
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ severity, message }) => [severity, message.split(",")[0]])).toEqual([
    ["information", "This statement was not run"],
  ]);
});

test("the engine's suggestion for a misspelt function replaces the word", async () => {
  const sql = `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE note (id bigint PRIMARY KEY);
CREATE TRIGGER touch BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION tuoch();
`;
  const { problems } = await fullCheck(sql);
  const start = sql.indexOf("tuoch");
  expect(problems.map(({ fixes }) => fixes)).toEqual([
    [{ title: 'Change to "touch"', edits: [{ span: { start, end: start + 5 }, newText: "touch" }] }],
  ]);
});

test("nothing is said of a key to what is not there yet", async () => {
  const sql = `CREATE TABLE note (id bigint PRIMARY KEY, author jsonb REFERENCES author (name));
CREATE TABLE author (id bigint PRIMARY KEY, name text);
`;
  const { problems } = await fullCheck(sql);
  expect(problems.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(["42P01"]);
});

test("a column that partitions have from their parent is told once", async () => {
  const sql = `CREATE TABLE reading (id bigint NOT NULL, taken timestamp) PARTITION BY HASH (id);
CREATE TABLE reading_0 PARTITION OF reading FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE reading_1 PARTITION OF reading FOR VALUES WITH (MODULUS 2, REMAINDER 1);
`;
  const { problems } = await fullCheck(sql);
  expect(problems.filter(({ code }) => code === "timestamp-without-time-zone")).toHaveLength(1);
});

test("a table that lacks a unique key is no slip of another one's name", async () => {
  const sql = `CREATE TABLE post (id bigint PRIMARY KEY, code text);
CREATE TABLE port (id bigint PRIMARY KEY, post text REFERENCES post (code));
`;
  const { problems } = await fullCheck(sql);
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ message, span }) => [message, sql.slice(span.start, span.end)])).toEqual([
    ['there is no unique constraint matching given keys for referenced table "post"', "code"],
  ]);
});
