import { expect, test } from "vitest";
import { keysOf, tablesOf } from "./answer";

const gym =
  "The Member entity stores information such as a name and an email. The Coach entity includes a name and a phone number. ";

test("what entities store is what things have", () => {
  expect(tablesOf(`${gym}Each member has one coach.`)).toEqual([
    "coaches: id, name, phone_number",
    "members: id, name, email, coach_id > coaches",
  ]);
});

test.each([
  ["There is a one-to-many relationship between Coach and Member.", ["members > coaches"]],
  ["Members have a many-to-one relationship with coaches.", ["members > coaches"]],
  [
    "The Coach entity is linked to the Member entity through a one-to-many relationship.",
    ["members > coaches"],
  ],
  [
    "Members and Coaches have a many-to-many relationship.",
    ["member_coaches > coaches", "member_coaches > members"],
  ],
  ["Each coach trains many members (one-to-many).", ["members > coaches"]],
])("a relationship is between things: %s", (said, keys) => {
  expect(keysOf(gym + said)).toEqual(keys);
});

test("an associative entity refers to the two that it joins", () => {
  const keys = ["training_logs > coaches", "training_logs > members"];
  expect(
    keysOf(`${gym}TrainingLog is an associative entity between Member and Coach. A training log has a date.`),
  ).toEqual(keys);
  expect(
    keysOf(
      `${gym}There is a many-to-many relationship between members and coaches, so we created the TrainingLog table as a junction table.`,
    ),
  ).toEqual(keys);
});

test("foreign keys that are told of refer to what they are of", () => {
  expect(
    tablesOf(
      "The Fight table has two foreign keys referencing the Fighter table. Each fight has a date. Each fighter has a name.",
    ),
  ).toContain("fights: id, date, first_fighter_id > fighters, second_fighter_id > fighters");
});

test("the id or the number of a thing refers to it", () => {
  expect(
    keysOf(
      "The Trip entity has a fare, driver_id and rider_id. The Driver entity has a name. The Rider entity has a name.",
    ),
  ).toEqual(["trips > drivers", "trips > riders"]);
  expect(
    keysOf(
      "An order has a unique order number and a date. A delivery has a date, a status and the order number. Orders are packed by clerks.",
    ),
  ).toContain("deliveries > orders");
});

test("which one did what to which other is kept", () => {
  expect(
    keysOf(
      "Books have a title. Borrowers have a name. Each loan has a date. Track which borrower borrowed which book.",
    ),
  ).toEqual(["loans > books", "loans > borrowers"]);
});

test("whoever is a person is no other thing, and whoever asks is none", () => {
  expect(
    tablesOf(
      "A user is a person who creates recipes. A user has a name. A recipe has a title. Mr. Hill reads them.",
    ),
  ).toEqual([
    expect.stringMatching(/^users: id, name/),
    expect.stringMatching(/^recipes: id, title, user_id > users/),
  ]);
});

test("members of the library are its members", () => {
  const brief =
    "A university library wants to improve how books, members, and activities are managed. " +
    "It stores information on books, library members, and loans. " +
    "Members register with the library and are assigned a member number. The system stores their name and email. " +
    "A member can borrow multiple books. Loans have a borrow date. Books have a title and an ISBN.";
  expect(keysOf(brief)).toEqual(["loans > books", "loans > members"]);
});

test("what the subject does next is a verb behind a comma too", () => {
  expect(
    keysOf(
      "Each bar has a name, employs waiters, serves drinks. Waiters have a name. Drinks have a name and a price.",
    ),
  ).toEqual(expect.arrayContaining(["waiters > bars"]));
});

test("what a brief does not want is not read", () => {
  expect(
    tablesOf(
      "Albums have a title. There's no requirement to capture composers or group members. We do not need to store payments.",
    ),
  ).toEqual(["albums: id, title"]);
});

test("an act with three parties refers to all of them", () => {
  const people = "A librarian has a name. A book has a title. A member has a name.";
  expect(keysOf(`A librarian issues a book to a member. ${people}`)).toEqual([
    "loans > books",
    "loans > librarians",
    "loans > members",
  ]);
  expect(
    keysOf(
      "A teacher assigns a task to a student. A teacher has a name. A student has a name. A task has a title.",
    ),
  ).toEqual(["tasks > students", "tasks > teachers"]);
});

test("the boss of an employee is another one", () => {
  expect(
    keysOf(
      "An employee can only have one boss but a boss can be in charge of many employees. An employee has a name and a salary.",
    ),
  ).toEqual(["employees > employees"]);
});
