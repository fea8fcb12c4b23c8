import { describe, expect, it } from "vitest";
import { definitionsAt, highlightsAt, referencesAt, typeDefinitionsAt } from "../../server/language";
import { at, words, type Marked } from "./at";
import { shop } from "./shop";

/** The schema with the cursor inside of the nth occurrence of the word. */
function on(word: string, nth = 1): Marked {
  let from = -1;
  for (let count = 0; count < nth; count++) from = shop.indexOf(word, from + 1);
  expect(from).toBeGreaterThanOrEqual(0);
  return at(`${shop.slice(0, from + 1)}|${shop.slice(from + 1)}`);
}

describe("definition", () => {
  it.each([
    ["a table in REFERENCES", on("customers (id)"), ["3:customers"]],
    ["a column in REFERENCES", on("id) ON DELETE"), ["4:id"]],
    ["a table in an index", on("orders (customer_id)"), ["8:orders"]],
    ["a column in an index", on("customer_id);"), ["10:customer_id"]],
    ["a column in a check", on("total >= 0"), ["12:total"]],
    ["a column in a view, through its alias", on("total > 100"), ["12:total"]],
    ["a table in a view", on("customers c ON"), ["3:customers"]],
    ["a table in COMMENT", on("orders IS"), ["8:orders"]],
    ["a column in COMMENT", on("total IS"), ["12:total"]],
    ["a table in a trigger", on("orders FOR EACH ROW"), ["8:orders"]],
    ["a function in a trigger", on("touch();"), ["19:touch"]],
    ["a type of a column", on("order_status NOT NULL"), ["2:order_status"]],
    ["a definition leads to itself", on("customers (\n"), ["3:customers"]],
    ["a keyword leads nowhere", on("PRIMARY KEY"), []],
  ])("%s", (_name, context, expected) => {
    expect(words(context, definitionsAt(context, context.offset))).toEqual(expected);
  });
});

it("type definition of a column leads to its enum", () => {
  const context = on("status order_status");
  expect(words(context, typeDefinitionsAt(context, context.offset))).toEqual(["2:order_status"]);
});

describe("references", () => {
  it("of a table: keys, indexes, views, triggers and comments", () => {
    const context = on("orders (\n");
    expect(words(context, referencesAt(context, context.offset, { includeDefinition: true }))).toEqual([
      "8:orders",
      "16:orders",
      "18:orders",
      "25:orders",
      "26:orders",
      "27:orders",
    ]);
  });

  it("of a column, its table's other columns left out", () => {
    const context = on("total numeric");
    expect(words(context, referencesAt(context, context.offset, { includeDefinition: false }))).toEqual([
      "13:total",
      "18:total",
      "27:total",
    ]);
  });

  it("of a column that two tables have, by table", () => {
    const context = on("id bigint PRIMARY KEY", 2);
    expect(words(context, referencesAt(context, context.offset, { includeDefinition: true }))).toEqual([
      "9:id",
      "18:id",
    ]);
  });

  it("also where a statement does not parse", () => {
    const context = at("CREATE TABLE a| (id int);\nCREATE TABEL b (x int);\nCREATE INDEX ON a (id);");
    expect(words(context, referencesAt(context, context.offset, { includeDefinition: true }))).toEqual([
      "1:a",
      "3:a",
    ]);
  });
});

it("highlights tell what creates from what uses", () => {
  const context = at("CREATE TABLE a| (id int);\nCREATE INDEX ON a (id);\nDROP TABLE a;");
  expect(highlightsAt(context, context.offset).map(({ kind }) => kind)).toEqual(["write", "read", "write"]);
});

describe("names that live within a statement", () => {
  it.each([
    ["an alias", "SELECT o.id FROM orders AS o WHERE o|.total > 1", ["1:o"], ["1:o", "1:o", "1:o"]],
    ["a table of WITH", "WITH r AS (SELECT 1 AS n)\nSELECT r.n FROM r|", ["1:r"], ["1:r", "2:r", "2:r"]],
    ["a query in FROM", "SELECT x.n FROM (SELECT 1 AS n) x|", ["1:x"], ["1:x", "1:x"]],
    ["in each part of a UNION", "SELECT x.a FROM t x\nUNION SELECT x|.a FROM u x", ["2:x"], ["2:x", "2:x"]],
    ["half-typed", "SELECT o|. FROM orders o WHERE", ["1:o"], ["1:o", "1:o"]],
  ])("%s", (_name, text, definitions, references) => {
    const context = at(text);
    expect(words(context, definitionsAt(context, context.offset))).toEqual(definitions);
    expect(words(context, referencesAt(context, context.offset, { includeDefinition: true }))).toEqual(
      references,
    );
    expect(highlightsAt(context, context.offset).filter(({ kind }) => kind === "write")).toHaveLength(1);
  });
});
