import { beforeAll, describe, expect, it } from "vitest";
import {
  documentLinks,
  documentSymbols,
  foldingRanges,
  formatEdits,
  hoverAt,
  inlayHints,
  prepareFormatter,
  referenceLenses,
  selectionSpansAt,
  semanticTokens,
  signatureHelpAt,
  workspaceSymbols,
} from "../../server/language";
import { at, words, type Marked } from "./at";
import { shop } from "./shop";

beforeAll(prepareFormatter);

function hover(text: string): string | undefined {
  const context = at(text);
  return hoverAt(context, context.offset)?.markdown;
}

describe("hover", () => {
  it("a table: columns, keys, comment and who references it", () => {
    const start = shop.indexOf("customers (");
    expect(hover(`${shop.slice(0, start + 1)}|${shop.slice(start + 1)}`)).toBe(
      [
        "```sql",
        "table customers (",
        "  id bigint not null",
        "  E-mail text not null",
        "  name text",
        "  primary key (id)",
        "  unique (E-mail)",
        ")",
        "```",
        "",
        "Referenced by `orders`.",
      ].join("\n"),
    );
  });

  it("a column: type, nullability, keys, indexes, comment", () => {
    const start = shop.indexOf("customer_id bigint");
    expect(hover(`${shop.slice(0, start + 1)}|${shop.slice(start + 1)}`)).toBe(
      [
        "```sql",
        "orders.customer_id bigint not null",
        "```",
        "",
        "Foreign key (customer_id) → customers (id) on delete cascade. Indexed by `orders_customer_idx`.",
      ].join("\n"),
    );
  });

  it.each([
    ["an enum", "CREATE TYPE mo|od AS ENUM ('sad', 'ok');", "enum mood ('sad', 'ok')"],
    [
      "a function",
      "CREATE FUNCTION f|(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
      "function f(a integer) returns integer\nlanguage sql",
    ],
    [
      "an index",
      "CREATE TABLE t (id int);\nCREATE UNIQUE INDEX i| ON t (id);",
      "unique index i on t using btree (id)",
    ],
    ["a view", "CREATE VIEW v| AS SELECT 1 AS one;", "view v (one)"],
    ["a domain", "CREATE DOMAIN d| AS text NOT NULL;", "domain d as text not null"],
    ["a sequence", "CREATE SEQUENCE s|;", "sequence s"],
    ["a built-in type", "CREATE TABLE t (a times|tamptz);", "timestamptz"],
    ["a built-in function", "SELECT gen_random_|uuid();", "gen_random_uuid() → uuid"],
    ["a keyword", "CREATE TABLE t (a int PRIMARY| KEY);", "PRIMARY KEY"],
  ])("%s", (_name, text, expected) => {
    expect(hover(text)?.split("\n```")[0]).toBe(`\`\`\`sql\n${expected}`);
  });

  it("takes nothing of a comment or a name for a link, a picture or markup", () => {
    const name = `"a\`[x](command:y)"`;
    const text = `CREATE TABLE ${name} (id bigint PRIMARY KEY, to_a bigint REFERENCES ${name});
      COMMENT ON TABLE ${name} IS '[go](command:z) ![](https://example.com/x.png)
      # **b** <b> snake_case (c)';
      SELECT id FROM `;
    expect(hover(`${text}${name.slice(0, 4)}|${name.slice(4)};`)?.split("\n```\n\n")[1]).toBe(
      [
        "\\[go\\](command:z) \\!\\[\\](https://example.com/x.png)  ",
        "\\# \\*\\*b\\*\\* \\<b\\> snake_case (c)",
        "",
        "Referenced by `` a`[x](command:y) ``.",
      ].join("\n"),
    );
  });

  it("nothing on white space, numbers and strings", () => {
    expect([hover("SELECT  |  1;"), hover("SELECT 12|3;"), hover("SELECT 'a|b';")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("outline", () => {
  it("holds tables with their columns, and the rest, in order", () => {
    const outline = documentSymbols(at(shop)).map(({ name, kind, children }) => [
      kind,
      name,
      ...children.map((child) => child.name),
    ]);
    expect(outline).toEqual([
      ["schema", "app"],
      ["enum", "order_status", "new", "paid"],
      ["table", "customers", "id", "E-mail", "name"],
      ["table", "orders", "id", "customer_id", "status", "total"],
      ["table", "app.settings", "key", "value"],
      ["index", "orders_customer_idx"],
      ["view", "big_orders"],
      ["function", "touch"],
      ["function", "order_total"],
      ["trigger", "orders_touch"],
    ]);
  });

  it("keeps every name inside of its symbol, and children inside of their parent", () => {
    for (const symbol of documentSymbols(at(shop))) {
      expect(symbol.nameSpan.start).toBeGreaterThanOrEqual(symbol.span.start);
      expect(symbol.nameSpan.end).toBeLessThanOrEqual(symbol.span.end);
      for (const child of symbol.children) expect(child.span.end).toBeLessThanOrEqual(symbol.span.end);
    }
  });

  it("is searched by letters in order", () => {
    expect(workspaceSymbols(at(shop), "custid").map(({ name, container }) => [name, container])).toEqual([
      ["customer_id", "orders"],
      ["orders_customer_idx", undefined],
    ]);
  });
});

describe("folding", () => {
  it("statements, parentheses and comments of several lines", () => {
    const context = at("-- one\n-- two\nCREATE TABLE t (\n  a int\n);\n/* a\n b */\nSELECT 1;");
    expect(
      foldingRanges(context.script).map(({ span, kind }) => [kind, context.text.slice(span.start, span.end)]),
    ).toEqual([
      ["comment", "-- one\n-- two"],
      ["region", "CREATE TABLE t (\n  a int\n)"],
      ["region", "(\n  a int\n)"],
      ["comment", "/* a\n b */"],
    ]);
  });
});

describe("selections grow", () => {
  /** The spans around `|`, from the innermost out, without the statement and the document. */
  const grown = (text: string): string[] => {
    const context = at(text);
    const spans = selectionSpansAt(context, context.offset);
    return spans.slice(0, -2).map(({ start, end }) => context.text.slice(start, end).replace(/\s+/g, " "));
  };

  it("from the word to the document", () => {
    const context = at("CREATE TABLE t (a int, b te|xt NOT NULL);");
    expect(words(context, selectionSpansAt(context, context.offset))).toEqual([
      "1:text",
      "1:b text",
      "1:b text NOT NULL",
      "1:a int, b text NOT NULL",
      "1:(a int, b text NOT NULL)",
      "1:CREATE TABLE t (a int, b text NOT NULL)",
      "1:CREATE TABLE t (a int, b text NOT NULL);",
    ]);
  });

  it.each<[string, string[]]>([
    ["SELECT a, b.x| + 1 FROM b WHERE true;", ["x", "b.x", "b.x + 1", "a, b.x + 1", "SELECT a, b.x + 1"]],
    [
      "SELECT 1 FROM a JOIN b ON a.x = b.x WHERE a.y BETWEEN 1 AND 2| AND a.z OR b.z ORDER BY 1;",
      [
        "2",
        "a.y BETWEEN 1 AND 2",
        "a.y BETWEEN 1 AND 2 AND a.z OR b.z",
        "WHERE a.y BETWEEN 1 AND 2 AND a.z OR b.z",
      ],
    ],
    ["SELECT x FR|OM a, b WHERE y;", ["FROM", "FROM a, b"]],
    [
      "SELECT CASE WHEN x| AND y THEN 1 END, z FROM a;",
      [
        ...["x", "x AND y", "WHEN x AND y", "WHEN x AND y THEN 1", "CASE WHEN x AND y THEN 1 END"],
        ...["CASE WHEN x AND y THEN 1 END, z", "SELECT CASE WHEN x AND y THEN 1 END, z"],
      ],
    ],
    ["SELECT x FROM a GROUP BY x, y|;", ["y", "x, y", "GROUP BY x, y"]],
    [
      "CREATE TABLE t (a int REFERENCES b ON DELETE CAS|CADE, c int);",
      [
        ...["CASCADE", "ON DELETE CASCADE", "a int REFERENCES b ON DELETE CASCADE"],
        ...["a int REFERENCES b ON DELETE CASCADE, c int", "(a int REFERENCES b ON DELETE CASCADE, c int)"],
      ],
    ],
    [
      "INSERT INTO t VALUES ('some wo|rds', 2), (3);",
      [
        ...["some words", "'some words'", "'some words', 2", "('some words', 2)"],
        ...["('some words', 2), (3)", "VALUES ('some words', 2), (3)"],
      ],
    ],
    [
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN a := 1; RETURN b|; END $$;",
      [
        ...[
          "b",
          "RETURN b",
          "BEGIN a := 1; RETURN b; END",
          " BEGIN a := 1; RETURN b; END ",
          "$$ BEGIN a := 1; RETURN b; END $$",
        ],
      ],
    ],
    ["SELECT f(|) FROM a;", ["()", "f()", "SELECT f()"]],
  ])("%s", (text, expected) => {
    expect(grown(text)).toEqual(expected);
  });
});

it("semantic tokens are in order and do not overlap", () => {
  const tokens = semanticTokens(at(shop));
  expect(tokens.length).toBeGreaterThan(30);
  for (const [nth, token] of tokens.entries()) {
    const before = tokens[nth - 1];
    if (before) expect(token.span.start).toBeGreaterThanOrEqual(before.span.end);
  }
});

it("hints show what the text leaves unsaid", () => {
  const context = at(
    "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (x bigint REFERENCES a, y int, PRIMARY KEY (y));",
  );
  const all = { start: 0, end: context.text.length };
  expect(
    inlayHints(context, all).map(
      ({ offset, label }) => `${context.text.slice(offset - 6, offset)}<${label}>`,
    ),
  ).toEqual([
    "RY KEY< a_pkey>",
    "NCES a<: bigint>",
    "NCES a< b_x_fkey>",
    " y int< not null>",
    "EY (y)< b_pkey>",
  ]);
  const none = { foreignKeyTypes: false, implicitNotNull: false, generatedNames: false };
  expect(inlayHints(context, all, none)).toEqual([]);
});

it("lenses count the mentions of each table", () => {
  const context = at(shop);
  const counts = referenceLenses(context).map(({ span, mentions }) => [
    context.text.slice(span.start, span.end),
    mentions.length,
  ]);
  expect(counts).toEqual([
    ["customers", 2],
    ["orders", 5],
    ["settings", 0],
    ["big_orders", 0],
  ]);
});

it("links lead to included files", () => {
  const context: Marked = at("\\i tables.sql\n\\ir 'sub dir/more.sql'\n\\echo no\nSELECT 1;");
  expect(documentLinks(context.script).map(({ path }) => path)).toEqual(["tables.sql", "sub dir/more.sql"]);
});

describe("signature help", () => {
  function signature(text: string): string | undefined {
    const context = at(shop + text);
    const help = signatureHelpAt(context, context.offset);
    const [first] = help?.signatures ?? [];
    const active = first?.parameters[help?.activeParameter ?? 0];
    return first && `${first.label} @ ${active ? first.label.slice(active.start, active.end) : ""}`;
  }

  it.each([
    [
      "a function of the file",
      "SELECT order_total(|",
      "order_total(order_id bigint, with_tax boolean) → numeric @ order_id bigint",
    ],
    [
      "its second parameter",
      "SELECT order_total(1, |",
      "order_total(order_id bigint, with_tax boolean) → numeric @ with_tax boolean",
    ],
    [
      "a call inside of a call",
      "SELECT order_total(abs(1), |",
      "order_total(order_id bigint, with_tax boolean) → numeric @ with_tax boolean",
    ],
    ["a built-in function", "SELECT nullif(1, |", "nullif(a, b) → a @ b"],
    [
      "INSERT's columns",
      "INSERT INTO orders (id, |",
      "orders (id bigint, customer_id bigint, status order_status, total numeric(12,2)) @ customer_id bigint",
    ],
    [
      "INSERT's values",
      "INSERT INTO orders (status, id) VALUES ('new', |",
      "orders (status order_status, id bigint) @ id bigint",
    ],
    [
      "the second row of values",
      "INSERT INTO orders (status, id) VALUES ('new', 1), (|",
      "orders (status order_status, id bigint) @ status order_status",
    ],
  ])("%s", (_name, text, expected) => {
    expect(signature(text)).toBe(expected);
  });

  it("none outside of a call", () => {
    expect([signature("SELECT |"), signature("SELECT (|"), signature("SELECT unknown_function(|")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("formatting", () => {
  function formatted(text: string): string {
    const { script } = at(text);
    let result = text;
    for (const { span, newText } of [...formatEdits(script)].reverse()) {
      result = result.slice(0, span.start) + newText + result.slice(span.end);
    }
    return result;
  }

  it("lays out statements and keeps comments and what stands between", () => {
    expect(
      formatted(
        "-- Keep me.\ncreate table t (id bigint primary key, name text not null); -- and me\nselect 1;",
      ),
    ).toBe(
      "-- Keep me.\nCREATE TABLE t (\n  id bigint PRIMARY KEY,\n  name text NOT NULL\n); -- and me\nSELECT\n  1;",
    );
  });

  it.each([
    ["a statement that does not parse", "create tabel  t (id int);"],
    ["a psql line", "\\connect  shop"],
  ])("leaves %s", (_name, text) => {
    expect(formatted(text)).toBe(text);
  });

  it("leaves the rows of COPY and the bodies of functions", () => {
    expect(formatted("COPY t FROM stdin;\n1\t 2\n\\.\n")).toContain(";\n1\t 2\n\\.\n");
    const body = "$$ begin   return 1; end $$";
    expect(formatted(`create function f() returns int language plpgsql as ${body};`)).toContain(body);
  });

  it("is idempotent and keeps the meaning of a whole schema", () => {
    const once = formatted(shop);
    expect(formatted(once)).toBe(once);
    const names = (text: string) =>
      at(text).schema.references.map(({ kind, name, role }) => [kind, name, role]);
    expect(names(once)).toEqual(names(shop));
  });
});
