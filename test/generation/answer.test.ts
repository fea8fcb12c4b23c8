import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerReader, readAnswer } from "../../server/generation/answer";

const users = "CREATE TABLE users (id bigint PRIMARY KEY);";
const posts = "CREATE TABLE posts (id bigint PRIMARY KEY);";

const nothing = { assumptions: [], uncovered: [] };

describe("a schema is found", () => {
  test.each<[string, string, string]>([
    ["in a block", `\`\`\`sql\n${users}\n\`\`\``, users],
    ["in a block of tildes", `~~~\n${users}\n~~~`, users],
    ["in a block that names PostgreSQL", `\`\`\`postgresql\n${users}\n\`\`\``, users],
    ["between prose", `Here you are:\n\n\`\`\`sql\n${users}\n\`\`\`\n\nHave fun!`, users],
    ["in a block that opens after prose", `Here:\`\`\`sql\n${users}\n\`\`\``, users],
    ["in a block that closes after its last statement", `\`\`\`sql\n${users}\`\`\``, users],
    ["in a block that opens before its first statement", `\`\`\`sql ${users}\n\`\`\``, users],
    ["in a block that is never closed", `\`\`\`sql\n${users}\n`, users],
    ["in a block with Windows line ends", `\`\`\`sql\r\n${users}\r\n\`\`\`\r\n`, users],
    [
      "in a longer fence that holds a shorter one",
      `\`\`\`\`sql\n${users}\n-- \`\`\`\n\`\`\`\``,
      `${users}\n-- \`\`\``,
    ],
    ["without a block", users, users],
    ["without a block, between prose", `Sure. Create table users:\n\n${users}\n\nThat is all.`, users],
    [
      "in two blocks that are parts",
      `\`\`\`sql\n${users}\n\`\`\`\nand\n\`\`\`sql\n${posts}\n\`\`\``,
      `${users}\n\n${posts}`,
    ],
    [
      "in a draft and its rewrite",
      `\`\`\`sql\n${users}\n\`\`\`\nBetter:\n\`\`\`sql\n${users}\n${posts}\n\`\`\``,
      `${users}\n${posts}`,
    ],
    [
      "before a rewrite that was cut off",
      `\`\`\`sql\n${users}\n${posts}\n\`\`\`\nBetter:\n\`\`\`sql\n${users}\nCREATE TAB`,
      `${users}\n${posts}`,
    ],
    ["beside a query", `\`\`\`sql\n${users}\n\`\`\`\nTry:\n\`\`\`sql\nSELECT * FROM users;\n\`\`\``, users],
    [
      "beside a clean-up script",
      `\`\`\`sql\n${users}\n\`\`\`\nUndo:\n\`\`\`sql\nDROP TABLE users;\n\`\`\``,
      users,
    ],
    [
      "beside blocks of other languages",
      `\`\`\`bash\ncreate table x\n\`\`\`\n\`\`\`sql\n${users}\n\`\`\``,
      users,
    ],
    ["after thoughts", `<think>\n\`\`\`sql\n${posts}\n\`\`\`\n</think>\n\`\`\`sql\n${users}\n\`\`\``, users],
    [
      "after thoughts without their start",
      `Hm. \`\`\`sql\n${posts}\n\`\`\`\n</think>\n\`\`\`sql\n${users}\n\`\`\``,
      users,
    ],
    ["among thoughts that never end", `<think>\nSo:\n\`\`\`sql\n${users}\n\`\`\``, users],
    ["in JSON", JSON.stringify({ sql: users }), users],
    [
      "in a block of JSON",
      `\`\`\`json\n${JSON.stringify({ schema: { ddl: users } }, null, 2)}\n\`\`\``,
      users,
    ],
    ["in JSON, statement by statement", JSON.stringify([users, posts.slice(0, -1)]), `${users}\n\n${posts}`],
    ["in JSON that holds a block", JSON.stringify({ answer: `\`\`\`sql\n${users}\n\`\`\`` }), users],
  ])("%s", (_name, text, sql) => {
    expect(readAnswer(text)).toMatchObject({ sql, ...nothing });
  });

  test.each<[string, string]>([
    ["prose", "I can create a table for users. What columns do you want?"],
    ["nothing", ""],
    ["a query", "```sql\nSELECT 1;\n```"],
    ["a drop", "```sql\nDROP TABLE users;\nDROP SCHEMA public CASCADE;\n```"],
    ["JSON without SQL", '{"error": "no"}'],
  ])("but not in %s", (_name, text) => {
    expect(readAnswer(text)).toEqual({ sql: "", ...nothing, closed: expect.any(Boolean) as boolean });
  });
});

test("assumptions and uncovered sentences are read in the forms that models use, and left out of the SQL", () => {
  const text = `\`\`\`sql
${users}
-- assumption: Users are people.
-- a comment that stays
\`\`\`
-- assumption: "Names are unique."
- **Assumption:** Prices are in euro.
-- uncovered: “The office is green.”
-- uncovered: none

Assumptions made:
1. Time is in UTC.
* Nothing is deleted.
`;
  expect(readAnswer(text)).toEqual({
    sql: `${users}\n-- a comment that stays`,
    assumptions: [
      "Users are people.",
      "Names are unique.",
      "Prices are in euro.",
      "Time is in UTC.",
      "Nothing is deleted.",
    ],
    uncovered: ["The office is green."],
    closed: true,
  });
});

test.each([
  ["closed", `\`\`\`sql\n${users}\n\`\`\`\n-- assump`, true],
  ["open", `\`\`\`sql\n${users}\nCREATE TABLE po`, false],
  ["loose", `${users}\nCREATE TABLE po`, false],
])("tells whether the block was closed: %s", (_name, text, closed) => {
  expect(readAnswer(text).closed).toBe(closed);
});

test("no answer makes the reader fail, and SQL comes only from what defines something", () => {
  const piece = fc.constantFrom(
    "```", "```sql", "~~~", "````", "\n", "\r\n", "<think>", "</think>", "CREATE TABLE a (", ");", "{", '"sql": "', "}", "--", "-- assumption: x", "'", "$$", "é📚",
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { sql } = readAnswer(pieces.join(""));
      if (sql !== "") expect(sql).toMatch(/create table/i);
    }),
    { numRuns: 1_000 },
  );
});

test("a long answer in small pieces is read in linear time", () => {
  const line = "CREATE TABLE t (id bigint PRIMARY KEY, name text NOT NULL);\n";
  const reader = answerReader();
  const started = performance.now();
  reader.push("```sql\n");
  for (let at = 0; at < 200_000; at++)
    reader.push(line.slice((at * 4) % line.length, ((at * 4) % line.length) + 4));
  reader.end();
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("what is shown while an answer arrives is its SQL, however it is cut", () => {
  const text = `Well:\n\`\`\`sql\n${users}\n${posts}\n\`\`\`\n-- assumption: None worth a word.\n`;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 40 }), (sizes) => {
      const reader = answerReader();
      let shown = "";
      let at = 0;
      for (const size of [...sizes, text.length]) {
        shown += reader.push(text.slice(at, at + size));
        at += size;
      }
      expect(shown).toBe(`${users}\n${posts}\n`);
      expect(reader.end()).toEqual(readAnswer(text));
    }),
  );
});
