import { describe, expect, it } from "vitest";
import { prepareRenameAt, renameAt } from "../../server/language";
import type { Dialect } from "../../server/sql";
import { at } from "./at";

/** The text after the rename, or the reason why there is none. */
function renamed(marked: string, newName: string, dialect: Dialect = "postgresql"): string {
  const context = at(marked, dialect);
  const result = renameAt(context, context.offset, newName);
  if ("refusal" in result) return `refused: ${result.refusal}`;
  let { text } = context;
  for (const { span, newText } of [...result.edits].reverse()) {
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  return text;
}

describe("a name in MySQL and SQLite", () => {
  const text =
    "CREATE TABLE ite|ms (id int PRIMARY KEY);\nCREATE TABLE lines (item_id int, FOREIGN KEY (item_id) REFERENCES Items (id));";

  it.each(["mysql", "mariadb", "sqlite"] as const)("keeps its case in %s", (dialect) => {
    expect(renamed(text, "OrderLines", dialect)).toBe(
      "CREATE TABLE OrderLines (id int PRIMARY KEY);\nCREATE TABLE lines (item_id int, FOREIGN KEY (item_id) REFERENCES OrderLines (id));",
    );
    expect(renamed(text, "Items", dialect)).toBe(
      "CREATE TABLE Items (id int PRIMARY KEY);\nCREATE TABLE lines (item_id int, FOREIGN KEY (item_id) REFERENCES Items (id));",
    );
  });

  it("is taken whatever its case, and has its quotes where it needs them", () => {
    const taken = "CREATE TABLE ite|ms (id int);\nCREATE TABLE orders (id int);";
    expect(renamed(taken, "Orders", "mysql")).toMatch(/^refused: /);
    expect(renamed("CREATE TABLE ite|ms (id int);", "Order Lines", "mysql")).toBe(
      "CREATE TABLE `Order Lines` (id int);",
    );
    expect(renamed("CREATE TABLE ite|ms (id int);", "ITEMS")).toBe("CREATE TABLE items (id int);");
  });
});

describe("a table", () => {
  it("in foreign keys, indexes, comments and views", () => {
    expect(
      renamed(
        `CREATE TABLE ite|ms (id int PRIMARY KEY);
CREATE TABLE parts (item_id int REFERENCES items (id));
CREATE INDEX ON items (id);
CREATE VIEW v AS SELECT i.id FROM items i;
COMMENT ON TABLE items IS 'items';`,
        "products",
      ),
    ).toBe(
      `CREATE TABLE products (id int PRIMARY KEY);
CREATE TABLE parts (item_id int REFERENCES products (id));
CREATE INDEX ON products (id);
CREATE VIEW v AS SELECT i.id FROM products i;
COMMENT ON TABLE products IS 'items';`,
    );
  });

  it("from a mention, with quotes where the new name needs them", () => {
    expect(renamed("CREATE TABLE a (id int);\nCREATE INDEX ON a| (id);", "Order Lines")).toBe(
      'CREATE TABLE "Order Lines" (id int);\nCREATE INDEX ON "Order Lines" (id);',
    );
  });

  it("to a reserved word, in quotes", () => {
    expect(renamed("CREATE TABLE a| (id int);", "order")).toBe('CREATE TABLE "order" (id int);');
  });

  it("in the body of a function", () => {
    expect(
      renamed(
        "CREATE TABLE a| (id int);\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM a; END $$;",
        "b",
      ),
    ).toBe(
      "CREATE TABLE b (id int);\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM b; END $$;",
    );
  });

  it("refuses where a body has the word and does not tell what it means", () => {
    expect(
      renamed(
        "CREATE TABLE a| (id int);\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE a int; BEGIN RETURN a; END $$;",
        "b",
      ),
    ).toBe(
      'refused: "a" cannot be renamed for certain: line 2 has the same word, and the text does not tell whether it means this.',
    );
  });

  it("refuses a name that is taken", () => {
    expect(renamed("CREATE TABLE a| (id int);\nCREATE TABLE b (id int);", "b")).toBe(
      'refused: There is already a table "b".',
    );
  });
});

describe("a column", () => {
  it("in keys, checks, indexes and foreign keys of other tables", () => {
    expect(
      renamed(
        `CREATE TABLE a (co|de text UNIQUE, CHECK (code <> ''));
CREATE TABLE b (a_code text REFERENCES a (code), code text);
CREATE INDEX ON a (code);`,
        "slug",
      ),
    ).toBe(
      `CREATE TABLE a (slug text UNIQUE, CHECK (slug <> ''));
CREATE TABLE b (a_code text REFERENCES a (slug), code text);
CREATE INDEX ON a (slug);`,
    );
  });

  it("behind the alias of a view's table", () => {
    expect(
      renamed("CREATE TABLE a (x| int);\nCREATE VIEW v AS SELECT t.x FROM a t WHERE t.x > 1;", "y"),
    ).toBe("CREATE TABLE a (y int);\nCREATE VIEW v AS SELECT t.y AS x FROM a t WHERE t.y > 1;");
  });

  it("of a view, which kept the name that the table gives it", () => {
    expect(
      renamed(
        `CREATE TABLE a (x int, z int);
CREATE VIEW v AS SELECT t.x, z FROM a t;
CREATE VIEW w AS SELECT x FROM v WHERE v.x > 1;
SELECT v.x| FROM v ORDER BY x;
SELECT x FROM w;
SELECT x FROM a;`,
        "y",
      ),
    ).toBe(`CREATE TABLE a (x int, z int);
CREATE VIEW v AS SELECT t.x AS y, z FROM a t;
CREATE VIEW w AS SELECT y AS x FROM v WHERE v.y > 1;
SELECT v.y FROM v ORDER BY y;
SELECT x FROM w;
SELECT x FROM a;`);
  });

  it.each([
    [
      "CREATE VIEW v AS SELECT * FROM a;\nSELECT x| FROM v;",
      '"x" is not defined here, so it cannot be renamed here.',
    ],
    ["CREATE VIEW v AS SELECT x, z AS y FROM a;\nSELECT x| FROM v;", 'View "v" already has a column "y".'],
    [
      "CREATE VIEW v AS SELECT x FROM a;\nCREATE OR REPLACE VIEW v AS SELECT x FROM a;\nSELECT x| FROM v;",
      '"x" is not defined here, so it cannot be renamed here.',
    ],
  ])("refuses one of a view that cannot be told apart: %s", (text, reason) => {
    expect(renamed(`CREATE TABLE a (x int, z int);\n${text}`, "y")).toBe(`refused: ${reason}`);
  });

  it("refuses a name that the table has already", () => {
    expect(renamed("CREATE TABLE a (x| int, y int);", "y")).toBe(
      'refused: Table "a" already has a column "y".',
    );
  });
});

describe("other things", () => {
  it("a type", () => {
    expect(renamed("CREATE TYPE mood| AS ENUM ('a');\nCREATE TABLE t (m mood, n mood[]);", "feeling")).toBe(
      "CREATE TYPE feeling AS ENUM ('a');\nCREATE TABLE t (m feeling, n feeling[]);",
    );
  });

  it("a function with its trigger", () => {
    expect(
      renamed(
        "CREATE TABLE t (id int);\nCREATE FUNCTION f|() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\nCREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f();",
        "h",
      ),
    ).toBe(
      "CREATE TABLE t (id int);\nCREATE FUNCTION h() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\nCREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION h();",
    );
  });

  it("an index", () => {
    expect(renamed("CREATE TABLE t (id int);\nCREATE INDEX i| ON t (id);\nDROP INDEX i;", "j")).toBe(
      "CREATE TABLE t (id int);\nCREATE INDEX j ON t (id);\nDROP INDEX j;",
    );
  });
});

describe("refusals", () => {
  it.each([
    ["an empty name", "CREATE TABLE a| (id int);", " ", "A name cannot be empty."],
    [
      "a name that PostgreSQL would cut",
      "CREATE TABLE a| (id int);",
      "x".repeat(64),
      "A name in PostgreSQL has at most 63 bytes; a longer one is cut.",
    ],
    ["a keyword", "CREATE TAB|LE a (id int);", "b", "There is nothing here that can be renamed."],
    [
      "a thing of another file",
      "CREATE TABLE a (id int REFERENCES elsewhere| (id));",
      "b",
      '"elsewhere" is not defined here, so it cannot be renamed here.',
    ],
  ])("%s", (_name, text, newName, reason) => {
    expect(renamed(text, newName)).toBe(`refused: ${reason}`);
  });
});

it("prepares with the name as it is kept", () => {
  const context = at('CREATE TABLE "Order| Lines" (id int);');
  expect(prepareRenameAt(context, context.offset)).toEqual({
    span: { start: 13, end: 26 },
    name: "Order Lines",
  });
});

describe("a name that lives within its statement", () => {
  it.each<[string, string, Dialect?]>([
    [
      "SELECT o|.id, o.* FROM orders o WHERE EXISTS (SELECT 1 FROM b o WHERE o.id = 1)",
      "SELECT new.id, new.* FROM orders new WHERE EXISTS (SELECT 1 FROM b o WHERE o.id = 1)",
    ],
    [
      "WITH r| AS (SELECT a FROM r) SELECT r.a FROM t JOIN r ON true UNION SELECT q.a FROM r q",
      "WITH new AS (SELECT a FROM r) SELECT new.a FROM t JOIN new ON true UNION SELECT q.a FROM new q",
    ],
    [
      "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r|) SELECT n FROM r",
      "WITH RECURSIVE new AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM new) SELECT n FROM new",
    ],
    ["SELECT row_to_json(c|) FROM a AS c", "SELECT row_to_json(new) FROM a AS new"],
    [
      "SELECT extract(year FROM c.d) FROM a c| WHERE c.x IS DISTINCT FROM c.y FOR UPDATE OF c",
      "SELECT extract(year FROM new.d) FROM a new WHERE new.x IS DISTINCT FROM new.y FOR UPDATE OF new",
    ],
    [
      "DO $$ BEGIN UPDATE a o| SET x = 1 FROM b c WHERE o.id = c.id; DELETE FROM b o WHERE o.id = 2; END $$",
      "DO $$ BEGIN UPDATE a new SET x = 1 FROM b c WHERE new.id = c.id; DELETE FROM b o WHERE o.id = 2; END $$",
    ],
    [
      "SELECT `c`.`id` FROM `a` `c|` WHERE c.id > 1",
      "SELECT new.`id` FROM `a` new WHERE new.id > 1",
      "mysql",
    ],
  ])("%s", (text, expected, dialect) => {
    expect(renamed(text, "new", dialect)).toBe(expected);
  });

  it("takes no name that the statement has already", () => {
    expect(renamed("SELECT 1 FROM orders o| JOIN items i ON i.id = o.id", "I")).toBe(
      'refused: "i" names something else in this statement.',
    );
  });
});

describe("a column that others read", () => {
  it("is renamed with the tables that it is one with", () => {
    expect(
      renamed(
        "CREATE TABLE a (x int) PARTITION BY RANGE (x);\nCREATE TABLE b (x| int);\nALTER TABLE a ATTACH PARTITION b DEFAULT;",
        "y",
      ),
    ).toBe(
      "CREATE TABLE a (y int) PARTITION BY RANGE (y);\nCREATE TABLE b (y int);\nALTER TABLE a ATTACH PARTITION b DEFAULT;",
    );
  });

  it.each<[string, string, Dialect?]>([
    ["CREATE VIEW v AS SELECT x, x + 1 AS z FROM a;", "CREATE VIEW v AS SELECT y AS x, y + 1 AS z FROM a;"],
    ["CREATE VIEW v (x) AS SELECT x FROM a;", "CREATE VIEW v (x) AS SELECT y FROM a;"],
    ["CREATE VIEW v AS SELECT x AS y FROM a;", "CREATE VIEW v AS SELECT y FROM a;"],
    [
      "CREATE VIEW v AS WITH r AS (SELECT a.x FROM a) SELECT r.x FROM r WHERE 1 IN (SELECT x FROM a);",
      "CREATE VIEW v AS WITH r AS (SELECT a.y AS x FROM a) SELECT r.x FROM r WHERE 1 IN (SELECT y FROM a);",
    ],
    [
      "CREATE VIEW v AS SELECT t.id, MAX(x) AS x FROM a AS t WHERE t.x > 1;",
      "CREATE VIEW v AS SELECT t.id, MAX(y) AS x FROM a AS t WHERE t.y > 1;",
      "mysql",
    ],
    [
      "CREATE TRIGGER g AFTER UPDATE ON a BEGIN UPDATE b SET n = n + 1 WHERE n = NEW.x; END;",
      "CREATE TRIGGER g AFTER UPDATE ON a BEGIN UPDATE b SET n = n + 1 WHERE n = NEW.y; END;",
      "sqlite",
    ],
    [
      "CREATE TABLE c (x int CHECK (x > 0), z int);",
      "CREATE TABLE c (x int CHECK (x > 0), z int);",
      "sqlite",
    ],
  ])("keeps its name there: %s", (text, expected, dialect) => {
    const tables = (name: string) => `CREATE TABLE a (id int, ${name} int);\nCREATE TABLE b (n int);\n`;
    expect(renamed(tables("x|") + text, "y", dialect)).toBe(tables("y") + expected);
  });

  it("in checks of SQLite and MySQL", () => {
    expect(renamed("CREATE TABLE a (x| int, CHECK (x > 0 AND lower(x) <> 'x'));", "y", "sqlite")).toBe(
      "CREATE TABLE a (y int, CHECK (y > 0 AND lower(y) <> 'x'));",
    );
  });
});

describe("bodies of functions", () => {
  const tables = "CREATE TABLE a (id int, x| int);\nCREATE TABLE b (id int, x int);\n";
  const body = (text: string) =>
    `CREATE FUNCTION f(n int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE v int; BEGIN ${text} END $$;`;
  it.each([
    [
      "SELECT t.x INTO v FROM a t, b s WHERE s.x = t.id;",
      "SELECT t.y INTO v FROM a t, b s WHERE s.x = t.id;",
    ],
    ["INSERT INTO a (id, x) SELECT id, b.x FROM b;", "INSERT INTO a (id, y) SELECT id, b.x FROM b;"],
    ["UPDATE a SET x = v WHERE x = n;", "UPDATE a SET y = v WHERE y = n;"],
    ["PERFORM x FROM b; DELETE FROM a;", "PERFORM x FROM b; DELETE FROM a;"],
  ])("name a column for certain: %s", (text, expected) => {
    expect(renamed(tables + body(text), "y")).toBe(tables.replace("x|", "y") + body(expected));
  });

  it("leave it alone where two tables may have it", () => {
    expect(renamed(tables + body("PERFORM x FROM a, b;"), "y")).toMatch(/^refused: "x" cannot be renamed/);
  });

  it("name a table in a list and as a type of its rows", () => {
    const text = (name: string) =>
      `CREATE TABLE ${name} (id int);\nCREATE FUNCTION f() RETURNS SETOF ${name.replace("|", "")} LANGUAGE plpgsql AS $$ DECLARE r ${name.replace("|", "")}%ROWTYPE; BEGIN PERFORM 1 FROM b, ${name.replace("|", "")} AS t; END $$;`;
    expect(renamed(text("a|"), "items")).toBe(text("items"));
  });
});

it("renames a table that is named before its columns", () => {
  expect(
    renamed("CREATE TABLE a| (x int);\nCREATE VIEW v AS SELECT a.x FROM a WHERE public.a.x > 1;", "b"),
  ).toBe("CREATE TABLE b (x int);\nCREATE VIEW v AS SELECT b.x FROM b WHERE public.b.x > 1;");
});
