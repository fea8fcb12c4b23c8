import { beforeAll, expect, test, vi } from "vitest";
import { createDocument, prepareChecker, rules } from "../../server/checker";
import { runRules } from "../../server/checker/run-rules";
import { parseStatement, type ParsedStatement } from "../../server/sql";
import { fullCheck, useEngine } from "./check";

beforeAll(() => prepareChecker());
useEngine();

const sql = `CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE phone (id bigint PRIMARY KEY, customer_id bigint UNIQUE REFERENCES customer);
`;

test("an edited document says what a fresh one says", () => {
  const edited = createDocument("file:///a.sql", sql, { dialect: "postgresql" });
  expect(edited.fast().problems).toEqual([]);
  const next = sql.replace("REFERENCES customer", "REFERENCES client");
  edited.update(next);
  const fresh = createDocument("file:///b.sql", next, { dialect: "postgresql" });
  expect(edited.fast().problems).toEqual(fresh.fast().problems);
  expect(edited.fast().problems.map(({ code }) => code)).toEqual(["unknown-table"]);
  edited.update(sql);
  expect(edited.fast().problems).toEqual([]);
});

test("syntax errors are told without the tree of any statement that parses, since trees take longest", () => {
  const text =
    "CREATE TABLE untouched_table (id bigint);\nSELECT 1 AS untouched;\nCREATE TABEL misspelt (id bigint);";
  const prototype = Object.getPrototypeOf(parseStatement("SELECT 2", "postgresql")) as ParsedStatement;
  const tree = vi.spyOn(prototype, "tree", "get");
  const document = createDocument("file:///a.sql", text, { dialect: "postgresql" });
  const problems = document.syntax();
  const read = tree.mock.contexts.map((parsed) => (parsed as ParsedStatement).text);
  tree.mockRestore();
  expect(problems.map(({ code }) => code)).toEqual(["42601"]);
  expect(read.filter((one) => one.includes("untouched"))).toEqual([]);
});

test("without an engine the engine is skipped, and with none for the dialect it is unavailable", async () => {
  const alone = createDocument("file:///a.sql", sql, { dialect: "postgresql" });
  expect((await alone.full()).engine).toBe("skipped");
  const none = createDocument("file:///a.sql", sql, { dialect: "postgresql", engines: () => undefined });
  expect((await none.full()).engine).toBe("unavailable");
});

test("a check that is aborted rejects with the signal's reason", async () => {
  const document = createDocument("file:///a.sql", sql, { dialect: "postgresql", engines: () => undefined });
  await expect(document.full(AbortSignal.abort(new Error("closed")))).rejects.toThrow("closed");
});

test("a migration is checked on top of those before it, in places of its own", async () => {
  const before = [
    "CREATE TABLE customer (id bigint PRIMARY KEY, nmae moood);",
    "CREATE TABLE shop (id bigint PRIMARY KEY)",
  ];
  const own = "ALTER TABLE shop ADD COLUMN customer_id bigint UNIQUE REFERENCES custmer;\n";
  const { problems, script, schema } = await fullCheck(own, { before });
  expect(
    problems.map(({ code, rule, span, related }) => [code, rule, own.slice(span.start, span.end), related]),
  ).toEqual([["42P01", "unknown-table", "custmer", undefined]]);
  expect(script.text).toBe(own);
  expect(schema.tables).toEqual([]);
});

test("a rule that throws is left out and reported, and the others go on", () => {
  const document = createDocument("file:///a.sql", "CREATE TABLE a (id bigint);", { dialect: "postgresql" });
  const { script, schema } = document.fast();
  const [first] = rules;
  const broken = {
    ...first!,
    code: "broken",
    group: "design" as const,
    check: () => {
      throw new Error("a bug");
    },
  };
  const failures: unknown[] = [];
  const found = runRules(
    { script, schema, role: "schema", first: 0 },
    {},
    (code, error) => failures.push([code, error]),
    undefined,
    [broken, rules.find(({ code }) => code === "missing-primary-key")!],
  );
  expect(failures).toEqual([["broken", new Error("a bug")]]);
  expect([...found.keys()]).toEqual(["missing-primary-key"]);
});

test("no rule throws, whatever is cut out of a schema", () => {
  const whole = `${sql}CREATE TYPE mood AS ENUM ('a', 'b');
CREATE INDEX ON phone (customer_id) WHERE id > 0;
CREATE VIEW list AS SELECT c.id FROM customer c JOIN phone p ON p.customer_id = c.id;
ALTER TABLE phone ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON phone FOR UPDATE USING (true);
CREATE TABLE \`old\` (\`id\` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'x', KEY k (id)) ENGINE=InnoDB;
CREATE TABLE [t] ([a] datetime, b ENUM('x'), c text DEFAULT "y");
DROP TABLE phone CASCADE; TRUNCATE customer CASCADE; GRANT ALL ON phone TO PUBLIC;
`;
  const failures: unknown[] = [];
  for (const dialect of ["postgresql", "mysql", "mariadb", "sqlite"] as const) {
    for (let from = 0; from < whole.length; from += 23) {
      const cut = whole.slice(0, from) + whole.slice(from + 17);
      const options = { dialect, role: "migration" } as const;
      createDocument("file:///cut.sql", cut, options, (code, error) => failures.push([code, error])).fast();
    }
  }
  expect(failures).toEqual([]);
});
