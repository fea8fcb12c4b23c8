import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { keysOf } from "./answer";

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

test("what is likely of two things counts where the sentences leave it open", () => {
  const college =
    "A college keeps data about its teachers, classes, pupils and subjects. A teacher has a name, an email and a phone number. " +
    "A class has a name, a room and a year. A pupil has a name, a birth date and an address. A subject has a title and a level. " +
    "Every pupil is in one class. Teachers set exams for a subject of a class. An exam has a date, a topic and a number of points.";
  expect(keysOf(college)).toEqual(
    expect.arrayContaining(["exams > classes", "exams > subjects", "exams > teachers", "pupils > classes"]),
  );
});

test("whoever brings a thing does so by a whole verb", () => {
  expect(keysOf("Visitors have a name. Visitors bring gifts. Gifts have a title.")).toEqual([
    "gifts > visitors",
  ]);
});
