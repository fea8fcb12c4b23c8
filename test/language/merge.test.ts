import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { changesBetween, mergeSchemas, type Side } from "../../server/language";
import { loadParsers, type Dialect } from "../../server/sql";

beforeAll(() => loadParsers());

const base = `-- The library's books.

-- Who wrote them.
CREATE TABLE author (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL -- as on the cover
);

CREATE TYPE state AS ENUM ('new', 'lent');

CREATE TABLE book (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL, -- the main one
  pages int,
  author_id bigint NOT NULL REFERENCES author (id),
  CONSTRAINT book_pages_positive CHECK (pages > 0)
);
CREATE INDEX book_author_idx ON book (author_id);

COMMENT ON TABLE book IS 'What is lent';

CREATE FUNCTION newest() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM book; $$;
`;

function merge(ours: string, theirs: string, choices: Record<string, Side> = {}, from = base) {
  return mergeSchemas({ dialect: "postgresql", base: from, ours, theirs, choices });
}

/** A change of the base. */
function edit(from: string | RegExp, to: string): string {
  const text = base.replace(from, to);
  if (text === base) throw new Error(`the base has no ${String(from)}`);
  return text;
}

describe("one side", () => {
  test.each([
    ["a column", edit("pages int,", "pages int,\n  isbn text UNIQUE,")],
    ["a table", base + "\nCREATE TABLE shelf (\n  id int PRIMARY KEY\n);\n"],
    ["a type", edit("pages int,", "pages bigint,")],
    ["no table", edit(/CREATE INDEX[^;]*;\n/, "")],
    ["a value", edit("'lent'", "'lent', 'lost'")],
    ["a comment", edit("-- the main one", "-- without the subtitle")],
    ["another order", edit(/(CREATE TYPE.*;\n)\n(CREATE TABLE book[^;]*;\n)/, "$2\n$1")],
    ["a body", edit("max(id)", "min(id)")],
    ["white space", edit("  pages int,", "    pages   int,")],
  ])("%s is taken as it stands, from either side", (_name, changed) => {
    expect(merge(changed, base)).toMatchObject({ text: changed, conflicts: [] });
    expect(merge(base, changed)).toMatchObject({ text: changed, conflicts: [] });
    expect(merge(changed, changed)).toMatchObject({ text: changed, conflicts: [] });
  });
});

describe("both sides", () => {
  test("changes of different columns of one table come together", () => {
    const { text, conflicts } = merge(
      edit("title text NOT NULL", "title varchar(200) NOT NULL"),
      edit("pages int,", "pages int,\n  isbn text UNIQUE, -- since 1970\n  year int,"),
    );
    expect(conflicts).toEqual([]);
    expect(text).toContain(
      `  title varchar(200) NOT NULL, -- the main one
  pages int,
  isbn text UNIQUE, -- since 1970
  year int,
  author_id bigint`,
    );
  });

  test("both add at the end of a table", () => {
    const last = "CHECK (pages > 0)";
    const { text, conflicts } = merge(
      edit(last, `${last},\n  UNIQUE (title)`),
      edit(last, `${last},\n  CONSTRAINT book_title_short CHECK (length(title) < 200) -- fits the label`),
    );
    expect(conflicts).toEqual([]);
    expect(text).toContain(`  CONSTRAINT book_pages_positive CHECK (pages > 0),
  UNIQUE (title),
  CONSTRAINT book_title_short CHECK (length(title) < 200) -- fits the label
);`);
  });

  test("a renamed table keeps what the other side adds to it", () => {
    const { text, conflicts } = merge(
      base.replaceAll(/\bbook\b/g, "volume"),
      edit("pages int,", "pages int,\n  isbn text,"),
    );
    expect(conflicts).toEqual([]);
    expect(text).toContain("CREATE TABLE volume (");
    expect(text).toContain("isbn text");
    expect(text).not.toContain("TABLE book ");
  });

  test("a renamed column takes the other side's type", () => {
    const { text, conflicts } = merge(
      edit(/pages int/, "page_count int").replace("pages > 0", "page_count > 0"),
      edit("pages int,", "pages smallint,"),
    );
    expect(conflicts).toEqual([]);
    expect(text).toContain("page_count smallint,");
  });

  test("values of an enum come together", () => {
    const { text, conflicts } = merge(
      edit("'new', 'lent'", "'new', 'lent', 'lost'"),
      edit("'new', ", "'new', 'held', "),
    );
    expect(conflicts).toEqual([]);
    expect(text).toContain("ENUM ('new', 'held', 'lent', 'lost')");
  });

  test("new tables come together, in an order in which they can be made", () => {
    const { text, conflicts } = merge(
      base + "\nCREATE TABLE reader (\n  id int PRIMARY KEY\n);\n",
      base +
        "\nCREATE TABLE shelf (\n  id int PRIMARY KEY\n);\nCREATE TABLE place (\n  shelf int REFERENCES shelf\n);\n",
    );
    expect(conflicts).toEqual([]);
    expect(text.match(/CREATE TABLE \w+/g)).toEqual([
      "CREATE TABLE author",
      "CREATE TABLE book",
      "CREATE TABLE reader",
      "CREATE TABLE shelf",
      "CREATE TABLE place",
    ]);
  });
});

describe("conflicts", () => {
  const ours = edit("pages int,", "pages bigint,");
  const theirs = edit("pages int,", "pages smallint,");

  test("a column that both change differently is shown with its three texts", () => {
    expect(merge(ours, theirs).conflicts).toEqual([
      {
        id: "relation public.book / column pages",
        object: { kind: "column", name: "book.pages" },
        base: "pages int",
        ours: "pages bigint",
        theirs: "pages smallint",
      },
    ]);
  });

  test.each([
    ["ours", ours],
    ["theirs", theirs],
    ["base", base],
  ] as const)("choosing %s gives its text", (side, text) => {
    expect(merge(ours, theirs, { "relation public.book / column pages": side }).text).toBe(text);
  });

  test("a table that one side removes and the other changes", () => {
    const without = edit(/CREATE TABLE author[^;]*;\n/, "");
    const changed = edit("name text NOT NULL", "name varchar(80) NOT NULL");
    const { conflicts } = merge(without, changed);
    expect(conflicts).toMatchObject([{ object: { kind: "table", name: "author" } }]);
    expect(conflicts[0]?.ours).toBeUndefined();
    expect(merge(without, changed, { [conflicts[0]?.id ?? ""]: "theirs" }).text).toContain("varchar(80)");
    expect(merge(without, changed, { [conflicts[0]?.id ?? ""]: "ours" }).text).not.toContain("TABLE author");
  });

  test("functions of one name with other arguments are different things", () => {
    const of = (type: string) =>
      `\nCREATE FUNCTION short(value ${type}) RETURNS text LANGUAGE sql AS $$ SELECT left(value::text, 3) $$;\n`;
    expect(merge(base + of("text"), base + of("int")).conflicts).toEqual([]);
    const other = of("text").replace("3", "4");
    expect(merge(base + of("text"), base + other).conflicts).toMatchObject([
      { object: { kind: "function", name: "short(text)" } },
    ]);
  });
});

test("what has happened is told by object", () => {
  const after = edit("pages int,", "pages bigint,\n  isbn text,")
    .replace(/CREATE INDEX[^;]*;/, "CREATE TABLE shelf (id int PRIMARY KEY);")
    .replace("'lent')", "'lent', 'lost')");
  expect(
    changesBetween(base, after, "postgresql").map(
      ({ object, what }) => `${what} ${object.kind} ${object.name}`,
    ),
  ).toEqual([
    "added value state.'lost'",
    "changed column book.pages",
    "added column book.isbn",
    "added table shelf",
    "removed index book_author_idx",
  ]);
});

test.each([
  [
    "mysql",
    "CREATE TABLE `order` (\n  `id` int AUTO_INCREMENT,\n  `key` int,\n  PRIMARY KEY (`id`),\n  KEY k (`key`)\n) ENGINE=InnoDB;\n",
  ],
  ["sqlite", 'CREATE TABLE "order" (\n  id INTEGER PRIMARY KEY,\n  [key] int\n) STRICT;\n'],
] as const)("%s: columns come together", (dialect: Dialect, text) => {
  const result = mergeSchemas({
    dialect,
    base: text,
    ours: text.replace(" int,", " bigint,").replace(" int\n", " bigint\n"),
    theirs: text.replace("\n)", ",\n  note text\n)"),
  });
  expect(result.conflicts).toEqual([]);
  expect(result.text).toContain("bigint");
  expect(result.text).toMatch(/note text\n\)/);
});

test("whatever the text, merging it with itself gives it back", () => {
  const piece = fc.constantFrom(
    ...[
      "CREATE TABLE a (",
      "b int",
      ",",
      ")",
      ";",
      "\n",
      "-- c\n",
      "/* d */",
      "'e'",
      "$$ f; $$",
      " ",
      "CHECK (b > 0)",
    ],
    ...[
      "\\connect x\n",
      "CREATE TYPE t AS ENUM ('x')",
      "COPY a FROM stdin;\n1\n\\.\n",
      '"g""h"',
      "SELECT 1",
      "é",
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = pieces.join("");
      expect(merge(text, text, {}, text).text).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("changes of different objects never conflict, and all of them arrive", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const print = (columns: ReadonlyMap<string, string>) =>
    `CREATE TABLE t (\n${[...columns].map(([name, type]) => `  ${name} ${type}`).join(",\n")}\n);\n`;
  const change = fc.record({
    at: fc.nat(names.length - 1),
    what: fc.constantFrom("change", "remove", "add"),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(change, { selector: ({ at }) => at, maxLength: 5 }),
      fc.nat(5),
      (edits, cutAt) => {
        const start = new Map([["id", "int"], ...names.map((name) => [name, "text"] as const)]);
        const apply = (mine: typeof edits) => {
          const columns = new Map(start);
          for (const { at, what } of mine) {
            const name = names[at] ?? "";
            if (what === "change") columns.set(name, "varchar(9)");
            else if (what === "remove") columns.delete(name);
            else columns.set(`${name}_more`, "date");
          }
          return print(columns);
        };
        const [ours, theirs] = [edits.slice(0, cutAt), edits.slice(cutAt)];
        const { text, conflicts } = merge(apply(ours), apply(theirs), {}, print(start));
        expect(conflicts).toEqual([]);
        const lines = (sql: string) =>
          sql
            .split("\n")
            .map((line) => line.replace(/,$/, ""))
            .sort();
        expect(lines(text)).toEqual(lines(apply(edits)));
      },
    ),
    { numRuns: 300 },
  );
});
