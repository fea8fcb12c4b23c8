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
    ).toBe("CREATE TABLE a (y int);\nCREATE VIEW v AS SELECT t.y FROM a t WHERE t.y > 1;");
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
