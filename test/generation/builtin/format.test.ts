import { beforeAll, expect, it } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { formatEdits, prepareFormatter } from "../../../server/language";
import { loadParsers, parseScript, type Dialect } from "../../../server/sql";

beforeAll(async () => {
  await loadParsers();
  await prepareFormatter();
});

const briefs = [
  "A library lends copies of books to members. A book has an ISBN, a title and one or more authors. A loan has a status: open, returned or lost. A fine has an amount that is never negative and a date that is today by default.",
  "An online shop sells products in several categories. Customers place orders with a quantity per product; an order is paid or unpaid. A product has a name of at most 80 characters, a unique SKU, a price greater than zero, tags and a rating between 1 and 5. Every change of a price is kept.",
  "Employees work in departments; each department is managed by one of its employees, and each employee reports to another one. A project runs from a start date to an end date. Vacation days are between 0 and 30. An employee is active unless said otherwise. Documents are attached to projects, as files with a UUID and JSON metadata.",
];

const dialects: readonly Dialect[] = ["postgresql", "mysql", "mariadb", "sqlite"];

it.each(dialects.flatMap((dialect) => briefs.map((brief) => [dialect, brief] as const)))(
  "a schema for %s is laid out as the formatter does: %s",
  (dialect, brief) => {
    const { sql } = generateBuiltin({ brief, dialect });
    const edits = formatEdits(parseScript(sql, dialect));
    expect(edits.map(({ span, newText }) => [sql.slice(span.start, span.end), newText])).toEqual([]);
  },
);
