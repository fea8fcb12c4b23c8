import { expect, test } from "vitest";
import { keysOf, tablesOf } from "./answer";

test.each([
  [
    "numbers that go on in parentheses",
    "A parcel has a weight. A depot has a city. A claim has a reason. A lawyer has a name. Each parcel must be kept at one (and only one) of the depots. A depot may have any number of parcels. Each parcel causes one (or no) claim; a claim may cover many parcels. A claim may be handled by many (or no) lawyers; a lawyer may handle many claims.",
    ["lawyer_claims > claims", "lawyer_claims > lawyers", "parcels > claims", "parcels > depots"],
  ],
  [
    "of two that meet once, the one that cannot be alone refers",
    "A cabin has a name. A key card has a colour. A cabin can have zero or one key card but a key card must be issued for one and only one cabin.",
    ["key_cards > cabins"],
  ],
  [
    "a different one each time is one",
    "A tutor has a name. A workshop has a title. Each workshop is taught by a different tutor.",
    ["workshops > tutors"],
  ],
  [
    "all of them live in one each",
    "Every sailor has a rank. A barrack has an address. All sailors live in the barracks.",
    ["sailors > barracks"],
  ],
  [
    "many appointments with many others are each with one",
    "A dog has a name. A groomer has a name. A dog owner has a phone number. A dog owner can make many appointments with one or more groomers, and a groomer can accept appointments with many dog owners.",
    ["appointments > dog_owners", "appointments > groomers"],
  ],
  [
    "who is under whose supervision",
    "A guard has a name. A wing has a colour. Each wing is under the supervision of one guard and a guard may supervise several wings.",
    ["wings > guards"],
  ],
])("%s", (_name, brief, keys) => {
  expect(keysOf(brief)).toEqual(keys);
});

test.each([
  [
    "it is the thing rather than the person",
    "A guest places a booking. It has an arrival date and a deposit. A guest has a name.",
    ["guests: id, name", "bookings: id, arrival_date, deposit, guest_id > guests"],
  ],
  [
    "these are the things of which the sentence spoke last",
    "Guides have a name. Guides give several tours. These have a route and a length.",
    ["guides: id, name", "tours: id, route, length, guide_id > guides"],
  ],
  [
    "he is the person rather than the thing",
    "Each hike is led by a ranger. He has a badge number and a first name.",
    ["hikes: id, ranger_id > rangers", "rangers: id, badge_number, first_name"],
  ],
])("%s", (_name, brief, tables) => {
  for (const table of tables) {
    const [name, columns = ""] = table.split(": ");
    const made = tablesOf(brief).find((each) => each.startsWith(`${name ?? ""}: `));
    expect(made?.split(": ")[1]?.split(", ")).toEqual(expect.arrayContaining(columns.split(", ")));
  }
});
