import { beforeAll, expect, test } from "vitest";
import { madeIn, prepareChecker, type CheckOptions } from "../../server/checker";
import { faults, fullCheck, useEngine } from "./check";

useEngine();
beforeAll(prepareChecker);

const tables = `CREATE SCHEMA library;
CREATE TABLE library.member (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE library.book (id bigint PRIMARY KEY, title text NOT NULL);
CREATE FUNCTION library.fee(days int) RETURNS int LANGUAGE sql AS 'SELECT days';
`;

const part = `CREATE TABLE library.loan (
  id bigint PRIMARY KEY,
  member_id bigint NOT NULL REFERENCES library.member (id)
);
CREATE TABLE reader (id bigint PRIMARY KEY, member_id bigint REFERENCES member (id));
SELECT fee(1), nextval('book_id_seq');
INSERT INTO membr VALUES (1);
`;

function beside(...texts: string[]): CheckOptions {
  return { beside: () => texts.map((text, index) => ({ path: `${index}.sql`, makes: madeIn(text) })) };
}

test("what a file beside makes is not missing, and what none makes is", async () => {
  expect(faults(part, await fullCheck(part, beside(tables)))).toEqual([
    "1 information 3F000 library.loan",
    "5 information 42P01 member",
    "6 information 42883 fee",
    "7 error 42P01 membr",
  ]);
});

const shop = "CREATE TABLE item (id int PRIMARY KEY, member_id int REFERENCES member (id));\n";
const member = "CREATE TABLE member (id int PRIMARY KEY);\n";

test.each<[string, string, string[], string[]]>([
  ["another version of the same schema", shop, [member + shop], ["error"]],
  [
    "two files, of which each may be meant",
    shop,
    [member, `${member}CREATE TABLE other (id int);`],
    ["error"],
  ],
  ["two files, for one that makes no table", "DELETE FROM member;", [member, member], ["information"]],
  ["a file, of what comes later in the text itself", shop + member, [member], ["error"]],
])("%s", async (_, text, others, severities) => {
  const { problems } = await fullCheck(text, beside(...others));
  expect(problems.filter(({ code }) => code === "42P01").map(({ severity }) => severity)).toEqual(severities);
});
