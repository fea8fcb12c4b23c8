import { describe, expect, it } from "vitest";
import { splitSchema } from "../../server/language";
import type { Dialect } from "../../server/sql";
import { at } from "./at";

function split(text: string, dialect?: Dialect): Readonly<Record<string, string>> | string {
  const outcome = splitSchema(at(text, dialect));
  return "refusal" in outcome
    ? outcome.refusal
    : Object.fromEntries(outcome.files.map(({ name, text: own }) => [name, own]));
}

describe("a schema in files", () => {
  it("has what belongs to a table beside it, and each thing behind what it needs", () => {
    expect(
      split(`CREATE TYPE state AS ENUM ('new');
CREATE TABLE customers (id bigint PRIMARY KEY);
-- What is bought.
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state state);
CREATE VIEW v AS SELECT id FROM orders;
CREATE INDEX ON orders (customer_id);
ALTER TABLE customers ADD COLUMN last_order bigint REFERENCES orders (id);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON TABLE customers IS 'Who buys';
CREATE FUNCTION newest() RETURNS SETOF orders LANGUAGE plpgsql AS $$ BEGIN END $$;
INSERT INTO customers VALUES (1);
`),
    ).toEqual({
      "001_setup.sql":
        "CREATE TYPE state AS ENUM ('new');\nCREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\n",
      "002_customers.sql":
        "CREATE TABLE customers (id bigint PRIMARY KEY);\nCOMMENT ON TABLE customers IS 'Who buys';\n",
      "003_orders.sql":
        "-- What is bought.\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state state);\nCREATE INDEX ON orders (customer_id);\nCREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();\n",
      "004_functions.sql":
        "CREATE FUNCTION newest() RETURNS SETOF orders LANGUAGE plpgsql AS $$ BEGIN END $$;\n",
      "005_views.sql": "CREATE VIEW v AS SELECT id FROM orders;\n",
      "006_rest.sql":
        "ALTER TABLE customers ADD COLUMN last_order bigint REFERENCES orders (id);\nINSERT INTO customers VALUES (1);\n",
    });
  });

  it("puts a function that a table calls before the tables", () => {
    const text = `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE a (id int DEFAULT f());
CREATE TABLE b (id int);`;
    expect(Object.keys(split(text))).toEqual(["001_setup.sql", "002_a.sql", "003_b.sql"]);
  });

  it("keeps what is said of a constraint or a policy behind it", () => {
    const text = `CREATE TABLE a (id int, b_id int);
CREATE TABLE b (id int PRIMARY KEY);
ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b_id) REFERENCES b (id);
COMMENT ON CONSTRAINT k ON a IS 'x';
CREATE POLICY p ON a USING (id IN (SELECT id FROM b));
COMMENT ON POLICY p ON a IS 'y';
ALTER TABLE a ADD COLUMN c_id int REFERENCES b (id);
CREATE INDEX ON a (c_id);
SET search_path = public;
`;
    expect(split(text)).toEqual({
      "001_setup.sql": "SET search_path = public;\n",
      "002_a.sql": "CREATE TABLE a (id int, b_id int);\n",
      "003_b.sql": "CREATE TABLE b (id int PRIMARY KEY);\n",
      "004_rest.sql": text.split("\n").slice(2, 8).join("\n") + "\n",
    });
  });

  it.each<Dialect>(["mysql", "sqlite"])("in %s too", (dialect) => {
    const text =
      "CREATE TABLE b (id int PRIMARY KEY);\nCREATE TABLE a (b_id int REFERENCES b (id));\nCREATE INDEX i ON b (id);";
    expect(split(text, dialect)).toEqual({
      "001_b.sql": "CREATE TABLE b (id int PRIMARY KEY);\nCREATE INDEX i ON b (id);\n",
      "002_a.sql": "CREATE TABLE a (b_id int REFERENCES b (id));\n",
    });
  });

  it.each([
    ["SET search_path = a; CREATE TABLE a (id int); CREATE TABLE b (id int);", /depends on it/],
    ["CREATE TABLE a (id int); CREATE TABLE b (id int); DROP TABLE a;", /drops something/],
    ["\\connect x\nCREATE TABLE a (id int); CREATE TABLE b (id int);", /lines for psql/],
  ])("stays whole where its order matters: %s", (text, reason) => {
    expect(split(text)).toMatch(reason);
  });
});
