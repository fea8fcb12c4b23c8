import { expect, it } from "vitest";
import { briefTitle } from "../../client/generation/brief-title";

it.each([
  [
    "A library lends copies of books to members. A book has an ISBN.",
    "Library lends copies of books to members",
  ],
  ["# Web shop\n\nCustomers place orders.", "Web shop"],
  [
    "We run a chain of repair shops and want to know which mechanic did what",
    "We run a chain of repair shops and want",
  ],
  ["Online shop", "Online shop"],
  ["\n- **Tickets** of a zoo\n", "Tickets of a zoo"],
  ["12", ""],
])("the title of %j", (brief, title) => {
  expect(briefTitle(brief)).toBe(title);
});
