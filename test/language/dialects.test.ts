import init, { type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { describe, expect, it } from "vitest";
import { completionsAt, hoverAt, signatureHelpAt } from "../../server/language";
import { functionsOf, keywordsOf } from "../../server/language/knowledge";
import type { Dialect } from "../../server/sql";
import { at } from "./at";

const foreign = ["mysql", "mariadb", "sqlite"] as const;

function offered(text: string, dialect: Dialect): readonly string[] {
  const context = at(`CREATE TABLE t (id int, name text);\n${text}`, dialect);
  return completionsAt(context, context.offset).map(({ insertText }) => insertText);
}

describe("functions", () => {
  it("of SQLite are those that the shipped SQLite has", async () => {
    const load: () => Promise<Sqlite3Static> = init;
    const database = new (await load()).oo1.DB();
    const known = new Set(database.selectValues("SELECT DISTINCT name FROM pragma_function_list"));
    // What gives rows is a table to SQLite, and is in no list before it is used.
    for (const name of ["json_each", "json_tree"]) {
      database.exec(`SELECT 1 FROM ${name}('[]')`);
      known.add(name);
    }
    database.close();
    const unknown = functionsOf.sqlite.filter(({ name }) => !known.has(name));
    expect(unknown).toEqual([]);
  });

  it.each(foreign)("of %s have each a name, arguments, what they give, and a line", (dialect) => {
    const names = functionsOf[dialect].map(({ name }) => name);
    expect(names.filter((name, nth) => names.indexOf(name) !== nth)).toEqual([]);
    for (const { name, signature, note, page } of functionsOf[dialect]) {
      expect(signature).toMatch(/^[a-z0-9_]+[ ([].*→ \S|^[a-z_]+ → \S/);
      expect(signature.startsWith(name)).toBe(true);
      expect(note).toMatch(/^\S.*\.$/);
      expect(page).toMatch(/^[a-z0-9_-]+$/);
    }
  });

  it.each<[Dialect, readonly string[], readonly string[]]>([
    [
      "sqlite",
      ["strftime($1)", "ifnull($1)", "json_each($1)"],
      ["now()", "jsonb_agg($1)", "date_format($1)"],
    ],
    [
      "mysql",
      ["date_format($1)", "if($1)", "left($1)", "uuid_to_bin($1)"],
      ["gen_random_uuid()", "strftime($1)"],
    ],
    ["mariadb", ["date_format($1)", "sys_guid()"], ["uuid_to_bin($1)", "jsonb_agg($1)"]],
    ["postgresql", ["gen_random_uuid()"], ["ifnull($1)", "strftime($1)"]],
  ])("of %s are offered in its files, and no others", (dialect, some, none) => {
    const list = offered("SELECT | FROM t", dialect);
    expect(list).toEqual(expect.arrayContaining([...some]));
    expect(list.filter((text) => none.includes(text))).toEqual([]);
  });

  it.each<[Dialect, string, string]>([
    ["sqlite", "SELECT strftime('%Y', |", "strftime(format, [time [, modifier, …]]) → text"],
    ["mysql", "SELECT timestampdiff(DAY, |", "timestampdiff(unit, from, to) → bigint"],
  ])("of %s show their arguments", (dialect, text, label) => {
    const context = at(text, dialect);
    const help = signatureHelpAt(context, context.offset);
    expect([help?.signatures[0]?.label, help?.activeParameter]).toEqual([label, 1]);
  });
});

it.each<[Dialect, string, string]>([
  ["sqlite", "SELECT ifnu|ll(1, 2);", "https://sqlite.org/lang_corefunc.html"],
  ["sqlite", "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREM|ENT);", "https://sqlite.org/autoinc.html"],
  ["mysql", "SELECT ifnu|ll(1, 2);", "https://dev.mysql.com/doc/refman/8.4/en/flow-control-functions.html"],
  [
    "mysql",
    "CREATE TABLE t (id int AUTO_INCREM|ENT PRIMARY KEY);",
    "https://dev.mysql.com/doc/refman/8.4/en/example-auto-increment.html",
  ],
  ["mariadb", "SELECT ifnu|ll(1, 2);", "https://mariadb.com/kb/en/ifnull/"],
  [
    "postgresql",
    "CREATE TABLE t (id int PRIM|ARY KEY);",
    "https://www.postgresql.org/docs/current/ddl-constraints.html",
  ],
])("a hover in %s leads to its own manual: %s", (dialect, text, link) => {
  const context = at(text, dialect);
  expect(hoverAt(context, context.offset)?.markdown).toContain(`(${link})`);
});

it.each<[Dialect, string, RegExp]>([
  ["mysql", "create table", /AUTO_INCREMENT/],
  ["sqlite", "create table", /INTEGER PRIMARY KEY/],
  ["sqlite", "create updated_at trigger", /AFTER UPDATE/],
  ["postgresql", "create table", /GENERATED ALWAYS AS IDENTITY/],
])("a snippet in %s is written in it: %s", (dialect, label, expected) => {
  const context = at("|", dialect);
  const [snippet] = completionsAt(context, 0).filter((item) => item.label === label);
  expect(snippet?.insertText).toMatch(expected);
});

describe("a keyword", () => {
  it.each<[Dialect, string, string, string]>([
    ["postgresql", "DELETE FROM t WHE|RE id = 1;", "WHERE", "queries-table-expressions"],
    ["postgresql", "CREATE TABLE t (id int PRIMARY K|EY);", "PRIMARY KEY", "ddl-constraints"],
    ["postgresql", "CREATE TABLE t (id int NU|LL);", "NULL", "functions-comparison"],
    [
      "postgresql",
      "CREATE TABLE u (t int REFERENCES t ON DELETE CAS|CADE);",
      "ON DELETE CASCADE",
      "ddl-constraints",
    ],
    ["postgresql", "DROP TABLE t CAS|CADE;", "CASCADE", "ddl-depend"],
    ["postgresql", "CREATE SEQUENCE s INCREMENT B|Y 2;", "INCREMENT BY", "sql-createsequence"],
    ["postgresql", "CREATE TABLE t (id int CHE|CK", "CHECK", "ddl-constraints"],
    ["mysql", "CREATE TABLE t (id int, UNIQUE K|EY (id));", "UNIQUE KEY", "create-table"],
    ["mysql", "CREATE TABLE t (n VARCH|AR(20));", "VARCHAR", "char"],
    ["mysql", "SELECT 1 FROM t WHERE n IS NU|LL;", "IS NULL", "working-with-null"],
    ["mysql", "CREATE TABLE t (id int) DEFAULT CHAR|SET=utf8mb4;", "DEFAULT CHARSET", "charset-table"],
    ["sqlite", "SELECT 1 FROM t WHE|RE", "WHERE", "lang_select"],
    ["sqlite", "CREATE TABLE t (n TEXT COLLATE NOCA|SE);", "NOCASE", "datatype3"],
    ["sqlite", "DROP TA|BLE t;", "DROP TABLE", "lang_droptable"],
  ])("of %s in %s", (dialect, text, words, page) => {
    const context = at(text, dialect);
    const markdown = hoverAt(context, context.offset)?.markdown ?? "";
    expect(markdown).toMatch(new RegExp(`^\`\`\`sql\\n${words}\\n\`\`\``));
    expect(markdown).toContain(`/${page}.html)`);
  });

  it("is none behind a dot", () => {
    const context = at("SELECT x.va|lue FROM y x;", "postgresql");
    expect(hoverAt(context, context.offset)).toBeUndefined();
  });

  it.each<Dialect>(["postgresql", "mysql", "mariadb", "sqlite"])("of %s has a note and a page", (dialect) => {
    const incomplete = keywordsOf[dialect].filter(
      ({ words, note, page }) =>
        !/^[A-Z_ ]+$/.test(words) || !note.endsWith(".") || !/^[a-z0-9_-]+$/.test(page),
    );
    expect(incomplete).toEqual([]);
  });
});
