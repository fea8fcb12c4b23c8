import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";

const assignment =
  "In this assignment you will draw a first design. You should list the specifics of each design and the above outlines. " +
  "A rowing club has members. For each member we keep a name, an email and a birth date. " +
  "The club owns boats, and each boat has a name, a length and a price. " +
  "Members reserve boats. A reservation has a date, a start time and an end time. " +
  "Boats are repaired by mechanics. Every mechanic has a name and a phone number.";

test("the words of an assignment are no tables", () => {
  expect(generateBuiltin({ brief: assignment, dialect: "postgresql" }).tables).toEqual([
    "members",
    "boats",
    "reservations",
    "mechanics",
  ]);
});
