import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseScript } from "../../server/sql";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

/** Statements that depend on each other, by name, by value and by order. */
const pool = [
  "CREATE TABLE a (id int PRIMARY KEY, name text)",
  "CREATE TABLE a (id int PRIMARY KEY, title text UNIQUE)",
  "CREATE TABLE b (id serial PRIMARY KEY, a_id int REFERENCES a)",
  "CREATE TABLE b (id serial, a_id text REFERENCES a)",
  "CREATE VIEW v AS SELECT id, name FROM a",
  "CREATE VIEW w AS SELECT * FROM v JOIN b ON b.a_id = v.id",
  "CREATE INDEX i ON a (name)",
  "CREATE INDEX i ON b (a_id)",
  "ALTER TABLE a ADD COLUMN extra int NOT NULL",
  "ALTER TABLE b ADD CONSTRAINT c FOREIGN KEY (a_id) REFERENCES a (id)",
  "INSERT INTO a (id) VALUES (1)",
  "INSERT INTO a (id) VALUES (2)",
  "INSERT INTO b (a_id) VALUES (1)",
  "INSERT INTO b (a_id) SELECT id FROM a",
  "INSERT INTO a (id) SELECT max(id) + 1 FROM b",
  "SELECT nextval('b_id_seq')",
  "SELECT 1 / (currval('b_id_seq') - 3)",
  "DROP TABLE a",
  "DROP TABLE b CASCADE",
  "DROP VIEW v CASCADE",
  "CREATE SCHEMA s",
  "SET search_path = s, public",
  "RESET search_path",
  "CREATE TABLE s.a (id int)",
  "CREATE TYPE mood AS ENUM ('sad')",
  "ALTER TYPE mood ADD VALUE 'glad'",
  "CREATE TABLE m (feels mood DEFAULT 'glad')",
  "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM a'",
  "SELECT f()",
  "PREPARE p AS SELECT * FROM a",
  "EXECUTE p",
  "GRANT SELECT ON a TO somebody",
  "SET ROLE somebody",
  "RESET ROLE",
  "CREATE EXTENSION citext",
  "CREATE TABLE e (x citext)",
  "BEGIN",
  "COMMIT",
  "ROLLBACK",
  "SAVEPOINT s",
  "ROLLBACK TO s",
  "RELEASE s",
  "SET LOCAL search_path = s",
  "COPY a (id) FROM stdin;\n5\n6\n\\.\n",
  "COPY b (a_id) FROM stdin;\n5\n\\.\n",
  "DO $$ BEGIN CREATE TABLE d (id int); END $$",
  "SELECT pg_sleep(0.03)",
];

const statement = fc.constantFrom(...pool);
const edit = fc.record({ at: fc.nat(40), remove: fc.nat(3), insert: fc.array(statement, { maxLength: 3 }) });

describe("reuse", () => {
  test("after any edits the verdicts are those of a fresh database", async () => {
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement, { minLength: 4, maxLength: 25 }),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        async (first, edits) => {
          const list = [...first];
          const document = `edited:${String(++serial)}`;
          await judge(engine, list.join(";\n"), document);
          const versions: [string, string[]][] = [];
          for (const { at, remove, insert } of edits) {
            list.splice(Math.min(at, list.length), remove, ...insert);
            const sql = list.join(";\n");
            versions.push([sql, await judge(engine, sql, document)]);
          }
          for (const [sql, incremental] of versions) expect(incremental).toEqual(await judge(engine, sql));
        },
      ),
      { numRuns: 40 },
    );
  }, 180_000);

  test("an edit at the end does not run the beginning again", async () => {
    const slow = `CREATE TABLE a (id int); SELECT pg_sleep(3); CREATE TABLE b (id int);`;
    const statements = (sql: string) => parseScript(sql, "postgresql").statements;
    const own = await startEngine();
    await own.run({ document: "slow", statements: statements(slow) });
    const { ms, verdicts } = await own.run({
      document: "slow",
      statements: statements(`${slow} SELECT * FROM b;`),
    });
    expect(verdicts.at(-1)).toEqual({ outcome: "accepted" });
    expect(ms).toBeLessThan(2500);
  });
});

describe("while a statement is being typed", () => {
  const before = "CREATE TABLE a (id int PRIMARY KEY);\n";
  const typed = "CREATE TABLE b (id int PRIMARY KEY);\n";
  const after = "CREATE TABLE c (b_id int REFERENCES b);\nSELECT nope FROM c;\n";

  test("what stood there before keeps standing", async () => {
    expect(await judge(engine, before + typed + after, "typing")).toEqual(["ok", "ok", "ok", "42703 nope"]);
    for (const draft of [
      "CREATE TABLE b (id int PRIMARY,);\n",
      "CREATE TABLE b (id;\n",
      "CREATE TABLE (;\n",
    ]) {
      expect(await judge(engine, before + draft + after, "typing")).toEqual([
        "ok",
        "?syntax",
        "ok",
        "42703 nope",
      ]);
    }
  });

  test("also while another statement changes", async () => {
    const other = "CREATE TABLE a (id int PRIMARY KEY, name itn);\n";
    expect(await judge(engine, `${other}CREATE TABLE (;\n${after}`, "typing")).toEqual([
      "42704 itn",
      "?syntax",
      "ok",
      "42703 nope",
    ]);
  });

  test("but nothing stands for what never parsed", async () => {
    expect(await judge(engine, `${before}CREATE TABLE b (id;\n${after}`, "never")).toEqual([
      "ok",
      "?syntax",
      "42P01 b",
      "42P01 c",
    ]);
  });
});
