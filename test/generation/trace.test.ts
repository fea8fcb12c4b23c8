import { beforeAll, describe, expect, it } from "vitest";
import { briefSentences, traceByNames } from "../../server/generation/trace";
import { traceNow } from "../../server/language";
import { buildSchema } from "../../server/schema";
import { loadParsers, parseScript } from "../../server/sql";

beforeAll(() => loadParsers());

const schemaOf = (sql: string) => buildSchema(parseScript(sql, "postgresql"));

const brief = `A library lends copies of books.
1. Each member has a name and a unique e-mail address. Version 2.5 comes later.
- A loan has a due date.`;

const sql = `CREATE TABLE members (id bigint PRIMARY KEY, name text, email text UNIQUE);
CREATE TABLE loans (id bigint PRIMARY KEY, member_id bigint REFERENCES members (id), due_date date);`;

describe("the trace of a schema", () => {
  it("cuts a brief into sentences, each where it stands", () => {
    const sentences = briefSentences(brief);
    expect(sentences.map(({ text }) => text)).toEqual([
      "A library lends copies of books.",
      "Each member has a name and a unique e-mail address.",
      "Version 2.5 comes later.",
      "A loan has a due date.",
    ]);
    for (const { start, end, text } of sentences) expect(brief.slice(start, end)).toBe(text);
  });

  it("names the sentence that asks for a table or a column, or the assumption that it rests on", () => {
    const trace = traceByNames(brief, schemaOf(`${sql}\nCREATE TABLE branches (id bigint PRIMARY KEY);`), [
      { id: "a1", text: "There are several branches." },
    ]);
    const texts = (id: string) => trace[id]?.sentences.map(({ text }) => text);
    expect(texts("public.members")).toEqual(["Each member has a name and a unique e-mail address."]);
    expect(texts("public.members.name")).toEqual(["Each member has a name and a unique e-mail address."]);
    expect(texts("public.loans.due_date")).toEqual(["A loan has a due date."]);
    expect(trace["public.branches"]).toEqual({ sentences: [], assumptions: ["a1"], by: "names" });
  });

  it("follows a table and a column that were renamed", () => {
    const trace = {
      "public.members": 1,
      "public.members.name": 2,
      "public.members.email": 3,
      "public.loans": 4,
    };
    const now = traceNow(
      schemaOf("CREATE TABLE patrons (id bigint PRIMARY KEY, name text, email_address text);"),
      trace,
    );
    expect([...now]).toEqual([
      ["public.patrons", 1],
      ["public.patrons.name", 2],
      ["public.patrons.email_address", 3],
    ]);
    expect(traceNow(schemaOf("CREATE TABLE zebra (id bigint PRIMARY KEY);"), trace).size).toBe(0);
  });
});
