import { describe, expect, it } from "vitest";
import { completionsAt } from "../../server/language";
import { at } from "./at";
import { shop } from "./shop";

/** What is offered first at the mark, as it would be inserted. */
function offered(text: string, kind?: string): readonly string[] {
  const context = at(shop + text);
  return completionsAt(context, context.offset)
    .filter((item) => kind === undefined || item.kind === kind)
    .map(({ insertText }) => insertText);
}

const orderColumns = ["id", "customer_id", "status", "total"];
const relations = ["customers", "orders", "big_orders", "app.settings"];

describe("in the body of a function", () => {
  const body = (text: string) =>
    `CREATE FUNCTION touch(total_of orders, n int) RETURNS trigger LANGUAGE plpgsql AS $$\n${text}\n$$;`;

  it.each([
    ["of the row of its trigger", "BEGIN\n  NEW.|\nEND", orderColumns],
    ["behind an alias", "BEGIN\n  UPDATE orders o SET id = o.|;\nEND", orderColumns],
    ["in a statement that is not finished", "BEGIN\n  SELECT o.| FROM orders o\nEND", orderColumns],
    ["of a row that is an argument", "BEGIN\n  PERFORM total_of.|;\nEND", orderColumns],
    [
      "of a row that is a variable",
      "DECLARE r customers%ROWTYPE;\nBEGIN\n  IF r.|",
      ["id", '"E-mail"', "name"],
    ],
    ["with its arguments and variables", "DECLARE k int;\nBEGIN\n  RETURN |", ["total_of", "n", "k"]],
    [
      "in a condition",
      "BEGIN\n  IF EXISTS (SELECT 1 FROM orders WHERE |) THEN",
      [...orderColumns, "total_of", "n"],
    ],
    ["of no other statement", "BEGIN\n  DELETE FROM customers;\n  UPDATE orders SET |", orderColumns],
    ["but not in a comment", "BEGIN\n  -- NEW.|\nEND", []],
    ["but not in a string", "BEGIN\n  RAISE NOTICE 'NEW.|';\nEND", []],
  ])("columns %s", (_name, text, expected) => {
    expect(offered(body(text), "column")).toEqual(expected);
  });

  it("offers statements where one begins, types in declarations, and values in CASE", () => {
    expect(offered(body("BEGIN\n  IF true THEN\n    |"), "keyword")).toContain("RETURN NEW");
    expect(offered(body("DECLARE\n  x |\nBEGIN"), "type")).toContain("bigint");
    expect(offered(body("BEGIN\n  PERFORM CASE WHEN true THEN |"), "function")).toContain("now()");
    expect(offered("DO $$ BEGIN UPDATE orders SET |", "column")).toEqual(orderColumns);
    expect(offered("SELECT $$ o.|  $$ FROM orders o")).toEqual([]);
  });
});

describe("what a place is for", () => {
  it.each([
    ["DROP TRIGGER |", ["orders_touch ON orders"]],
    ["DROP TRIGGER | ON orders", ["orders_touch"]],
    ["ALTER TABLE orders DISABLE TRIGGER |", ["orders_touch", "ALL", "USER"]],
    [
      "ALTER TABLE orders DROP CONSTRAINT |",
      ["orders_pkey", "orders_customer_id_fkey", "orders_total_check"],
    ],
    ["INSERT INTO app.settings VALUES ('a') ON CONFLICT ON CONSTRAINT |", ["settings_pkey"]],
    ["INSERT INTO orders VALUES (1) ON CONFLICT |", ["DO NOTHING", "DO UPDATE SET", "ON CONSTRAINT"]],
    ["INSERT INTO orders VALUES (1) ON CONFLICT (id) DO |", ["NOTHING", "UPDATE SET"]],
    ["ALTER TABLE orders SET SCHEMA |", ["app"]],
    ["ALTER TABLE orders OWNER TO |", ["PUBLIC", "CURRENT_USER", "SESSION_USER"]],
    ["ALTER TABLE orders VALIDATE |", ["CONSTRAINT"]],
    ["GRANT EXECUTE ON FUNCTION |", ["touch", "order_total", "app"]],
    ["GRANT USAGE ON SCHEMA |", ["app"]],
    ["GRANT ALL ON ALL TABLES IN SCHEMA |", ["app"]],
    ["GRANT SELECT ON orders |", ["TO"]],
    ["REVOKE USAGE ON TYPE |", ["order_status", "app"]],
    [
      "CREATE TABLE p PARTITION OF orders |",
      ["FOR VALUES FROM", "FOR VALUES IN", "FOR VALUES WITH", "DEFAULT", "PARTITION BY"],
    ],
    ["CREATE TABLE p (id int) PARTITION BY |", ["RANGE", "LIST", "HASH"]],
    ["DELETE |", ["FROM"]],
  ])("%s", (text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  it.each([
    ["SELECT CAST(total AS | FROM orders", "bigint"],
    ["SELECT total::| FROM orders", "bigint"],
    ["CREATE FUNCTION f(a |", "bigint"],
    ["SELECT * FROM orders WHERE status = |", "'paid'"],
    ["SELECT * FROM orders o WHERE o.status IN (|", "'paid'"],
    ["ALTER TABLE orders ALTER COLUMN status SET DEFAULT |", "'paid'"],
    ["CREATE TABLE x (id int, s order_status NOT NULL DEFAULT |", "'paid'"],
    ["CREATE EXTENSION |", "citext"],
    ["SET |", "search_path"],
    ["EXPLAIN ANALYZE |", "SELECT"],
  ])("%s offers %s", (text, expected) => {
    expect(offered(text)).toContain(expected);
  });

  it("has the types of the dialect", () => {
    const types = (text: string, dialect: "mysql" | "sqlite") => {
      const context = at(text, dialect);
      return completionsAt(context, context.offset).map(({ label }) => label);
    };
    expect(types("CREATE TABLE a (id |", "mysql").slice(0, 2)).toEqual(["int", "bigint"]);
    expect(types("CREATE TABLE a (id |", "sqlite").slice(0, 2)).toEqual(["INTEGER", "TEXT"]);
    const table = "CREATE TABLE `my orders` (`order` int);\n";
    expect(types(`${table}ALTER TABLE \`my orders\` MODIFY |`, "mysql")).toEqual(["order"]);
    expect(
      types(`${table}CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE \`my orders\` SET |`, "sqlite"),
    ).toEqual(["order"]);
  });
});

describe("columns", () => {
  it.each([
    ["of a foreign key's target", "CREATE TABLE x (a bigint REFERENCES orders (|", orderColumns],
    ["of an index", "CREATE INDEX ON orders (|", orderColumns],
    ["of an index, after a column", "CREATE INDEX ON orders (id, |", orderColumns],
    ["of an index with a method", "CREATE INDEX i ON orders USING gin (|", orderColumns],
    ["of a partial index", "CREATE INDEX i ON orders (id) WHERE |", orderColumns],
    ["to drop", "ALTER TABLE orders DROP COLUMN |", orderColumns],
    ["to alter", "ALTER TABLE orders ALTER COLUMN |", orderColumns],
    ["to rename", "ALTER TABLE orders RENAME COLUMN |", orderColumns],
    ["to alter, in a second action", "ALTER TABLE orders RENAME TO orders, DROP COLUMN |", orderColumns],
    ["of a unique constraint that is added", "ALTER TABLE orders ADD UNIQUE (|", orderColumns],
    ["of a key that is added", "ALTER TABLE orders ADD PRIMARY KEY (|", orderColumns],
    ["of a foreign key that is added", "ALTER TABLE orders ADD FOREIGN KEY (|", orderColumns],
    ["of an INSERT", "INSERT INTO orders (|", orderColumns],
    ["of an INSERT, after a column", "INSERT INTO orders (id, |", ["customer_id", "status", "total", "id"]],
    ["behind a table's name and a dot", "COMMENT ON COLUMN orders.|", orderColumns],
    ["behind an alias and a dot", "SELECT o.| FROM orders o", orderColumns],
    ["behind an alias with AS", "SELECT o.| FROM orders AS o", orderColumns],
    ["behind a schema, a table and a dot", "SELECT app.settings.| FROM app.settings", ["key", "value"]],
    ["of a view", "SELECT b.| FROM big_orders b", ["id", "name"]],
    ["while half of the name is typed", "SELECT * FROM orders o WHERE o.cust|", orderColumns],
    ["of a trigger's UPDATE OF", "CREATE TRIGGER t BEFORE UPDATE OF |", []],
    [
      "of a trigger's UPDATE OF, where ON follows",
      "CREATE TRIGGER t BEFORE UPDATE OF | ON orders",
      orderColumns,
    ],
    ["of a trigger's row", "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW WHEN (NEW.|", orderColumns],
    ["of what is granted", "GRANT SELECT (|) ON orders TO me", orderColumns],
    ["of COPY", "COPY orders (|", orderColumns],
    ["of the target of ON CONFLICT", "INSERT INTO orders (id) VALUES (1) ON CONFLICT (|", orderColumns],
    [
      "that ON CONFLICT sets",
      "INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET |",
      orderColumns,
    ],
    [
      "that were to be inserted",
      "INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET total = EXCLUDED.|",
      orderColumns,
    ],
    ["that UPDATE sets, without functions", "UPDATE orders SET id = 1, |", orderColumns],
    [
      "of a common table expression",
      "WITH x AS (SELECT id, o.total AS t, count(*), c.* FROM orders o, customers c) SELECT x.| FROM x",
      ["id", "t", "count", '"E-mail"', "name"],
    ],
    ["of one with a list of names", "WITH x (a, b) AS (SELECT 1, 2) SELECT x.| FROM x", ["a", "b"]],
    ["of a query in FROM", "SELECT s.| FROM (SELECT id, lower(name) FROM customers) AS s", ["id", "lower"]],
    ["in scope, and not those of other queries", "WITH x AS (SELECT id FROM orders) SELECT | FROM x", ["id"]],
    [
      "of the query around",
      "SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.|)",
      orderColumns,
    ],
    [
      "of a partitioned table's key",
      "CREATE TABLE p (id int, day date) PARTITION BY RANGE (|",
      ["id", "day"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(offered(text, "column")).toEqual(expected);
  });

  it("of every table in scope, in a SELECT that is written from the front", () => {
    expect(offered("SELECT | FROM orders o JOIN customers c ON true", "column")).toEqual(
      ["id", "customer_id", "status", "total", '"E-mail"', "name"].filter(
        (name, nth, all) => all.indexOf(name) === nth,
      ),
    );
  });

  it("of the table that is being created", () => {
    expect(offered("CREATE TABLE x (a int, b text, PRIMARY KEY (|", "column")).toEqual(["a", "b"]);
    expect(offered("CREATE TABLE x (a int, b text, CHECK (|", "column")).toEqual(["a", "b"]);
    expect(offered("CREATE TABLE x (a int, b text, UNIQUE (a, |", "column")).toEqual(["b", "a"]);
  });

  it("with quotes where the name needs them", () => {
    expect(offered("SELECT c.| FROM customers c", "column")).toEqual(["id", '"E-mail"', "name"]);
  });

  it("of the assignments of an UPDATE", () => {
    expect(offered("UPDATE orders SET |", "column")).toEqual(orderColumns);
    expect(offered("UPDATE orders SET total = 1 WHERE |", "column")).toEqual(orderColumns);
  });

  it("for a foreign key, with the type of the key that it references", () => {
    expect(offered("CREATE TABLE invoices (id bigint, |", "column")).toEqual([
      "customer_id bigint NOT NULL REFERENCES customers (id)",
      "order_id bigint NOT NULL REFERENCES orders (id)",
      "key text NOT NULL REFERENCES app.settings (key)",
    ]);
  });

  it("for a foreign key that is written already are not offered again", () => {
    expect(offered("CREATE TABLE invoices (order_id bigint, |", "column")).not.toContain(
      "order_id bigint NOT NULL REFERENCES orders (id)",
    );
  });
});

describe("tables and views", () => {
  it.each([
    ["FROM", "SELECT * FROM |"],
    ["a comma in FROM", "SELECT * FROM orders, |"],
    ["JOIN", "SELECT * FROM orders JOIN |"],
    ["INSERT INTO", "INSERT INTO |"],
    ["UPDATE", "UPDATE |"],
    ["DELETE FROM", "DELETE FROM |"],
    ["ALTER TABLE", "ALTER TABLE |"],
    ["DROP TABLE", "DROP TABLE |"],
    ["DROP TABLE IF EXISTS", "DROP TABLE IF EXISTS |"],
    ["CREATE INDEX … ON", "CREATE INDEX i ON |"],
    ["CREATE TRIGGER … ON", "CREATE TRIGGER t BEFORE INSERT ON |"],
    ["CREATE POLICY … ON", "CREATE POLICY p ON |"],
    ["COMMENT ON TABLE", "COMMENT ON TABLE |"],
    ["TRUNCATE", "TRUNCATE |"],
    ["GRANT … ON", "GRANT SELECT ON |"],
    ["LIKE", "CREATE TABLE x (LIKE |"],
    ["INHERITS", "CREATE TABLE x () INHERITS |"].slice(0, 2) as [string, string],
    ["a view's FROM", "CREATE VIEW v AS SELECT * FROM |"],
    ["a subquery's FROM", "SELECT * FROM (SELECT * FROM |"],
    ["half of the name", "SELECT * FROM ord|"],
  ])("after %s", (_name, text) => {
    const names = offered(text).filter((name) => relations.includes(name));
    expect(names).toEqual(relations);
  });

  it("after REFERENCES come with their key", () => {
    expect(offered("CREATE TABLE x (a bigint REFERENCES |", "table").slice(0, 3)).toEqual([
      "customers (id)",
      "orders (id)",
      "app.settings (key)",
    ]);
  });

  it("of a schema after its dot", () => {
    expect(offered("SELECT * FROM app.|", "table")).toEqual(["settings"]);
  });

  it("that WITH names", () => {
    expect(offered("WITH recent AS (SELECT 1) SELECT * FROM |", "table")[0]).toBe("recent");
  });
});

describe("types", () => {
  it.each([
    ["of a column", "CREATE TABLE x (a |"],
    ["of a second column", "CREATE TABLE x (a int, b |"],
    ["of a column that is added", "ALTER TABLE orders ADD COLUMN x |"],
    ["of a column that is altered", "ALTER TABLE orders ALTER COLUMN total TYPE |"],
    ["of a domain", "CREATE DOMAIN d AS |"],
    ["that a function returns", "CREATE FUNCTION f() RETURNS |"],
  ])("%s, one's own first", (_name, text) => {
    expect(offered(text).slice(0, 2)).toEqual(["order_status", "bigint"]);
  });
});

describe("keywords", () => {
  it.each([
    ["constraints of a column", "CREATE TABLE x (a bigint |", "PRIMARY KEY"],
    ["the rest of PRIMARY KEY", "CREATE TABLE x (a bigint PRIMARY |", "KEY"],
    ["the rest of NOT NULL", "CREATE TABLE x (a bigint NOT |", "NULL"],
    ["what happens on delete", "CREATE TABLE x (a bigint REFERENCES orders (id) ON DELETE |", "CASCADE"],
    ["ON DELETE after a reference", "CREATE TABLE x (a bigint REFERENCES orders (id) |", "ON DELETE"],
    ["kinds of table constraints", "CREATE TABLE x (a int, CONSTRAINT c |", "PRIMARY KEY"],
    ["actions of ALTER TABLE", "ALTER TABLE orders |", "ADD COLUMN"],
    ["changes of a column", "ALTER TABLE orders ALTER COLUMN total |", "TYPE"],
    ["kinds of objects", "CREATE |", "TABLE"],
    ["kinds of objects to drop", "DROP |", "TABLE"],
    ["methods of an index", "CREATE INDEX i ON orders USING |", "btree"],
    ["commands of a policy", "CREATE POLICY p ON orders FOR |", "SELECT"],
    ["languages of a function", "CREATE FUNCTION f() RETURNS int LANGUAGE |", "plpgsql"],
    ["statements", "|", "CREATE"],
    ["statements after a semicolon", "SELECT 1; |", "CREATE"],
    ["what a comment is on", "COMMENT ON |", "COLUMN"],
    ["clauses of a query", "SELECT * FROM orders |", "WHERE"],
    ["sort order of an index", "CREATE INDEX ON orders (id |", "DESC"],
  ])("%s", (_name, text, expected) => {
    expect(offered(text, "keyword")).toContain(expected);
  });

  it("in the case in which the person writes", () => {
    expect(offered("create table x (a bigint |", "keyword")).toContain("primary key");
    expect(offered("crea|", "keyword")).toContain("create");
  });
});

describe("other objects", () => {
  it.each([
    ["trigger functions", "CREATE TRIGGER t BEFORE UPDATE ON orders EXECUTE FUNCTION |", ["touch()"]],
    ["indexes", "DROP INDEX |", ["orders_customer_idx"]],
    ["views", "DROP VIEW |", ["big_orders"]],
    ["types", "DROP TYPE |", ["order_status"]],
    ["schemas", "DROP SCHEMA |", ["app"]],
  ])("%s", (_name, text, expected) => {
    expect(offered(text)).toEqual(expect.arrayContaining(expected));
  });

  it("functions with their parentheses", () => {
    expect(offered("SELECT | FROM orders", "function")).toEqual(
      expect.arrayContaining(["order_total($1)", "now()", "coalesce($1)", "current_date"]),
    );
  });

  it("snippets at the start of a statement", () => {
    const context = at("|");
    const labels = completionsAt(context, 0).flatMap(({ kind, label }) => (kind === "snippet" ? label : []));
    expect(labels).toEqual([
      "create table",
      "create join table",
      "create enum",
      "create index",
      "create updated_at trigger",
      "create policy",
      "create view",
    ]);
  });
});

describe("nothing", () => {
  it.each([
    ["in a line comment", "-- sel|"],
    ["at the end of a line comment", "SELECT 1 -- from |"],
    ["in a block comment", "/* FROM | */ SELECT 1"],
    ["in a string", "SELECT 'FROM |' FROM orders"],
    ["in an unterminated string", "SELECT 'FROM |"],
  ])("%s", (_name, text) => {
    expect(offered(text)).toEqual([]);
  });
});

it("replaces the word that is typed and nothing else", () => {
  const context = at("CREATE TABLE t (id int);\nSELECT i| FROM t");
  const item = completionsAt(context, context.offset).find(({ label }) => label === "id");
  expect(item && context.text.slice(item.replace.start, item.replace.end)).toBe("i");
});

it("never throws, wherever the cursor stands in whatever text", () => {
  const texts = [
    shop,
    "CREATE TABLE (((",
    "SELECT . . .",
    "ALTER TABLE",
    ")",
    "'",
    "$$",
    "CREATE INDEX ON (",
    "\0",
    "👩‍👩‍👧",
  ];
  for (const text of texts) {
    const context = at(text.replaceAll("|", ""));
    for (let offset = 0; offset <= context.text.length; offset += 3) completionsAt(context, offset);
  }
});

describe("what comes first", () => {
  const tables = `CREATE TABLE zones (id bigint PRIMARY KEY, created_at timestamptz);
CREATE TABLE authors (author_id uuid PRIMARY KEY, mail varchar(20), at timestamptz, seen timestamptz);
CREATE TABLE order_items (id bigint PRIMARY KEY, price numeric);
`;
  it.each([
    ["REFERENCES of a column", "CREATE TABLE x (author_id uuid REFERENCES |", "authors (author_id)"],
    [
      "REFERENCES of a longer name",
      "CREATE TABLE x (first_author_id uuid NOT NULL REFERENCES |",
      "authors (author_id)",
    ],
    [
      "FOREIGN KEY",
      "CREATE TABLE x (order_item_id int, FOREIGN KEY (order_item_id) REFERENCES |",
      "order_items (id)",
    ],
    ["ADD COLUMN", "ALTER TABLE zones ADD COLUMN author_id uuid REFERENCES |", "authors (author_id)"],
    ["the type that the name has elsewhere", "CREATE TABLE x (author_id |", "uuid"],
    ["the type that is used most", "CREATE TABLE x (y |", "timestamptz"],
    ["the next column of INSERT", "INSERT INTO authors (author_id, |", "mail"],
    ["the table of an alias before FROM", "SELECT oi.|", "id"],
    ["the rest of a phrase", "ALTER TABLE zones OWNER |", "TO"],
  ])("%s", (_name, text, expected) => {
    const context = at(tables + text);
    expect(completionsAt(context, context.offset)[0]?.label).toBe(expected);
  });

  it("names are written as the search path needs it", () => {
    const schemas = "CREATE SCHEMA a;\nCREATE TABLE a.one (id int);\nCREATE TABLE two (id int);\n";
    const names = (text: string) => {
      const context = at(schemas + text);
      return completionsAt(context, context.offset)
        .filter(({ kind }) => kind === "table")
        .map(({ insertText }) => insertText);
    };
    expect(names("SELECT * FROM |")).toEqual(["two", "a.one"]);
    expect(names("SET search_path TO a;\nSELECT * FROM |")).toEqual(["one", "public.two"]);
    expect(names("SELECT pg_catalog.set_config('search_path', '', false);\nSELECT * FROM |")).toEqual([
      "a.one",
      "public.two",
    ]);
  });

  it.each(["mysql", "sqlite"] as const)("names of mixed case are found in %s", (dialect) => {
    const table = "CREATE TABLE Genre (GenreId int PRIMARY KEY, Name text);\n";
    const labels = (text: string) => {
      const context = at(table + text, dialect);
      return completionsAt(context, context.offset).map(({ label }) => label);
    };
    expect(labels("INSERT INTO genre (|")).toEqual(["GenreId", "Name"]);
    expect(labels("SELECT g.| FROM GENRE g")).toEqual(["GenreId", "Name"]);
    expect(labels("SELECT q.| FROM (SELECT GenreId AS TheId FROM Genre) q")).toEqual(["TheId"]);
    expect(labels("CREATE TABLE x (MyId int, PRIMARY KEY (|")).toEqual(["MyId"]);
  });

  it.each([
    ["SELECT |", "total"],
    ["WITH r AS (SELECT 1 AS uno) SELECT r.|", "uno"],
    ["CREATE SCHEMA s CREATE TABLE t (id |", "bigint"],
    ["SELECT 'new'::|", "order_status"],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT id FROM |", "orders"],
    ["CREATE RULE r AS ON INSERT TO orders DO INSTEAD INSERT INTO |", "orders"],
    ["CREATE EXTENSION citext; CREATE TABLE x (a |", "citext"],
    ["ALTER SEQUENCE s OWNED BY |", "orders"],
    ["CREATE CONSTRAINT TRIGGER t AFTER UPDATE ON |", "orders"],
    ["SELECT * FROM (orders o JOIN |", "customers"],
    ["CREATE TABLE |", "app"],
    ["ALTER TYPE |", "order_status"],
    ["CREATE EXTENSION IF |", "NOT EXISTS"],
  ])("%s offers %s", (text, expected) => {
    expect(offered(text)).toContain(expected);
  });
});
