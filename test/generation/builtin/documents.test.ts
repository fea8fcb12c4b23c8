import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { keysOf, tablesOf } from "./answer";

/** The names of the tables of a brief, sorted. */
function namesOf(brief: string): string[] {
  return [...generateBuiltin({ brief, dialect: "postgresql" }).tables].sort();
}

const scope = `The database keeps track of telescopes and of who borrows them. Included in its scope is:
* Members, including a name, an email and other identifying information
* Telescopes, with an aperture and a maker
* Lendings, which record the day on which a telescope was lent
* Production, including basic information
* Member complaints — what went wrong`;

test("a list of things with what they include names a table each, whatever they are", () => {
  expect(namesOf(scope)).toEqual(["lendings", "member_complaints", "members", "productions", "telescopes"]);
  expect(tablesOf(scope)).toContainEqual(expect.stringMatching(/^telescopes: id, aperture, maker/));
});

test("what is out of scope is no table", () => {
  const brief = `${scope}
Out of scope are elements like auctions, sponsors and weather reports.
The database will not support:
* Visitors who have a ticket
* Lectures that speakers give`;
  expect(namesOf(brief)).toEqual(namesOf(scope));
});

test("what people do with the system is no table", () => {
  const brief = `${scope}
This database will support:
* CRUD operations for members and telescopes
* Querying members by email
* Summarizing lendings over time`;
  expect(namesOf(brief)).toEqual(namesOf(scope));
});

test("items that say what each has behind a colon are no tables called after the verb", () => {
  expect(
    namesOf(
      "A choir keeps data.\n- Each singer has: SingerID, Name, Voice.\n- Each concert has: ConcertID, Date, Hall.\n- A singer can sing in many concerts, and a concert can have many singers.",
    ),
  ).toEqual(["concerts", "singer_concerts", "singers"]);
});

test("sections that are called after a thing and speak of it are about tables", () => {
  const rules = `## Berth
- Length must be a positive number.
- Some berths have water.

## Ferry
- A ferry lies at one berth.

## Sailing permit
- The level of a sailing permit must be from a list.
- A sailing permit must end after it starts.`;
  expect(namesOf(rules)).toEqual(["berths", "ferries", "sailing_permits"]);
});

test("the sorts of a thing that a sentence gives are no tables", () => {
  expect(
    namesOf(
      "A workshop repairs many types of instruments: violins, double basses, church organs and bagpipes. Each instrument has a serial number and an owner. Luthiers have a name and repair instruments — such as replacing strings and gluing necks — for a price.",
    ),
  ).toEqual(["instruments", "luthiers"]);
});

test("the table of which a brief speaks is called after its things", () => {
  expect(
    namesOf(
      "The database keeps rowers and boats. The rower table will keep track of the name and the weight of each rower. The boat table lists the length of each boat. Rowers own boats.",
    ),
  ).toEqual(["boats", "rowers"]);
});

test("which of the ones had to do with one of the others is many to many", () => {
  expect(
    keysOf(
      "The system shall record faults with a title and a date. The system shall record tools with a name and a price. The system shall record which tools were used in a given fault (many-to-many).",
    ),
  ).toEqual(["fault_tools > faults", "fault_tools > tools"]);
});

test("a list of things names one that is usually a property too", () => {
  expect(
    namesOf(
      "The app tracks rowers, boats, training plans, sessions and body weights. Rowers have a name and an email. Boats have a name and a length. A training plan has a title. Rowers keep track of their body weights over time.",
    ),
  ).toContain("body_weights");
});

test("the database that a brief calls by its name is no table, and neither are accounts in it", () => {
  expect(
    namesOf(
      "This Harbour Master Database has the purpose to track ships and berths. A ship has a name and a length. A berth has a number and a depth. Skippers have accounts in the system with a name and an email. Skippers steer ships.",
    ),
  ).toEqual(["berths", "ships", "skippers"]);
});

test("what others do to a thing is kept besides who made it", () => {
  expect(
    keysOf(
      "Citizens file petitions. A petition has a title and a text. Citizens can comment on petitions and vote for them.",
    ),
  ).toEqual([
    "comments > citizens",
    "comments > petitions",
    "petitions > citizens",
    "votes > citizens",
    "votes > petitions",
  ]);
});

test("what is done with a reason or at a date is kept each time", () => {
  expect(
    tablesOf(
      "Referees have a name and a licence number. Skaters have a name and a birth date. Referees ban skaters, with a reason and an end date.",
    ),
  ).toContainEqual("bans: id, referee_id > referees, skater_id > skaters, reason, end_date");
});
