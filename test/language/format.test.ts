import fc from "fast-check";
import { format } from "sql-formatter";
import { beforeAll, describe, expect, it } from "vitest";
import { formatEdits, prepareFormatter, type FormatStyle } from "../../server/language";
import { loadParsers, parseScript } from "../../server/sql";
import { shop } from "./shop";

beforeAll(async () => {
  await loadParsers();
  await prepareFormatter();
});

function formatted(text: string, style: FormatStyle = {}): string {
  const script = parseScript(text, "postgresql");
  return [...formatEdits(script, style)]
    .reverse()
    .reduce((all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end), text);
}

/** What the library makes of one statement, without all that saves it work. */
function asTheLibraryDoes(text: string, width = 80): string {
  return format(text, {
    language: "postgresql",
    keywordCase: "upper",
    dataTypeCase: "preserve",
    functionCase: "preserve",
    identifierCase: "preserve",
    expressionWidth: width,
  });
}

describe("formatting by shape", () => {
  const word = fc.constantFrom(
    "a",
    "id",
    "title_of_it",
    "a_name_that_is_rather_long",
    '"Quoted Name"',
    "state",
  );
  const type = fc.constantFrom(
    "int",
    "text",
    "numeric(12,2)",
    "timestamp with time zone",
    "varchar( 30 ) []",
    "double precision",
  );
  const constraint = fc.constantFrom(
    "not null",
    "primary key",
    "default now()",
    "default 'it''s'",
    "unique",
    "references other_table (id) on delete set null",
    "references other_table(id) deferrable initially deferred",
    "check (amount>0 and amount <= 1000000)",
    "check (state in ('open', 'paid', 'shipped', 'delivered', 'returned', 'lost', 'stolen'))",
    "generated always as identity",
    'collate "C"',
  );
  const column = fc
    .tuple(word, type, fc.array(constraint, { maxLength: 3 }))
    .map(([name, of, constraints]) => [name, of, ...constraints].join(" "));
  const item = fc.oneof(
    { weight: 4, arbitrary: column },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "primary key (a, id)",
        "constraint positive check (a > 0)",
        "foreign key (a,id) references other_table (a, id) match full on update cascade",
        "exclude using gist (a with =, id with &&)",
        "like other_table including all",
      ),
    },
  );
  const table = fc
    .tuple(
      fc.constantFrom("create table t", "CREATE TABLE IF NOT EXISTS s.t", "create unlogged table t"),
      fc.array(item, { minLength: 1, maxLength: 8 }),
      fc.constantFrom("", " partition by range (a)", " with (fillfactor=70)", " inherits (parent)"),
    )
    .map(([head, items, tail]) => `${head} (${items.join(", ")})${tail}`);
  const row = fc
    .tuple(fc.nat(), fc.constantFrom("'x'", "'a longer text'", "NULL", "-5", "now()"))
    .map((values) => `(${values.join(",")})`);
  const rows = fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 4 }), fc.constantFrom(1, 2, 40, 100))
    .map(([some, times]) => Array.from({ length: times }, () => some).flat())
    .map((all) => `insert into t (a, b) values ${all.join(", ")}`);
  const names = fc.array(fc.constantFrom("a", "bb", "ccc"), { minLength: 1, maxLength: 3 });
  const alternatives = fc
    .tuple(names, fc.constantFrom(1, 30, 90))
    .map(([some, times]) => Array.from({ length: times }, () => some).flat())
    .map(
      (all) => `create view v as select id from t where (${all.map((n) => `t.name='${n}'`).join(" or ")})`,
    );

  it.each([
    ["tables", table],
    ["rows", rows],
    ["views", alternatives],
  ] as const)(
    "lays %s out as the formatter itself does, whatever was laid out before",
    (_what, statement) => {
      fc.assert(
        fc.property(statement, fc.constantFrom(20, 50, 80), (text, width) => {
          if (parseScript(text, "postgresql").statements[0]?.parsed.problem) return;
          const expected = asTheLibraryDoes(text, width);
          // The library puts a table on one line where it can, as nobody writes it.
          if (/^CREATE .*TABLE .*\(.*,/.test(expected)) return;
          expect(formatted(text, { width })).toBe(expected);
        }),
        { numRuns: 150 },
      );
    },
  );

  it("gives each column of a table its line, however short the table is", () => {
    expect(formatted("create table t (id int primary key, a text)")).toBe(
      "CREATE TABLE t (\n  id int PRIMARY KEY,\n  a text\n)",
    );
  });

  it("keeps the names and constants of a statement whose shape it has met", () => {
    const tables = ["alpha", "beta", '"Third"'].map(
      (name, n) => `create index on ${name} (c${n}) where d = '${n}'`,
    );
    expect(formatted(tables.join(";\n"))).toBe(
      `CREATE INDEX ON alpha (c0)
WHERE
  d = '0';
CREATE INDEX ON beta (c1)
WHERE
  d = '1';
CREATE INDEX ON "Third" (c2)
WHERE
  d = '2'`,
    );
  });

  it("leaves the syntax trees as they were", () => {
    const trees = (text: string) =>
      parseScript(text, "postgresql").statements.map(({ parsed }) =>
        JSON.stringify(parsed.tree, (name, value: unknown) =>
          /location|_len$/.test(name) ? undefined : value,
        ),
      );
    expect(trees(formatted(shop))).toEqual(trees(shop));
  });

  it("breaks no string in two and joins none", () => {
    const text = "select 'one'\n  'two',   x\n from   t";
    const joined = parseScript(formatted(text), "postgresql").statements[0];
    expect(joined?.parsed.problem).toBeUndefined();
    expect(joined?.parsed.tokens.map(({ text: one }) => one)).toContain("'two'");
  });
});
