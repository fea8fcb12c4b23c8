import { expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

/** What the cases below build upon. */
const base = `
CREATE TABLE city (id int PRIMARY KEY, name text NOT NULL, zip text);
CREATE TABLE shop (id int PRIMARY KEY, city_id int REFERENCES city, title varchar(50), CONSTRAINT shop_title UNIQUE (title));
CREATE VIEW shops AS SELECT id, title FROM shop;
CREATE INDEX shop_city ON shop (city_id);
CREATE TYPE color AS ENUM ('red', 'blue');
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER shop_touch BEFORE UPDATE ON shop FOR EACH ROW EXECUTE FUNCTION touch();
CREATE SCHEMA other;
CREATE SEQUENCE numbers;
CREATE DOMAIN short AS text CHECK (length(value) < 5);
CREATE TABLE measure (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE measure_1 PARTITION OF measure FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
INSERT INTO city VALUES (1, 'Rome', NULL);
INSERT INTO shop VALUES (1, 1, 'First');
`;

test.each([
  ["42P01", "CREATE TABLE t (id int, city_id int REFERENCES citty (id))", "citty"],
  [
    "42P01",
    "ALTER TABLE shop ADD CONSTRAINT citty FOREIGN KEY (city_id) REFERENCES other.citty",
    "other.citty",
  ],
  ["42P01", "CREATE INDEX nope ON nope (id)", "nope", 1],
  ["42P01", "CREATE TRIGGER nope BEFORE UPDATE ON nope FOR EACH ROW EXECUTE FUNCTION touch()", "nope", 1],
  ["42P01", "COMMENT ON TABLE other.shop IS 'other.shop'", "other.shop"],
  ["42P01", "COMMENT ON COLUMN other.shop.id IS 'x'", "other.shop"],
  ["42P01", "GRANT SELECT ON shop, shpo TO public", "shpo"],
  ["42P01", "DROP TABLE shop, shpo", "shpo"],
  ["42P01", "ALTER TABLE shpo RENAME TO shops", "shpo"],
  ["42P01", "CREATE TABLE t (id int) INHERITS (shpo)", "shpo"],
  ["42P01", "CREATE TABLE t (LIKE shpo)", "shpo"],
  ["42P01", "CREATE TABLE t (id int DEFAULT nextval('numbres'))", "'numbres'"],
  ["42P01", "TRUNCATE shop, shpo", "shpo"],
  [
    "22023",
    "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b text GENERATED ALWAYS AS IDENTITY)",
    "b text",
  ],
  ["22023", "CREATE SEQUENCE s MINVALUE 10 MAXVALUE 20 START WITH 30", "START WITH 30"],
  ["22023", "CREATE SEQUENCE s START 5 INCREMENT BY 0", "INCREMENT BY 0"],
  ["22023", "ALTER SEQUENCE numbers MINVALUE 9 MAXVALUE -3", "MINVALUE 9"],
  ["42P01", "CREATE POLICY shpo ON shpo USING (true)", "shpo", 1],
  ["42703", "CREATE TABLE t (a int, FOREIGN KEY (b) REFERENCES city (id))", "b"],
  ["42703", "CREATE TABLE t (a int REFERENCES city (idd))", "idd"],
  ["42703", "CREATE TABLE t (id int, city int, FOREIGN KEY (id) REFERENCES city (city))", "city", 2],
  ["42703", "CREATE TABLE t (a int, PRIMARY KEY (a, b))", "b"],
  ["42703", "CREATE TABLE t (a int, UNIQUE (nope))", "nope"],
  ["42703", "CREATE TABLE t (a int, CONSTRAINT nope UNIQUE (a, nope))", "nope", 1],
  ["42701", "CREATE TABLE t (a int, CONSTRAINT c PRIMARY KEY (a, a))", "a", 2],
  ["42703", "CREATE INDEX ON shop (title, citty_id)", "citty_id"],
  ["42703", "CREATE INDEX titel ON shop (titel)", "titel", 1],
  ["42703", "ALTER TABLE shop DROP COLUMN titel", "titel"],
  ["42703", "ALTER TABLE shop ALTER COLUMN titel SET NOT NULL", "titel"],
  ["42703", "ALTER TABLE shop RENAME COLUMN titel TO title2", "titel"],
  ["42703", "COMMENT ON COLUMN shop.titel IS 'x'", "titel"],
  ["42703", "ALTER TABLE shop ADD CHECK (titel <> '')", "titel"],
  ["42703", "CREATE POLICY p ON shop USING (titel = 'x')", "titel"],
  ["42703", "GRANT SELECT (titel) ON shop TO public", "titel"],
  ["42701", "CREATE TABLE t (a int, b text, a text)", "a", 1],
  ["42701", "CREATE TABLE a (b int, a int, CHECK (a > 0), a text)", "a", 3],
  ["42701", "ALTER TABLE shop ADD COLUMN title text", "title"],
  ["42701", "ALTER TABLE shop ADD title text", "title"],
  ["42701", "ALTER TABLE shop RENAME id TO title", "title"],
  ["42P07", "CREATE TABLE public.shop (id int)", "public.shop"],
  ["42P07", "CREATE INDEX shop_city ON shop (title)", "shop_city"],
  ["42P07", "CREATE VIEW shop AS SELECT 1 AS shop", "shop"],
  ["42P07", "ALTER TABLE city RENAME TO shop", "shop"],
  ["42710", "CREATE TYPE color AS ENUM ('color')", "color"],
  ["42710", "ALTER TABLE shop ADD CONSTRAINT shop_title CHECK (title <> '')", "shop_title"],
  [
    "42710",
    "CREATE TRIGGER shop_touch AFTER INSERT ON shop FOR EACH ROW EXECUTE FUNCTION touch()",
    "shop_touch",
  ],
  ["42P07", "ALTER TABLE shop ADD CONSTRAINT shop_title UNIQUE (id)", "shop_title"],
  ["42723", "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'", "one"],
  ["42P06", "CREATE SCHEMA other", "other"],
  ["42710", "ALTER TYPE color ADD VALUE 'red'", "'red'"],
  ["23505", "CREATE TYPE c AS ENUM ('a', 'b', 'a')", "'a'", 1],
  ["42830", "CREATE TABLE t (a int REFERENCES city, b text REFERENCES city (zip))", "city (zip)"],
  ["42830", "CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES city (id))", "city (id)"],
  ["42704", "CREATE TABLE t (a date REFERENCES measure_1)", "measure_1"],
  ["42804", "CREATE TABLE t (id int, city_id text REFERENCES city (id))", "city_id"],
  [
    "42804",
    "CREATE TABLE t (id int, city_id text, CONSTRAINT c FOREIGN KEY (city_id) REFERENCES city (id))",
    "city_id",
    1,
  ],
  ["42804", "ALTER TABLE shop ADD CONSTRAINT c FOREIGN KEY (title) REFERENCES city (id)", "title"],
  ["42804", "ALTER TABLE shop ADD COLUMN IF NOT EXISTS c uuid REFERENCES city", "c"],
  ["42804", "CREATE TABLE t (a int DEFAULT now())", "now()"],
  ["42804", "CREATE TABLE t (a int, b timestamptz NOT NULL DEFAULT 1 + 2 CHECK (b > now()))", "1 + 2"],
  ["42804", "ALTER TABLE shop ALTER COLUMN title TYPE int", "int"],
  ["42804", "CREATE TABLE t (a text DEFAULT 'x' CHECK (1))", "1"],
  ["42P16", "CREATE TABLE t (a int PRIMARY KEY, b int PRIMARY KEY)", "PRIMARY KEY", 1],
  ["42P16", "ALTER TABLE shop ADD PRIMARY KEY (title)", "PRIMARY KEY"],
  ["42P16", "CREATE OR REPLACE VIEW shops AS SELECT id FROM shop", "shops"],
  ["42P16", "CREATE OR REPLACE VIEW shops AS SELECT id, title AS name FROM shop", "name"],
  [
    "42P17",
    "CREATE TABLE t (a int GENERATED ALWAYS AS (1) STORED, b float GENERATED ALWAYS AS (random() * 2) STORED)",
    "random() * 2",
  ],
  ["42P17", "CREATE INDEX ON shop (title, (now()))", "now"],
  ["22023", "CREATE TABLE t (a int, b text GENERATED ALWAYS AS IDENTITY)", "b text"],
  ["0A000", "CREATE TABLE t (a int, b int, PRIMARY KEY (a)) PARTITION BY LIST (b)", "PRIMARY KEY (a)"],
  ["42704", "CREATE INDEX ON shop USING gin (title)", "title"],
  ["42704", "CREATE TABLE t (a int, j json, EXCLUDE USING gist (j WITH =))", "j", 1],
  ["42704", "CREATE TABLE t (a int, j json, UNIQUE (a, j))", "j", 1],
  ["42704", "CREATE INDEX ON shop USING nope (title)", "nope"],
  ["42704", "CREATE INDEX ON shop (title nope_ops)", "nope_ops"],
  ["42704", "CREATE FUNCTION f(a nope) RETURNS int LANGUAGE sql AS 'SELECT 1'", "nope"],
  ["42704", "DROP TYPE colour", "colour"],
  ["42704", "DROP INDEX shop_ctiy", "shop_ctiy"],
  ["42704", "ALTER TABLE shop DROP CONSTRAINT shop_titel", "shop_titel"],
  ["42704", "DROP TRIGGER touch_shop ON shop", "touch_shop"],
  ["42704", "DROP POLICY nope ON shop", "nope"],
  ["42704", "ALTER TYPE colour ADD VALUE 'x'", "colour"],
  [
    "42883",
    "CREATE TRIGGER t BEFORE UPDATE ON shop FOR EACH ROW EXECUTE FUNCTION other.toch()",
    "other.toch",
  ],
  ["42883", "DROP FUNCTION two(int, text)", "two"],
  ["42P17", "CREATE TRIGGER t BEFORE UPDATE ON shop FOR EACH ROW EXECUTE FUNCTION one()", "one"],
  ["2BP01", "DROP TABLE city", "city"],
  ["2BP01", "DROP FUNCTION touch()", "touch"],
  ["2BP01", "ALTER TABLE shop DROP COLUMN title", "title"],
  ["42809", "ALTER TABLE shops ADD PRIMARY KEY (id)", "shops"],
  ["42809", "CREATE INDEX ON shops (id)", "shops"],
  ["42809", "DROP VIEW shop", "shop"],
  ["3F000", "CREATE TABLE nope.t (id int)", "nope.t"],
  ["3F000", "DROP SCHEMA nope", "nope"],
  ["3F000", "CREATE FUNCTION nope.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "nope"],
  ["23502", "ALTER TABLE shop ADD COLUMN extra int NOT NULL", "extra"],
  ["23502", "ALTER TABLE city ALTER COLUMN zip SET NOT NULL", "zip"],
  ["23502", "INSERT INTO city (id, zip) VALUES (7, 'x')", "city"],
  ["23502", "INSERT INTO city VALUES (7, 'x'), (8, NULL)", "NULL"],
  ["23502", "INSERT INTO city (zip, id, name) VALUES (NULL, 7, 'x'), (NULL, 8, NULL)", "NULL", 2],
  ["23505", "INSERT INTO city VALUES (2, 'Oslo', ''), (1, 'Bonn', '')", "1"],
  ["23503", "INSERT INTO shop VALUES (5, 1, 'a'), (6, 77, 'b')", "77"],
  ["23503", "INSERT INTO shop (id, city_id) VALUES (77, 77) ON CONFLICT (id) DO NOTHING", "77", 1],
  ["22001", "INSERT INTO shop (id, title) SELECT 9, '" + "x".repeat(51) + "'", `'${"x".repeat(51)}'`],
  ["22003", "INSERT INTO shop (id, city_id) VALUES (9, 3000000000)", "3000000000"],
  ["42P10", "INSERT INTO shop (id) VALUES (9) ON CONFLICT (id, title) DO NOTHING", "(id, title)"],
  ["42601", "UPDATE shop SET title = title, title = 'x'", "title", 2],
  ["0A000", "SELECT city_id FROM shop GROUP BY city_id FOR UPDATE", "FOR UPDATE"],
  ["42803", "ALTER TABLE shop ADD extra bigint DEFAULT count(*)", "count(*)"],
  ["42P20", "ALTER TABLE shop ADD CHECK (rank() OVER () > 0)", "rank()"],
  ["42P17", "CREATE INDEX ON shop (id) WHERE now() > '2020-01-01'", "now()"],
  ["42883", "CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&&))", "&&&"],
  ["42809", "CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH <))", "<"],
  ["42883", "CREATE DOMAIN d AS int CHECK (VALUE ~ 'x')", "~"],
  ["22023", "CREATE TABLE t (a int) WITH (fillfactor = 500)", "500"],
  ["22023", "CREATE TABLE t (a int) WITH (autovacuum_enabled = 7)", "7"],
  ["22023", "SET statement_timeout = 'soon'", "'soon'"],
  ["42P16", "CREATE TABLE m2 PARTITION OF measure FOR VALUES FROM (1, 2) TO (3)", "(1, 2)"],
  ["42804", "ALTER TABLE measure ATTACH PARTITION city DEFAULT", "city"],
  ["42804", "CREATE TABLE t (id text); CREATE TABLE u () INHERITS (city, t)", "t"],
  ["42601", "CREATE POLICY p ON shop FOR INSERT USING (true)", "USING"],
  ["42601", "CREATE POLICY p ON shop FOR SELECT WITH CHECK (true)", "WITH CHECK"],
  ["0A000", "CREATE VIEW v AS SELECT count(*) AS n FROM shop WITH CHECK OPTION", "WITH CHECK OPTION"],
  ["22023", "CREATE SEQUENCE s AS text", "text"],
  ["42P17", "CREATE STATISTICS s ON title FROM shop", "title"],
  ["42P13", "CREATE FUNCTION f(a int) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'", "(a int)"],
  [
    "42P17",
    "CREATE TRIGGER t BEFORE INSERT ON shop REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION touch()",
    "REFERENCING",
  ],
  [
    "42P10",
    "CREATE TABLE t (a int PRIMARY KEY, b int, c int, FOREIGN KEY (b) REFERENCES t ON DELETE SET NULL (c))",
    "c",
    1,
  ],
  ["42601", "CREATE TABLE t (a serial DEFAULT 1)", "DEFAULT"],
  ["42809", "SELECT nextval('public.city')", "'public.city'"],
  ["23514", "INSERT INTO city VALUES (3, 'long title'::short, '')", "city"],
  ["22003", "ALTER TABLE shop ADD extra smallint DEFAULT 100000", "100000"],
  ["42P20", "SELECT sum(id) OVER w FROM shop WINDOW w AS (), w AS (ORDER BY id)", "w", 2],
  ["23514", "ALTER TABLE city ADD CONSTRAINT long CHECK (length(name) > 10)", "long"],
  ["42P13", "CREATE OR REPLACE FUNCTION one() RETURNS text LANGUAGE sql AS 'SELECT 1::text'", "text"],
  ["42P13", "CREATE FUNCTION f(a int DEFAULT 1, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'", "b"],
  [
    "42P17",
    "CREATE TABLE m2 PARTITION OF measure FOR VALUES FROM ('2024-01-15') TO ('2024-03-01')",
    "'2024-01-15'",
  ],
  ["42704", "CREATE TABLE t (a int, j json UNIQUE, k json)", "j"],
  ["42601", "CREATE VIEW v (a, b, c) AS SELECT id, title FROM shop", "(a, b, c)"],
  ["42601", "CREATE TABLE t (a, b) AS SELECT 1", "(a, b)"],
  ["42703", "INSERT INTO shop (id) VALUES (9) ON CONFLICT (id, titel) DO NOTHING", "titel"],
  ["23502", "INSERT INTO city VALUES (7, NULL)", "NULL"],
  ["42809", "CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH +))", "+"],
  ["42804", "CREATE TABLE t (id int4range, r int, PRIMARY KEY (id, r WITHOUT OVERLAPS))", "r", 1],
  ["2201B", "SELECT title FROM shop WHERE title ~ '(' AND title <> 'x'", "'('"],
  ["2201B", "SELECT regexp_replace('a', '[', 'b')", "'['"],
  ["0A000", "ALTER TABLE shop ADD COLUMN extra text DEFAULT lower(title)", "title"],
  ["25001", "BEGIN; DROP INDEX CONCURRENTLY shop_city", "CONCURRENTLY"],
] as [code: string, sql: string, words: string, occurrence?: number][])(
  "%s: %s",
  async (code, sql, words, occurrence = 0) => {
    const { parseScript } = await import("../../server/sql");
    const script = parseScript(`${base}${sql};`, "postgresql");
    const { verdicts } = await engine.run({ document: "locate", statements: script.statements });
    const verdict = verdicts.at(-1);
    const { text } = script.statements.at(-1) ?? { text: "" };
    if (verdict?.outcome !== "failed") throw new Error(`it was ${verdict?.outcome ?? "nothing"}`);
    const { span } = verdict.failure;
    const before = text.slice(0, span.start);
    const isWord = new RegExp(`(?<![\\w.])${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w)`, "g");
    expect([
      verdict.failure.code,
      text.slice(span.start, span.end),
      [...before.matchAll(isWord)].length,
    ]).toEqual([code, words, occurrence]);
  },
);

test("what comes before the cases is right", async () => {
  expect(new Set(await judge(engine, base))).toEqual(new Set(["ok"]));
});
