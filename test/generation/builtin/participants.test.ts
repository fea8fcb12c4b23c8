import { expect, test } from "vitest";
import { keysOf, tablesOf } from "./answer";

test.each([
  [
    "what somebody makes for each thing is of both",
    "A tenant has a name. A flat has a floor. A tenant gets an invoice for each flat he or she rents. An invoice has an amount.",
    ["invoices > flats", "invoices > tenants"],
  ],
  [
    "whom and where in a list are references, whatever they did there",
    "A clerk has a name. A kiosk has a city. A buyer has a name. A sale is recorded with the clerk who handled it, the buyer, the kiosk where it took place and the amount.",
    ["sales > buyers", "sales > clerks", "sales > kiosks"],
  ],
  [
    "examples are no things",
    "The instruments include violins, harps, drums and many others. Each instrument has a name. A pupil has several instruments (flutes, horns, etc.). A pupil has a name.",
    ["instruments > pupils"],
  ],
  [
    "those who took part in a game took part in others too",
    "Gymnasts have a name. Games have a date. For each game we need to store the gymnasts that participated in the game.",
    ["game_gymnasts > games", "game_gymnasts > gymnasts"],
  ],
  [
    "a match has several referees, who see others too",
    "Each match has a date. Each match has three referees. A referee has a name.",
    ["match_referees > matches", "match_referees > referees"],
  ],
  [
    "what somebody likes joins the two",
    "Painters have a name. Collectors have a name. Styles have a title. We keep for each collector the address, and the painters and styles that the collector likes.",
    [
      "collector_painters > collectors",
      "collector_painters > painters",
      "collector_styles > collectors",
      "collector_styles > styles",
    ],
  ],
  [
    "sections in which something is offered are its own",
    "Courses have a title. Courses are offered in multiple sections. A section has a number.",
    ["sections > courses"],
  ],
  [
    "whoever serves as a mentor for others is theirs",
    "Trainees have a name. A trainee can serve as a mentor for several other trainees. Each trainee can have one other trainee as his mentor.",
    ["trainees > trainees"],
  ],
  [
    "sponsorships are of those who sponsor and of whom they sponsor",
    "Clubs have a name. Sponsors have a name. Clubs have one or more sponsors and a sponsor can support several clubs. Sponsorships are tracked by season. Seasons have a year.",
    ["sponsorships > clubs", "sponsorships > seasons", "sponsorships > sponsors"],
  ],
  [
    "a place says who manages it, where nobody manages two",
    "Each depot has a city. Each depot is managed by a single employee. No employee manages more than one depot. Employees have a name.",
    ["depots > employees"],
  ],
  [
    "orders that are called after somebody are theirs",
    "Suppliers have a name. Products have a name. A supplier order often consists of several products. Each supplier order has a date.",
    [
      "supplier_order_products > products",
      "supplier_order_products > supplier_orders",
      "supplier_orders > suppliers",
    ],
  ],
  [
    "what a thing has is a single one for each",
    "Products have a price. Suppliers have a name. It has a single supplier for each product.",
    ["products > suppliers"],
  ],
  [
    "what is in the care of a branch belongs to it",
    "Branches have a city. Each boat has a name. Each boat is in the care of one of our branches.",
    ["boats > branches"],
  ],
  [
    "who did which things says what they do",
    "Visitors have a name. Exhibits have a title. We keep track of which visitors have rated which exhibits.",
    ["ratings > exhibits", "ratings > visitors"],
  ],
])("%s", (_name, brief, keys) => {
  expect(keysOf(brief)).toEqual(keys);
});

test("what somebody may look up leaves nothing behind", () => {
  expect(
    keysOf(
      "Members have a name. Books have a title. Clerks have a name. Clerks can see who has rated a book.",
    ),
  ).toEqual([]);
});

test("attributes of a thing are what it has, and where offices are is no thing", () => {
  expect(
    tablesOf(
      "The firm has offices in several states. Attributes of office include Office_Number and City. Each office has a phone.",
    ),
  ).toEqual(["offices: id, office_number, city, phone"]);
});
