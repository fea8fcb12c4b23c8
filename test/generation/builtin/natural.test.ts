import { expect, test } from "vitest";
import { keysOf, tablesOf } from "./answer";

test.each([
  [
    "what is attached belongs to that to which it is attached, and watchers are users",
    "Users attach files to tasks, and comment on them. Each task has one assignee and several watchers.",
    [
      "comments > tasks",
      "comments > users",
      "files > tasks",
      "task_watchers > tasks",
      "task_watchers > users",
      "tasks > users",
    ],
  ],
  [
    "every change of a status is a row",
    "Tickets have a title. Every change of status is recorded.",
    ["status_changes > tickets"],
  ],
  [
    "a visit is of a patient and a doctor, and the diagnosis is the visit's",
    "In a clinic patients visit doctors. A doctor writes a diagnosis for each visit and prescribes medicines.",
    ["prescriptions > medicines", "prescriptions > visits", "visits > doctors", "visits > patients"],
  ],
  [
    "sizes and colors make variants",
    "Products come in several sizes and colors, and stock is kept for each.",
    ["product_variants > products"],
  ],
  [
    "their dogs are the owners', and who accepts a booking is its walker",
    "Owners book walks for their dogs, walkers accept them, and after the walk the owner leaves a rating.",
    [
      "bookings > dogs",
      "bookings > owners",
      "bookings > walkers",
      "bookings > walks",
      "dogs > owners",
      "ratings > bookings",
      "ratings > owners",
    ],
  ],
  [
    "an enrolment has a semester",
    "Students enrol in courses each semester and get a grade.",
    ["enrolments > courses", "enrolments > semesters", "enrolments > students"],
  ],
  [
    "a seat is chosen for a ticket",
    "Customers buy tickets for a show and choose a seat. The price depends on the type of the seat.",
    ["tickets > customers", "tickets > seats", "tickets > shows"],
  ],
  [
    "lists that contain others are things",
    "A board contains lists, and a list contains cards. A card has a title.",
    ["cards > lists", "lists > boards"],
  ],
  [
    "what is shared keeps who made it",
    "Users can create boards. Boards can be shared with other users, who are either viewers or editors.",
    ["board_users > boards", "board_users > users", "boards > users"],
  ],
  [
    "nurses assist at surgeries rather than doctors",
    "Doctors perform surgeries on patients, assisted by nurses.",
    [
      "nurse_surgeries > nurses",
      "nurse_surgeries > surgeries",
      "surgeries > doctors",
      "surgeries > patients",
    ],
  ],
  [
    "flights go between two airports",
    "An airline operates flights between airports. An airport has a name.",
    ["flights > airports", "flights > airports"],
  ],
  [
    "a trip starts and ends at a station",
    "Every trip starts at a station and ends at a station. A station has a name.",
    ["trips > stations", "trips > stations"],
  ],
  [
    "one works on it and another reviews it",
    "A translator has a name. Each job is assigned to a translator and reviewed by another translator.",
    ["jobs > translators", "jobs > translators"],
  ],
  [
    "plaintiffs and defendants are persons",
    "A case has one or more plaintiffs and one or more defendants, who are persons with a name and an address.",
    [
      "case_defendants > cases",
      "case_defendants > people",
      "case_plaintiffs > cases",
      "case_plaintiffs > people",
    ],
  ],
  [
    "a committee has members",
    "A scholarship has an amount. A committee of reviewers decides about each scholarship. A reviewer has a name.",
    ["committee_reviewers > committees", "committee_reviewers > reviewers", "scholarships > committees"],
  ],
  [
    "bins stand in aisles, and aisles in zones",
    "A warehouse stores products in bins. Bins are in aisles, which are in zones.",
    ["aisles > zones", "bins > aisles", "products > bins", "products > warehouses"],
  ],
  [
    "users ask questions about something",
    "Users have a name. Plants have a name. Experts answer questions that users ask about a plant; every answer has a text.",
    ["answers > experts", "answers > questions", "questions > plants", "questions > users"],
  ],
  [
    "the attendance of one at the other is a row",
    "Members have a name. Training sessions have a date. The attendance of members at training sessions is recorded.",
    ["attendance > members", "attendance > training_sessions"],
  ],
])("%s", (_title, brief, keys) => {
  expect(keysOf(brief)).toEqual(keys);
});

test("a list of things behind a title names tables rather than columns", () => {
  const tables = tablesOf("Orchestra management: musicians, instruments, rehearsals, concerts.");
  expect(tables.map((table) => table.split(":")[0])).toEqual([
    "musicians",
    "instruments",
    "rehearsals",
    "concerts",
  ]);
});

test("a percentage for each is of the two", () => {
  expect(
    tablesOf(
      "A wine has a name. A grape has a color. A wine is made from one or more grapes, with a percentage for each.",
    ),
  ).toContain("wine_grapes: wine_id > wines, grape_id > grapes, percentage");
});

test("a person with a ward and a bed is no pair of the two", () => {
  expect(tablesOf("Patients are admitted to a ward and assigned a bed.").join("\n")).toMatch(
    /^patients: id, /m,
  );
});
