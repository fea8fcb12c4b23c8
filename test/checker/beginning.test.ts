import { beforeAll, expect, test } from "vitest";
import { prepareChecker, type CheckOptions } from "../../server/checker";
import { faults, fullCheck, useEngine } from "./check";

useEngine();
beforeAll(prepareChecker);

const later = `ALTER TABLE member ADD COLUMN fax text;
CREATE TABLE loan (id bigint PRIMARY KEY, member_id bigint REFERENCES member (id), kind loan_kind);
ALTER TABLE loan DROP COLUMN days;
`;

const missing = [
  "1 error 42P01 member",
  "2 error unknown-table member",
  "2 error 42704 loan_kind",
  "3 information 42P01 loan <- 2",
];

test.each<[string, CheckOptions, string[]]>([
  [
    "what the folder does not make is not judged when its first file changes a table already",
    { isInOrder: true },
    ["1 information 42P01 member", "2 information 42704 loan_kind", "3 information 42P01 loan <- 2"],
  ],
  [
    "a table that may keep the version is no beginning",
    { isInOrder: true, before: ["CREATE TABLE version (number int PRIMARY KEY);\nDROP TABLE old_version;"] },
    ["1 information 42P01 member", "2 information 42704 loan_kind", "3 information 42P01 loan <- 2"],
  ],
  [
    "it is missing when an earlier file begins with an empty database",
    { isInOrder: true, before: ["CREATE TABLE club (id bigint PRIMARY KEY);"] },
    missing,
  ],
  [
    "a table that people work with is a beginning, whatever it is called",
    {
      isInOrder: true,
      before: [
        "CREATE TABLE document_version (id int PRIMARY KEY, document_id int REFERENCES document (id));\nDROP TABLE old_version;",
      ],
    },
    missing,
  ],
  [
    "so is one whose name only has such a word in it",
    { isInOrder: true, before: ["CREATE TABLE conversion (id int PRIMARY KEY);\nDROP TABLE old_one;"] },
    missing,
  ],
  [
    "lines for psql that only set something, and comments, do not hide the beginning",
    {
      isInOrder: true,
      before: [
        "\\set ON_ERROR_STOP 1\nCOMMENT ON TABLE club IS 'Clubs.';\nCREATE TABLE fee (id int PRIMARY KEY);",
      ],
    },
    ["1 information 42P01 member", "2 information 42704 loan_kind", "3 information 42P01 loan <- 2"],
  ],
  ["it is missing in a file that stands alone", {}, missing],
])("%s", async (_, options, expected) => {
  const found = faults(later, await fullCheck(later, options));
  expect(found).toEqual(expected);
});

test("another delimiter of MySQL ends with its file", async () => {
  const before = [
    "delimiter //\nCREATE TRIGGER a BEFORE INSERT ON b FOR EACH ROW BEGIN SET NEW.c = 1; END //",
  ];
  const sql =
    "DROP TABLE IF EXISTS d;\nCREATE TABLE d (id int PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);\n";
  const { problems } = await fullCheck(sql, { dialect: "mysql", isInOrder: true, before });
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ span }) => sql.slice(0, span.start).split("\n").length)).toEqual([3]);
});

test("what the files make themselves is judged, in MySQL too", async () => {
  const text =
    "ALTER TABLE member ADD COLUMN fax int;\nCREATE TABLE loan (id int PRIMARY KEY);\nDROP TABLE loan;\nINSERT INTO loan VALUES (1);\n";
  const { problems } = await fullCheck(text, { dialect: "mysql", isInOrder: true });
  expect(problems.map(({ severity, rule }) => `${severity} ${rule ?? ""}`)).toEqual([
    "information unknown-table",
    "error unknown-table",
  ]);
});
