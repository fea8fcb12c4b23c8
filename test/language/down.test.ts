import { describe, expect, it, test } from "vitest";
import { downMigration, printUndoing } from "../../server/language";
import { loadParsers, type Dialect } from "../../server/sql";

await loadParsers();

const down = (before: string, own: string, dialect: Dialect = "postgresql"): string =>
  printUndoing(downMigration([before], own, dialect).undoings);

const shop = `CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE client (id bigint PRIMARY KEY, name text NOT NULL, "E-mail" text UNIQUE, age integer DEFAULT 18);
CREATE TABLE purchase (
  id bigint PRIMARY KEY,
  client_id bigint NOT NULL REFERENCES client ON DELETE CASCADE, -- who
  total numeric(12,2),
  CONSTRAINT positive CHECK (total > 0)
);
CREATE INDEX purchase_client ON purchase (client_id);
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW names AS SELECT name FROM client;
CREATE POLICY mine ON purchase USING (true);
COMMENT ON TABLE client IS 'Who buys';
ALTER TABLE client ENABLE ROW LEVEL SECURITY;
`;

describe("the way back from one statement of PostgreSQL", () => {
  test.each([
    ["CREATE TABLE app.a (id int)", "DROP TABLE app.a"],
    ["CREATE TABLE IF NOT EXISTS client (id int)", ""],
    ["CREATE TEMP TABLE a (id int)", ""],
    ["CREATE INDEX ON client (name)", "DROP INDEX client_name_idx"],
    ["CREATE UNIQUE INDEX CONCURRENTLY i ON public.client (name)", "DROP INDEX CONCURRENTLY public.i"],
    ["CREATE TYPE t AS (x int)", "DROP TYPE t"],
    ["CREATE MATERIALIZED VIEW m AS SELECT 1", "DROP MATERIALIZED VIEW m"],
    [
      "CREATE FUNCTION f(a int DEFAULT 1, VARIADIC b text[]) RETURNS int LANGUAGE sql AS ''",
      "DROP FUNCTION f(a int, VARIADIC b text[])",
    ],
    [
      "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON client FOR EACH ROW EXECUTE FUNCTION one()",
      "DROP TRIGGER t ON client",
    ],
    ["CREATE POLICY p ON client USING (true)", "DROP POLICY p ON client"],
    ["CREATE RULE r AS ON DELETE TO client DO INSTEAD NOTHING", "DROP RULE r ON client"],
    ["CREATE EXTENSION IF NOT EXISTS citext", "DROP EXTENSION citext"],
    ["CREATE SCHEMA AUTHORIZATION me", "DROP SCHEMA me"],
    ["CREATE CAST (text AS state) WITH INOUT", "DROP CAST (text AS state)"],
    [
      "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'",
      "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
    [
      "CREATE OR REPLACE FUNCTION one(a int) RETURNS int LANGUAGE sql AS 'SELECT 2'",
      "DROP FUNCTION one(a int)",
    ],
    [
      "CREATE OR REPLACE VIEW names AS SELECT upper(name) AS name FROM client",
      "CREATE OR REPLACE VIEW names AS SELECT name FROM client",
    ],
    [
      "CREATE OR REPLACE VIEW names AS SELECT name, age FROM client",
      "DROP VIEW names;\nCREATE VIEW names AS SELECT name FROM client",
    ],
    ['ALTER TABLE client ADD COLUMN "New" text', 'ALTER TABLE client DROP COLUMN "New"'],
    ["ALTER TABLE client ADD UNIQUE (name)", "ALTER TABLE client DROP CONSTRAINT client_name_key"],
    ["ALTER TABLE client ADD CONSTRAINT c CHECK (age > 0) NOT VALID", "ALTER TABLE client DROP CONSTRAINT c"],
    ["ALTER TABLE client RENAME COLUMN name TO title", "ALTER TABLE client RENAME COLUMN title TO name"],
    ["ALTER TABLE client RENAME name TO title", "ALTER TABLE client RENAME title TO name"],
    [
      "ALTER TABLE purchase RENAME CONSTRAINT positive TO p",
      "ALTER TABLE purchase RENAME CONSTRAINT p TO positive",
    ],
    ["ALTER TABLE public.client RENAME TO buyer", "ALTER TABLE public.buyer RENAME TO client"],
    ["ALTER TABLE client SET SCHEMA app", "ALTER TABLE app.client SET SCHEMA public"],
    [
      "ALTER TABLE client ALTER COLUMN age SET DEFAULT 21",
      "ALTER TABLE client ALTER COLUMN age SET DEFAULT 18",
    ],
    ["ALTER TABLE client ALTER name SET DEFAULT 'x'", "ALTER TABLE client ALTER COLUMN name DROP DEFAULT"],
    ["ALTER TABLE client ALTER age SET NOT NULL", "ALTER TABLE client ALTER COLUMN age DROP NOT NULL"],
    ["ALTER TABLE client ALTER name SET NOT NULL", ""],
    [
      "ALTER TABLE client ALTER id ADD GENERATED ALWAYS AS IDENTITY",
      "ALTER TABLE client ALTER COLUMN id DROP IDENTITY",
    ],
    [
      "ALTER TABLE purchase DROP CONSTRAINT positive",
      "ALTER TABLE purchase ADD CONSTRAINT positive CHECK (total > 0)",
    ],
    [
      "ALTER TABLE purchase DROP CONSTRAINT purchase_client_id_fkey",
      "ALTER TABLE purchase ADD CONSTRAINT purchase_client_id_fkey FOREIGN KEY (client_id) REFERENCES client ON DELETE CASCADE",
    ],
    ["ALTER TABLE client DISABLE ROW LEVEL SECURITY", "ALTER TABLE client ENABLE ROW LEVEL SECURITY"],
    ["ALTER TABLE client ENABLE ROW LEVEL SECURITY", ""],
    ["ALTER TABLE client NO FORCE ROW LEVEL SECURITY", ""],
    ["ALTER TYPE state RENAME VALUE 'open' TO 'new'", "ALTER TYPE state RENAME VALUE 'new' TO 'open'"],
    ["ALTER INDEX purchase_client RENAME TO i", "ALTER INDEX i RENAME TO purchase_client"],
    ["ALTER POLICY mine ON purchase RENAME TO own", "ALTER POLICY own ON purchase RENAME TO mine"],
    ["ALTER FUNCTION one() SET SCHEMA app", "ALTER FUNCTION app.one() SET SCHEMA public"],
    ["COMMENT ON TABLE client IS 'New'", "COMMENT ON TABLE client IS 'Who buys'"],
    ["COMMENT ON COLUMN client.age IS 'New'", "COMMENT ON COLUMN client.age IS NULL"],
    ["GRANT SELECT, INSERT ON client TO a, b WITH GRANT OPTION", "REVOKE SELECT, INSERT ON client FROM a, b"],
    ["DROP INDEX purchase_client", "CREATE INDEX purchase_client ON purchase (client_id)"],
    ["DROP VIEW names", "CREATE VIEW names AS SELECT name FROM client"],
    ["DROP POLICY mine ON purchase", "CREATE POLICY mine ON purchase USING (true)"],
    ["DROP FUNCTION one()", "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
    ["SET search_path TO app", ""],
  ])("%s", (own, expected) => {
    expect(down(shop, own)).toBe(expected === "" ? "" : `${expected};\n`);
  });
});

describe("what cannot be undone, or may fail, is a comment", () => {
  test.each([
    [
      "ALTER TYPE state ADD VALUE 'void'",
      "-- PostgreSQL cannot take a value out of an enum: 'void' stays in state.\n",
    ],
    ["UPDATE client SET age = 1", "-- Not undone, rows stay as this left them: UPDATE client SET age = 1\n"],
    [
      "DO $$ BEGIN DROP TABLE client; END $$",
      "-- Not read: rows stay as this left them, and what it did to the schema is only undone where this is proven: DO $$ BEGIN DROP TABLE client; END $$\n",
    ],
    ["ALTER TABLE client OWNER TO me", "-- Not undone, see to it yourself: ALTER TABLE client OWNER TO me\n"],
    ["DROP TABLE unknown", "-- No file before says how the table unknown was made; make it again here.\n"],
    [
      "REVOKE SELECT ON client FROM a",
      "-- Only right where this had been granted before.\nGRANT SELECT ON client TO a;\n",
    ],
    [
      "ALTER TABLE client ALTER name DROP NOT NULL",
      "-- This fails where rows have no name by then: give them one first.\nALTER TABLE client ALTER COLUMN name SET NOT NULL;\n",
    ],
    [
      "ALTER TABLE purchase ALTER total TYPE int, ALTER total SET DEFAULT 1",
      "ALTER TABLE purchase ALTER COLUMN total DROP DEFAULT;\n\n-- Values that numeric(12,2) cannot hold make this fail, and what was rounded or cut stays so.\nALTER TABLE purchase ALTER COLUMN total TYPE numeric(12,2) USING total::numeric(12,2);\n",
    ],
    [
      "ALTER TABLE purchase DROP COLUMN client_id",
      `-- What client_id held is lost.
-- It has no default, so this fails where the table has rows: give them a value first.
ALTER TABLE purchase ADD COLUMN client_id bigint NOT NULL REFERENCES client ON DELETE CASCADE;
CREATE INDEX purchase_client ON purchase (client_id);
`,
    ],
  ])("%s", (own, expected) => {
    expect(down(shop, own)).toBe(expected);
  });
});

describe("a whole migration", () => {
  it("goes back in reverse, and leaves out what goes with a table that it made", () => {
    const own = `
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES a);
CREATE INDEX ON b (a_id);
ALTER TABLE a ADD COLUMN b_id bigint, ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b;
COMMENT ON COLUMN a.id IS 'x';
GRANT SELECT ON a TO reader;
ALTER TABLE client ADD COLUMN a_id bigint;
ALTER TABLE client ALTER COLUMN a_id SET DEFAULT 1;
`;
    expect(down(shop, own)).toBe(`ALTER TABLE client DROP COLUMN a_id;

ALTER TABLE a DROP CONSTRAINT a_b;

DROP TABLE b;

DROP TABLE a;
`);
  });

  it("makes a dropped table again with all that was said of it since, under the names of that time", () => {
    const own = "ALTER TABLE client RENAME TO buyer;\nDROP TABLE purchase;\nDROP TABLE buyer;\n";
    expect(down(shop, own)).toBe(`-- The rows that buyer had do not come back.
CREATE TABLE client (id bigint PRIMARY KEY, name text NOT NULL, "E-mail" text UNIQUE, age integer DEFAULT 18);
COMMENT ON TABLE client IS 'Who buys';
ALTER TABLE client ENABLE ROW LEVEL SECURITY;
ALTER TABLE client RENAME TO buyer;

-- The rows that purchase had do not come back.
CREATE TABLE purchase (
  id bigint PRIMARY KEY,
  client_id bigint NOT NULL REFERENCES client ON DELETE CASCADE, -- who
  total numeric(12,2),
  CONSTRAINT positive CHECK (total > 0)
);
CREATE INDEX purchase_client ON purchase (client_id);
CREATE POLICY mine ON purchase USING (true);

ALTER TABLE buyer RENAME TO client;
`);
  });

  it("knows a column as it is by then, not as it was made", () => {
    const changed = `${shop}ALTER TABLE client ALTER age SET DEFAULT 30, ALTER age TYPE bigint;\n`;
    expect(down(changed, "ALTER TABLE client DROP age")).toBe(
      "-- What age held is lost.\nALTER TABLE client ADD COLUMN age bigint DEFAULT 30;\n",
    );
  });

  it("fences what a tool would cut at its semicolons", () => {
    const body = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$";
    const { undoings } = downMigration([`${body};`], "DROP FUNCTION f();", "postgresql");
    expect(printUndoing(undoings, ["-- begin", "-- end"])).toBe(`-- begin\n${body};\n-- end\n`);
  });
});

describe("in other dialects", () => {
  it("writes MySQL's own words", () => {
    const before = `CREATE TABLE \`user\` (
  id int NOT NULL AUTO_INCREMENT,
  name varchar(20) NOT NULL DEFAULT 'x' COMMENT 'who',
  mail varchar(50) UNIQUE,
  org_id int,
  PRIMARY KEY (id),
  KEY by_name (name),
  CONSTRAINT fk_org FOREIGN KEY (org_id) REFERENCES org (id)
);`;
    const own = `ALTER TABLE \`user\` MODIFY name varchar(50) NULL, ADD COLUMN age int AFTER name;
ALTER TABLE \`user\` CHANGE mail email varchar(80);
ALTER TABLE \`user\` DROP FOREIGN KEY fk_org, DROP INDEX by_name, ADD UNIQUE KEY u_mail (email);
CREATE INDEX i2 ON \`user\` (age);
RENAME TABLE \`user\` TO person;
CREATE PROCEDURE pr() SELECT 1;`;
    const note =
      "-- Values that do not fit the earlier type make this fail, and what was rounded or cut stays so.";
    expect(down(before, own, "mysql")).toBe(`DROP PROCEDURE pr;

RENAME TABLE person TO \`user\`;

DROP INDEX i2 ON \`user\`;

ALTER TABLE \`user\` DROP INDEX u_mail;

ALTER TABLE \`user\` ADD KEY by_name (name);

ALTER TABLE \`user\` ADD CONSTRAINT fk_org FOREIGN KEY (org_id) REFERENCES org (id);

${note}
ALTER TABLE \`user\` CHANGE email mail varchar(50);

ALTER TABLE \`user\` DROP COLUMN age;

${note}
ALTER TABLE \`user\` MODIFY name varchar(20) NOT NULL DEFAULT 'x' COMMENT 'who';
`);
  });

  it("undoes SQLite's way of changing a table", () => {
    const before = "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);\nCREATE INDEX a_x ON a (x);";
    const own = `CREATE TABLE a_new (id INTEGER PRIMARY KEY, x TEXT NOT NULL);
INSERT INTO a_new SELECT id, x FROM a;
DROP TABLE a;
ALTER TABLE a_new RENAME TO a;`;
    expect(down(before, own, "sqlite")).toBe(`ALTER TABLE a RENAME TO a_new;

-- The rows that a had do not come back.
CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);
CREATE INDEX a_x ON a (x);

-- Not undone, rows stay as this left them: INSERT INTO a_new SELECT id, x FROM a

DROP TABLE a_new;
`);
  });
});
