import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";

/** The lines of the columns of the first table that a brief makes, without the key. */
function columnsOf(brief: string): string[] {
  const { sql } = generateBuiltin({ brief, dialect: "postgresql" });
  const [, body = ""] = /CREATE TABLE \S+ \(\n([\s\S]*?)\n\)/.exec(sql) ?? [];
  return body
    .split("\n")
    .map((line) => line.trim().replace(/,$/, ""))
    .filter((line) => !/^(?:id |FOREIGN|PRIMARY)/.test(line));
}

test.each([
  [
    "a list goes on behind what is said of its items",
    "A product has a name that is required, a price that must be greater than zero, a discount between 0 and 100 percent, a stock that cannot be negative, and a weight.",
    [
      "name text NOT NULL",
      "price numeric(12, 2) NOT NULL CHECK (price > 0)",
      "discount numeric(12, 2) NOT NULL CHECK (discount BETWEEN 0 AND 100)",
      "stock integer NOT NULL CHECK (stock >= 0)",
      "weight numeric(10, 2) NOT NULL CHECK (weight >= 0)",
    ],
  ],
  [
    "what may be left out, and what is there only once",
    "A sailor has a rank, a nickname, which is optional, a badge code that must be unique, a locker number that may be empty and a birth date.",
    [
      "rank integer NOT NULL CHECK (rank >= 0)",
      "nickname text",
      "badge_code text NOT NULL UNIQUE",
      "locker_number text",
      "birth_date date NOT NULL",
    ],
  ],
  [
    "the least and the most, and how long a text is",
    "A crate has a quantity of at least 1, a level of at most 9, a unit price and a label of at most 200 characters.",
    [
      "quantity integer NOT NULL CHECK (quantity >= 1)",
      "level integer NOT NULL CHECK (level <= 9)",
      "unit_price numeric(12, 2) NOT NULL CHECK (unit_price >= 0)",
      "label text NOT NULL",
    ],
  ],
  [
    "whether something is so",
    "A machine has a name, a credit limit, a flag whether it is broken, and whether it is leased.",
    [
      "name text NOT NULL",
      "credit_limit numeric(12, 2) NOT NULL CHECK (credit_limit >= 0)",
      "is_broken boolean NOT NULL DEFAULT FALSE",
      "is_leased boolean NOT NULL DEFAULT FALSE",
    ],
  ],
])("%s", (_name, brief, columns) => {
  expect(columnsOf(brief)).toEqual(columns);
});
