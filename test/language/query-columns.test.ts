import { expect, it, describe } from "vitest";
import {
  completionsAt,
  definitionsAt,
  documentSymbols,
  hoverAt,
  referencesAt,
  renameAt,
  typeDefinitionsAt,
} from "../../server/language";
import type { Dialect } from "../../server/sql";
import { at, words, type Marked } from "./at";

const tables = `CREATE TABLE books (id bigint PRIMARY KEY, title text NOT NULL);
CREATE VIEW shelf AS SELECT b.id, b.title AS name, count(*) AS copies FROM books b GROUP BY 1, 2;
CREATE VIEW listed (a, b) AS SELECT id, title FROM books;
CREATE VIEW every AS SELECT * FROM books;
`;

function at4(text: string, dialect?: Dialect): Marked {
  return at(tables + text, dialect);
}

function renamed(context: Marked, newName: string): string {
  const result = renameAt(context, context.offset, newName);
  if ("refusal" in result) return result.refusal;
  let { text } = context;
  for (const { span, newText } of [...result.edits].reverse())
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  return text.split("\n").slice(4).join("\n");
}

const dialects: readonly Dialect[] = ["postgresql", "mysql", "sqlite"];

describe.each(dialects)("columns of views in %s", (dialect) => {
  it.each([
    ["by its alias", "SELECT s.na|me FROM shelf s;", ["2:name"], "shelf.name text not null"],
    ["alone", "SELECT na|me FROM shelf;", ["2:name"], "shelf.name text not null"],
    ["computed", "SELECT cop|ies FROM shelf;", ["2:copies"], "shelf.copies = count(*)"],
    ["with its own name", "SELECT s.i|d FROM shelf s;", ["2:id"], "shelf.id bigint"],
    ["of a list of names", "SELECT b| FROM listed;", ["3:b"], "listed.b text not null"],
    ["of a star", "SELECT e.tit|le FROM every e;", ["1:title"], "every.title text not null"],
    [
      "through another view",
      "CREATE VIEW w AS SELECT name AS n FROM shelf; SELECT w.n| FROM w;",
      ["5:n"],
      "w.n text not null",
    ],
  ])("%s", (_name, text, definition, hover) => {
    const context = at4(text, dialect);
    expect(words(context, definitionsAt(context, context.offset))).toEqual(definition);
    expect(hoverAt(context, context.offset)?.markdown).toContain(hover);
  });

  it("has references from the view's own text and from others", () => {
    const context = at4("SELECT name FROM shelf;\nSELECT s.nam|e FROM shelf s;", dialect);
    const found = referencesAt(context, context.offset, { includeDefinition: true });
    expect(words(context, found)).toEqual(["2:name", "5:name", "6:name"]);
  });

  it("is renamed where the view gives it its name", () => {
    const context = at4("CREATE VIEW w AS SELECT s.nam|e FROM shelf s;", dialect);
    expect(renamed(context, "label")).toBe("CREATE VIEW w AS SELECT s.label AS name FROM shelf s;");
  });
});

it("a column of a view that does not parse any more is still found from a statement that does", () => {
  const context = at(
    "CREATE VIEW v (a, b) AS SELECT 1 AS x, FROM;\nCREATE VIEW w AS SELECT 1 AS y;\nSELECT y| FROM w;",
  );
  expect(words(context, definitionsAt(context, context.offset))).toEqual(["2:y"]);
});

it("the type of a view's column is that of the column that it is", () => {
  const context = at(
    "CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE t (m mood);\nCREATE VIEW v AS SELECT m AS how FROM t;\nSELECT ho|w FROM v;",
  );
  expect(words(context, typeDefinitionsAt(context, context.offset))).toEqual(["1:mood"]);
});

it("CREATE TABLE … AS names columns in its list", () => {
  const context = at("CREATE TABLE t AS SELECT 1 AS one;\nCREATE INDEX ON t (on|e);");
  expect(words(context, definitionsAt(context, context.offset))).toEqual(["1:one"]);
});

describe.each(dialects)("columns that a query gives, in %s", (dialect) => {
  it.each([
    ["in ORDER BY", "SELECT count(*) AS n FROM books ORDER BY n|;", ["5:n"], ["5:n", "5:n"]],
    ["in GROUP BY", "SELECT length(title) AS n FROM books GROUP BY n|;", ["5:n"], ["5:n", "5:n"]],
    ["of a query in FROM", "SELECT q.n| FROM (SELECT count(*) AS n FROM books) q;", ["5:n"], ["5:n", "5:n"]],
    ["of one alone", "SELECT n| FROM (SELECT count(*) n FROM books) q;", ["5:n"], ["5:n", "5:n"]],
    ["of WITH", "WITH r AS (SELECT count(*) AS n FROM books)\nSELECT r.n| FROM r;", ["5:n"], ["5:n", "6:n"]],
    ["of a list", "WITH r (x) AS (SELECT count(*) FROM books)\nSELECT x| FROM r;", ["5:x"], ["5:x", "6:x"]],
    ["half-typed", "SELECT count(*) AS n FROM books GROUP BY n| HAVING", ["5:n"], ["5:n", "5:n"]],
  ])("%s", (_name, text, definition, references) => {
    const context = at4(text, dialect);
    expect(words(context, definitionsAt(context, context.offset))).toEqual(definition);
    const found = referencesAt(context, context.offset, { includeDefinition: true });
    expect(words(context, found)).toEqual(references);
  });

  it("shows what it stands for", () => {
    const context = at4("SELECT count(*) AS n FROM books ORDER BY n|;", dialect);
    expect(hoverAt(context, context.offset)?.markdown).toBe("```sql\noutput column n = count(*)\n```");
  });

  it("is renamed with its readers, which keep the names that they give", () => {
    const text = "CREATE VIEW w AS SELECT q.n|, q.n AS m FROM (SELECT count(*) AS n FROM books) q;";
    expect(renamed(at4(text, dialect), "total")).toBe(
      "CREATE VIEW w AS SELECT q.total AS n, q.total AS m FROM (SELECT count(*) AS total FROM books) q;",
    );
  });

  it("is not renamed where a star may give it on", () => {
    const text = "CREATE VIEW w AS SELECT * FROM (SELECT count(*) AS n| FROM books) q;";
    expect(renamed(at4(text, dialect), "total")).toContain("cannot be renamed for certain");
  });

  it.each([
    ["in ORDER BY", "SELECT count(*) AS copies_here FROM books ORDER BY |"],
    ["in a query around", "SELECT q.| FROM (SELECT count(*) AS copies_here FROM books) q"],
    ["by a star", "SELECT q.| FROM (SELECT *, 1 AS copies_here FROM books) q"],
    ["in a query within", "SELECT (SELECT |) FROM (SELECT 1 AS copies_here) q"],
    ["half-typed", "SELECT 1 AS copies_here FROM books GROUP BY cop| HAVING"],
  ])("is offered %s", (_name, text) => {
    const context = at4(text, dialect);
    expect(completionsAt(context, context.offset).map(({ label }) => label)).toContain("copies_here");
  });

  it("is not offered before FROM, nor outside of its query", () => {
    for (const text of [
      "SELECT 1 AS here, | FROM books",
      "SELECT (SELECT 1 AS here FROM books b) FROM books ORDER BY |",
    ]) {
      const context = at4(text, dialect);
      expect(completionsAt(context, context.offset).map(({ label }) => label)).not.toContain("here");
    }
  });
});

it("a column of a query in FROM is none of a table that has the same name", () => {
  const context = at("CREATE TABLE q (n| int);\nSELECT q.n FROM (SELECT 1 AS n) q;");
  expect(words(context, referencesAt(context, context.offset, { includeDefinition: true }))).toEqual(["1:n"]);
});

describe.each(["mysql", "mariadb"] as const)("keys in %s", (dialect) => {
  const two =
    "CREATE TABLE a (x int, y int, KEY k (x), UNIQUE KEY u (y));\nCREATE TABLE b (x int, KEY k (x));\n";
  it.each([
    ["an inline key", two.replace("KEY k", "KEY k|"), ["1:k"], "index k on a using btree (x)"],
    ["a unique key", two.replace("KEY u", "KEY u|"), ["1:u"], "constraint u on a\nunique (y)"],
    ["a hint", `${two}SELECT * FROM b FORCE INDEX (k|);`, ["2:k"], "index k on b"],
    ["a statement of its own", `${two}CREATE INDEX j| ON b (x);`, ["3:j"], "index j on b"],
    ["broken text", `${two}SELECT FROM b USE INDEX (k|) WHERE`, ["2:k"], "index k on b"],
  ])("%s", (_name, text, definition, hover) => {
    const context = at(text, dialect);
    expect(words(context, definitionsAt(context, context.offset))).toEqual(definition);
    expect(hoverAt(context, context.offset)?.markdown).toContain(hover);
  });

  it.each([
    ["an index", `${two}ALTER TABLE a DROP KEY k|;`, ["1:k", "3:k"]],
    ["of the other table", `${two}DROP INDEX k| ON b;`, ["2:k", "3:k"]],
    ["a unique key", `${two}ALTER TABLE a RENAME INDEX u| TO v;`, ["1:u", "3:u"]],
  ])("references of %s", (_name, text, expected) => {
    const context = at(text, dialect);
    expect(words(context, referencesAt(context, context.offset, { includeDefinition: true }))).toEqual(
      expected,
    );
  });

  it("are renamed in their own table", () => {
    const context = at(`${two}SELECT * FROM a USE INDEX (k|);`, dialect);
    const result = renameAt(context, context.offset, "z");
    expect(
      "edits" in result &&
        words(
          context,
          result.edits.map(({ span }) => span),
        ),
    ).toEqual(["1:k", "3:k"]);
    expect(renameAt(context, context.offset, "u")).toEqual({ refusal: 'Table "a" already has a key "u".' });
  });

  it("are symbols of their table", () => {
    const [table] = documentSymbols(at(two, dialect));
    expect(table?.children.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "column x",
      "column y",
      "index k",
      "constraint u",
    ]);
  });
});
