import { describe, expect, it } from "vitest";
import { formats } from "../../server/cli/formats";
import { Lines } from "../../server/cli/lines";
import { summarize, type Found, type Report } from "../../server/cli/report";

/** A report on one file, with problems at the words that are named. */
function report(file: string, text: string, ...problems: (Partial<Found> & { at: string })[]): Report {
  const lines = new Lines(text);
  const found = problems.map(({ at, ...problem }): Found => {
    const start = text.indexOf(at);
    return {
      file,
      range: lines.range({ start, end: start + at.length }),
      severity: "error",
      code: "42P01",
      source: "dbscst",
      message: "wrong",
      ...problem,
    };
  });
  return summarize([{ file, lines, found, dialect: "postgresql", engine: "ran" }]);
}

const print = (format: keyof typeof formats, of: Report, colour = false) =>
  [...formats[format](of, { colour })].join("");

describe("the pretty format", () => {
  it("underlines the words in their line, behind tabs and wide characters", () => {
    expect(print("pretty", report("a.sql", "SELECT 1;\n\tSELECT '数', wat;\n", { at: "wat" }))).toBe(
      [
        "a.sql:2:14 error wrong 42P01",
        "  2 │  SELECT '数', wat;",
        "    │               ^^^",
        "",
        "1 error in 1 file, run on a real database.",
        "",
      ].join("\n"),
    );
  });

  it("cuts a long line around the words", () => {
    const text = `SELECT ${"x, ".repeat(500)}wat, ${"y, ".repeat(500)}z;`;
    const [, source = "", under = ""] = print("pretty", report("a.sql", text, { at: "wat" })).split("\n");
    expect(source.length).toBeLessThan(130);
    expect(source.slice(under.indexOf("^"), under.lastIndexOf("^") + 1)).toBe("wat");
  });

  it("points at the line's end where a problem has no words, and underlines the first line of a long one", () => {
    const text = "CREATE TABLE a (\n  id int\n";
    const lines = (at: string) => print("pretty", report("a.sql", text, { at })).split("\n");
    expect(lines("(\n  id int")[2]).toBe(`    │ ${" ".repeat(15)}^`);
  });

  it("counts what it found, and says what was not run", () => {
    const of = report("a.sql", "a b c", { at: "a", severity: "warning" }, { at: "b", severity: "hint" });
    const unavailable = of.files.map((file) => ({
      ...file,
      engine: "unavailable" as const,
      engineMessage: "No.",
    }));
    expect(
      print("pretty", { ...of, files: unavailable })
        .split("\n")
        .slice(-3),
    ).toEqual([
      "! a.sql: checked without the database engine: No.",
      "1 warning, 1 note in 1 file, not run on a real database.",
      "",
    ]);
  });

  it("is coloured where that is wanted", () => {
    expect(print("pretty", report("a.sql", "wat", { at: "wat" }), true)).toContain(
      "\u001b[31merror\u001b[39m",
    );
  });
});

describe("the other formats", () => {
  it("give an empty list when nothing was found", () => {
    expect(print("json", report("a.sql", ""))).toBe("[]\n");
    expect(print("github", report("a.sql", ""))).toBe("");
  });

  it("escape what GitHub would take for its own", () => {
    const of = report("a,b:c.sql", "x", { at: "x", message: "100 %\nsure, really" });
    expect(print("github", of)).toBe(
      "::error file=a%2Cb%3Ac.sql,line=1,endLine=1,col=1,endColumn=2,title=dbscst 42P01::100 %25%0Asure, really\n",
    );
  });

  it("name files in SARIF by URI", () => {
    const sarif = (file: string) => print("sarif", report(file, "x", { at: "x" }));
    expect(sarif("db/a b.sql")).toContain('"uri": "db/a%20b.sql"');
    expect(sarif("/tmp/a b.sql")).toContain('"uri": "file:///tmp/a%20b.sql"');
  });

  it("describe each code once in SARIF, as GitHub asks for it", () => {
    const log = JSON.parse(print("sarif", report("a.sql", "x", { at: "x" }, { at: "x" }))) as {
      runs: { tool: { driver: { rules: unknown[] } } }[];
    };
    expect(log.runs[0]?.tool.driver.rules).toEqual([
      expect.objectContaining({
        id: "42P01",
        shortDescription: { text: "The database refuses this with SQLSTATE 42P01." },
        defaultConfiguration: { level: "error" },
      }),
    ]);
  });
});
