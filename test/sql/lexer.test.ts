import { describe, expect, it } from "vitest";
import { tokenize, type Dialect } from "../../server/sql";

function kinds(text: string, dialect: Dialect = "postgresql"): string[] {
  return tokenize(text, dialect).map((token) => `${token.kind} ${token.text}`);
}

describe("tokenize", () => {
  it("tells the kinds of PostgreSQL's tokens", () => {
    expect(
      kinds(
        `SELECT "a b", 'it''s', E'\\'', $x$ y $x$, U&"d" FROM t WHERE a->>'k' <> 1.5e-3::int AND $1 := :v -- end`,
      ),
    ).toEqual([
      "word SELECT",
      'quoted "a b"',
      "operator ,",
      "string 'it''s'",
      "operator ,",
      "string E'\\''",
      "operator ,",
      "string $x$ y $x$",
      "operator ,",
      'quoted U&"d"',
      "word FROM",
      "word t",
      "word WHERE",
      "word a",
      "operator ->>",
      "string 'k'",
      "operator <>",
      "number 1.5e-3",
      "operator ::",
      "word int",
      "word AND",
      "parameter $1",
      "operator :=",
      "parameter :v",
      "comment -- end",
    ]);
  });

  it("nests PostgreSQL's comments only", () => {
    expect(kinds("/* a /* b */ c */ d")).toEqual(["comment /* a /* b */ c */", "word d"]);
    expect(kinds("/* a /* b */ c", "mysql")).toEqual(["comment /* a /* b */", "word c"]);
  });

  it("reads the quotes of each dialect", () => {
    expect(kinds('`a` "b\\"" # c', "mysql")).toEqual(["quoted `a`", 'string "b\\""', "comment # c"]);
    expect(kinds('[a b] "c" `d`', "sqlite")).toEqual(["quoted [a b]", 'quoted "c"', "quoted `d`"]);
  });

  it("ends an operator where a name is quoted", () => {
    expect(kinds("a=`b`@`c`", "mysql")).toEqual([
      "word a",
      "operator =",
      "quoted `b`",
      "operator @",
      "quoted `c`",
    ]);
    expect(kinds("a=# b", "mysql")).toEqual(["word a", "operator =", "comment # b"]);
    expect(kinds("a=?", "sqlite")).toEqual(["word a", "operator =", "parameter ?"]);
  });

  it("ends an operator where a sign starts, as PostgreSQL does", () => {
    expect(kinds("a=-1")).toEqual(["word a", "operator =", "operator -", "number 1"]);
    expect(kinds("a@-b")).toEqual(["word a", "operator @-", "word b"]);
  });

  it("lets what is not terminated reach to the end", () => {
    expect(kinds("a 'b\nc")).toEqual(["word a", "string 'b\nc"]);
  });
});
