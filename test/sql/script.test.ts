import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadParsers, parseScript, type Dialect } from "../../server/sql";

beforeAll(loadParsers);

function texts(text: string, dialect: Dialect = "postgresql"): string[] {
  return parseScript(text, dialect).statements.map((statement) =>
    statement.kind === "sql" ? statement.text : `${statement.kind}: ${statement.text}`,
  );
}

describe("parseScript", () => {
  it("cuts at semicolons outside of quotes, comments and bodies", () => {
    const body =
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END";
    const rule = "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)";
    expect(
      texts(`SELECT ';', ";" /* ; */;;\n-- ;\nDO $$ BEGIN NULL; END $$;${body};${rule}; SELECT 2`),
    ).toEqual([`SELECT ';', ";"`, "DO $$ BEGIN NULL; END $$", body, rule, "SELECT 2"]);
  });

  it("takes the lines of SQLite's shell for what they are", () => {
    const sql = ".bail on\nCREATE TABLE a (x);\n.import --csv a.csv a\nSELECT 1\n.5;\n";
    expect(parseScript(sql, "sqlite").statements.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "psql: .bail on",
      "sql: CREATE TABLE a (x)",
      "psql: .import --csv a.csv a",
      "sql: SELECT 1\n.5",
    ]);
  });

  it("takes psql's lines and COPY data for what they are", () => {
    expect(texts("\\connect x\nCOPY t (a) FROM stdin;\n1;'\n2\n\\.\nSELECT 1 \\gset\nSELECT 2;\n")).toEqual([
      "psql: \\connect x",
      "COPY t (a) FROM stdin",
      "copy-data: 1;'\n2\n\\.",
      "SELECT 1",
      "psql: \\gset",
      "SELECT 2",
    ]);
  });

  it("puts the values of psql's variables in, with the places that they have in the text", () => {
    const text = "\\set t 'a b'\n\\set u x:t\nSELECT :\"t\", :'u' FROM :u;";
    const parsed = parseScript(text, "postgresql").statements.at(-1)?.parsed;
    expect(parsed?.sent?.parsed.text).toBe("SELECT \"a b\", 'xa b' FROM xa b");
    expect(
      parsed?.sent?.tokens.map(({ text: own, span }) => [own, parsed.text.slice(span.start, span.end)]),
    ).toEqual([
      ["SELECT", "SELECT"],
      ['"a b"', ':"t"'],
      [",", ","],
      ["'xa b'", ":'u'"],
      ["FROM", "FROM"],
      ["xa", ":u"],
      ["b", ":u"],
    ]);
  });

  it("does not take SQL for the rows of a COPY that has none", () => {
    const sql = [
      "COPY a (x, y, x) FROM stdin; -- refused before any row is read",
      "",
      "-- options twice",
      "copy a from stdin (format csv, format csv);",
      "SELECT 1;",
      "COPY a FROM stdin;",
      "1\tone",
      "\\N\tselect",
      "\\.",
      "COPY a FROM stdin;",
      "2\ttwo",
      "",
      "CREATE TABLE b (x int);",
      "COPY b FROM stdin;",
      "create a table",
      "\\.",
      "COPY b FROM stdin;",
      "\\.",
      "COPY b FROM stdin;",
      "3",
      "DROP TABLE b;",
      "COPY b FROM stdin;",
      "\\d b",
    ];
    const cut = [
      "COPY a (x, y, x) FROM stdin",
      "copy a from stdin (format csv, format csv)",
      "SELECT 1",
      "COPY a FROM stdin",
      "copy-data: 1\tone\n\\N\tselect\n\\.",
      "COPY a FROM stdin",
      "copy-data: 2\ttwo",
      "CREATE TABLE b (x int)",
      "COPY b FROM stdin",
      "copy-data: create a table\n\\.",
      "COPY b FROM stdin",
      "copy-data: \\.",
      "COPY b FROM stdin",
      "copy-data: 3",
      "DROP TABLE b",
      "COPY b FROM stdin",
      "psql: \\d b",
    ];
    expect(texts(sql.join("\n"))).toEqual(cut);
    expect(texts(sql.join("\r\n"))).toEqual(cut.map((text) => text.replaceAll("\n", "\r\n")));
  });

  it("ends simple statements at a semicolon also where DELIMITER names another end", () => {
    const routine = "CREATE PROCEDURE p()\nIF a THEN\n  SET b = 1;\nEND IF";
    expect(
      texts(`DELIMITER $$\nDROP PROCEDURE IF EXISTS p;\n${routine}$$\nSELECT ';';\nSELECT 1$$\n`, "mysql"),
    ).toEqual(["psql: DELIMITER $$", "DROP PROCEDURE IF EXISTS p", routine, "SELECT ';'", "SELECT 1"]);
  });

  it("understands MySQL's delimiters and bodies", () => {
    const routine = "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; END";
    expect(
      texts(`DELIMITER //\n${routine} //\nDELIMITER ;\nSELECT 'a\\';b'; # ;\n/*!40101 SET a=1 */;`, "mysql"),
    ).toEqual(["psql: DELIMITER //", routine, "psql: DELIMITER ;", "SELECT 'a\\';b'", "/*!40101 SET a=1 */"]);
    expect(texts(`${routine}; SELECT 1;`, "mysql")).toEqual([routine, "SELECT 1"]);
  });

  it("keeps SQLite's trigger bodies together", () => {
    const trigger =
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN 1 THEN 2 END; DELETE FROM b; END";
    expect(texts(`${trigger};SELECT [a;b]`, "sqlite")).toEqual([trigger, "SELECT [a;b]"]);
  });

  it("goes on with the next statement after an open quote, comment or parenthesis", () => {
    expect(texts("SELECT 'abc;\nCREATE TABLE a (x int);\nSELECT 1;")).toEqual([
      "SELECT 'abc;",
      "CREATE TABLE a (x int)",
      "SELECT 1",
    ]);
    expect(texts("CREATE TABLE a (\n  x int,\n\nCREATE TABLE b (y int);")).toEqual([
      "CREATE TABLE a (\n  x int,",
      "CREATE TABLE b (y int)",
    ]);
  });

  it("reports a missing semicolon at the statement that comes too early, and still parses both", () => {
    const [first, second] = parseScript(
      "CREATE TABLE a (x int)\nCREATE TABLE b (y int);",
      "postgresql",
    ).statements;
    expect([first?.parsed.problem, second?.parsed.problem, second?.parsed.tree !== undefined]).toEqual([
      undefined,
      {
        span: { start: 0, end: 6 },
        code: "42601",
        message: 'syntax error at or near "CREATE"',
        hint: "A semicolon is missing before it.",
      },
      true,
    ]);
  });

  it("finds directives in comments, inside of statements and after the last one", () => {
    const text = "SELECT /* dbscst-a */ 1;\n-- dbscst-ignore x: y\n";
    expect(parseScript(text, "postgresql").directives).toEqual([
      { span: { start: 7, end: 21 }, text: "/* dbscst-a */" },
      { span: { start: 25, end: 46 }, text: "-- dbscst-ignore x: y" },
    ]);
  });

  it("skips a byte order mark and copes with every kind of line end", () => {
    expect(texts("\uFEFFSELECT 1;\r\nSELECT 2;\rSELECT 3")).toEqual(["SELECT 1", "SELECT 2", "SELECT 3"]);
    expect(texts("")).toEqual([]);
    expect(texts(" -- nothing\n")).toEqual([]);
  });

  it("shares what it parsed between versions of a text", () => {
    const before = parseScript("SELECT 1; SELECT 2; SELECT 3;", "postgresql");
    const after = parseScript("SELECT 1; SELECT 22; SELECT 3;", "postgresql", before);
    expect(after.statements.map((statement) => statement.span)).toEqual([
      { start: 0, end: 8 },
      { start: 10, end: 19 },
      { start: 21, end: 29 },
    ]);
    expect(after.statements[2]?.parsed).toBe(before.statements[2]?.parsed);
  });

  const pieces = fc.constantFrom(
    ..."SELECT 1;|;|'|\"|$$|$a$|(|)|/*|*/|-- x\n|\n|COPY t FROM stdin;\n|\\.\n|\\g|CREATE TABLE a (x int)|\nCREATE TABLE b (y int)|BEGIN ATOMIC|BEGIN|END|CASE|E'\\|CREATE FUNCTION f()|CREATE TRIGGER t|DELIMITER //\n|//|dbscst-ignore|:a|:'b'|\n\\set a x\n|\n\\set b 'y z'\n|\n\\if :a\n|\n\\else\n|\n\\endif\n|`|[|]|😀|é".split(
      "|",
    ),
  );
  const document = fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(" "));

  it("gives after any edit what it gives for the new text alone", () => {
    fc.assert(
      fc.property(
        document,
        document,
        fc.nat(),
        fc.nat(),
        fc.constantFrom<Dialect>("postgresql", "mysql", "sqlite"),
        (text, inserted, from, length, dialect) => {
          const at = from % (text.length + 1);
          const edited = text.slice(0, at) + inserted + text.slice(at + (length % 10));
          const whole = parseScript(edited, dialect);
          const incremental = parseScript(edited, dialect, parseScript(text, dialect));
          const shape = (script: typeof whole): unknown => [
            script.directives,
            script.statements.map(({ kind, span, parsed }) => [
              kind,
              span,
              parsed.problem,
              parsed.undecided,
              parsed.sent?.parsed.text,
            ]),
          ];
          expect(shape(incremental)).toEqual(shape(whole));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("carries the want of a semicolon from statement to statement", () => {
    const text = "\nCREATE TABLE b (y int) \nCREATE TABLE b (y int) \nCREATE TABLE b (y int)";
    const edited = text.slice(2);
    const hints = (script: ReturnType<typeof parseScript>) =>
      script.statements.map(({ parsed }) => parsed.problem?.hint);
    expect(hints(parseScript(edited, "postgresql", parseScript(text, "postgresql")))).toEqual(
      hints(parseScript(edited, "postgresql")),
    );
  });

  it("keeps every statement's text where its span says", () => {
    fc.assert(
      fc.property(document, (text) => {
        let end = 0;
        for (const { span, text: own } of parseScript(text, "postgresql").statements) {
          expect(text.slice(span.start, span.end)).toBe(own);
          expect(span.start).toBeGreaterThanOrEqual(end);
          end = span.end;
        }
      }),
      { numRuns: 200 },
    );
  });

  it("ends a statement at Liquibase's slash, also when its head comes or goes by an edit", () => {
    const body = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 4 / 2'\n/\nSELECT 6\n/\n2;\n";
    const head = "--liquibase formatted sql\n";
    expect(texts(head + body)).toHaveLength(3);
    expect(texts(body)).toHaveLength(1);
    const plain = parseScript(body, "postgresql");
    const formatted = parseScript(head + body, "postgresql", plain);
    expect(formatted.statements.map(({ text }) => text)).toEqual(texts(head + body));
    expect(parseScript(body, "postgresql", formatted).statements.map(({ text }) => text)).toEqual(
      texts(body),
    );
  });
});
