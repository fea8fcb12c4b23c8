import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { keysOf, tablesOf } from "./answer";

test.each([
  [
    "a verb behind a relative clause belongs to what the clause tells more of",
    "Each driver that works at a depot has a name. Each tool used on vehicles parked at a depot has a serial number. A depot has a name.",
    ["drivers > depots", "tool_vehicles > tools", "tool_vehicles > vehicles", "vehicles > depots"],
  ],
  [
    "no statue on more than one plinth: each on one at most",
    "Every plinth carries a number of statues, but no statue can stand on more than one plinth. A statue has a title.",
    ["statues > plinths"],
  ],
  [
    "what has something associated with it has it",
    "Each parcel has a weight and has associated with it zero to any number of scans. Each scan has a time.",
    ["scans > parcels"],
  ],
  [
    "what is counted is no property, whatever it is called",
    "An insurance policy covers one or more boats and has one or more premium payments. Each payment has a due date. A boat has a name.",
    ["boats > insurance_policies", "payments > insurance_policies"],
  ],
  [
    "of two clauses one says what the other leaves open",
    "Each guest is attended by one butler and a butler can serve many guests. A butler has a name.",
    ["guests > butlers"],
  ],
  [
    "whoever is the contact of several is told once",
    "An agent is the contact for zero or more farmers. Every farmer has at most one agent as a contact. A farmer has a name. An agent has a phone number.",
    ["farmers > agents"],
  ],
  [
    "there is one who manages each",
    "Each depot has many drivers, who have a name. For each depot, there is always one driver allocated to manage that depot.",
    ["depots > drivers", "drivers > depots"],
  ],
  [
    "pieces and units are what they are pieces of",
    "Each artist has a name. Each piece of artwork is made by one artist. A piece may belong to several groups. Each group has a name.",
    ["artwork_groups > artworks", "artwork_groups > groups", "artworks > artists"],
  ],
  [
    "the enrolment of some in others is a row for the two",
    "Students have a name. Courses have a title. The enrolment of students in courses must be kept.",
    ["enrolments > courses", "enrolments > students"],
  ],
  [
    "whoever made a thing may have made others",
    "Each film has a title. We also track the studio that produced the film. A studio has a name. A film can only be produced by one studio.",
    ["films > studios"],
  ],
  [
    "one of the same kind is a mentor",
    "Each baker has a name. Every young baker is assigned to one older baker as a mentor.",
    ["bakers > bakers"],
  ],
  [
    "a colour that is given to each is a property",
    "Each line makes one product. A product has a name. A colour is allocated to each line.",
    ["lines > products"],
  ],
  [
    "it is the thing rather than whoever made it",
    "An astronomer has a name. An astronomer may submit many proposals, but each proposal is submitted by only one astronomer; it is checked by one expert. An expert has a name.",
    ["proposals > astronomers", "proposals > experts"],
  ],
  [
    "each of at most one is a reference, whatever stands before it",
    "Each crate has a barcode. Crates are issued for a request. Each crate can be issued for at most one request, whereas a request may be filled by many crates. A request has a date.",
    ["crates > requests"],
  ],
  [
    "samples are taken from one batch each",
    "Each batch has a number. Samples are taken from batches. Each sample has a time.",
    ["samples > batches"],
  ],
  [
    "gravestones stand, whatever the tagger takes them for",
    "A plot has a number. Gravestones stand on plots, and a plot has at most one gravestone.",
    ["gravestones > plots"],
  ],
  [
    "the quantity of each part that is used in a visit is of the two",
    "Each visit has a date. A part has a price and a description. The quantity of each part used in a visit must be stored.",
    ["part_visits > parts", "part_visits > visits"],
  ],
  [
    "what is written about something is a report",
    "Each accident has a date and is attended by one rescuer, who writes a report about it. A rescuer has a name.",
    ["accidents > rescuers", "reports > accidents", "reports > rescuers"],
  ],
  [
    "one technician is one of the laboratory technicians",
    "Laboratory technicians test the donations. Each donation has a date. Each test is done by one technician and has a result.",
    ["tests > donations", "tests > laboratory_technicians"],
  ],
  [
    "where something is done within something else",
    "A table has a number. Dishes have a name. In each meal, several dishes are consumed at a certain table.",
    ["dishes > meals", "meals > tables"],
  ],
  [
    "each of several is each",
    "A supplier has a name. Each of the purchase orders that a supplier may process includes several products. A product has a name.",
    [
      "purchase_order_products > products",
      "purchase_order_products > purchase_orders",
      "purchase_orders > suppliers",
    ],
  ],
])("%s", (_title, brief, keys) => {
  expect(keysOf(brief)).toEqual(keys);
});

test.each([
  [
    "words that join sentences are no things",
    "Some growers have planted several orchards, whereas others do not have any. If an orchard is sold, it is kept. Each orchard has a name.",
    /whereas|ifs|others/,
  ],
  [
    "the following information is no thing",
    "The nursery keeps the following information of each grower: a code, a name, a phone number. Store the following relationships: a grower owns several orchards.",
    /following/,
  ],
  [
    "whoever asks is no thing, by any name",
    "Redwood Records wants to store its bands. Each band signed at Redwood has a name. XPM is a chain of stores. XPM tracks the members of each band. Every stage owned by CSS has a size.",
    /redwood|record|xpm|css|compan/,
  ],
  [
    "rules that apply are no applications",
    "The following business rules apply. The league records the goals of each player. A player has a name.",
    /application|league/,
  ],
])("%s", (_title, brief, never) => {
  expect(tablesOf(brief).join()).not.toMatch(never);
});

test("the words of the brief are quoted as they are, also where they name whoever asks", () => {
  const brief =
    "OHIP wants to track patients. Each patient has a unique OHIP number; each doctor of OHIP treats patients.";
  const { trace, sql, uncovered } = generateBuiltin({ brief, dialect: "postgresql" });
  const quoted = trace.flatMap(({ origin }) => (origin.kind === "brief" ? [origin] : []));
  expect(quoted.length).toBeGreaterThan(3);
  for (const { sentence, start, end } of quoted) expect(sentence).toBe(brief.slice(start, end));
  expect(sql).toContain("OHIP wants to track patients.");
  for (const sentence of uncovered) expect(brief).toContain(sentence);
});
