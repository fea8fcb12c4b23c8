import { expect, test } from "vitest";
import { keysOf, tablesOf } from "./answer";

test.each([
  [
    "where nobody does anything, one of the nouns is the verb",
    "A craft brewery brews beers from recipes. Beers have a name. Recipes have a title.",
    ["recipe_beers > beers", "recipe_beers > recipes"],
  ],
  [
    "the second of two subjects is no verb",
    "Bars and shops order beers. Bars have a name. Shops have a name. Beers have a name.",
    ["orders > bars", "orders > beers"],
  ],
  [
    "what people do goes on behind 'and'",
    "Students buy passes and book classes. A student has a name. A pass has a price. A class has a date.",
    ["bookings > classes", "bookings > students", "passes > students"],
  ],
  [
    "to like and to report a post are two things",
    "Users have an e-mail address. A thread has a title and contains posts. Users can like posts and report posts to moderators.",
    ["likes > posts", "likes > users", "posts > threads"],
  ],
  [
    "to borrow and to reserve are two things",
    "Members have a name. Tools have a name. Members borrow tools. Members can reserve tools.",
    ["loans > members", "loans > tools", "reservations > members", "reservations > tools"],
  ],
  [
    "what somebody leaves after a class is of the class",
    "A class has a date. Students have a name. After a class the student can leave a rating from 1 to 5 with a comment.",
    ["ratings > classes", "ratings > students"],
  ],
  [
    "a place within another belongs to that, and whoever is in it is in both",
    "Patients have a name. Patients are admitted to a bed in a room of a ward. A ward has a name.",
    ["beds > rooms", "patients > beds", "rooms > wards"],
  ],
  [
    "what is done time and again has a row each time",
    "A flat has a number. Meters belong to flats and are read once a year.",
    ["meter_readings > meters", "meters > flats"],
  ],
  [
    "a quote that somebody sends for a defect is the defect's",
    "A defect has a description. A defect is assigned to a contractor, who sends a quote. A contractor has a name.",
    ["defects > contractors", "quotes > contractors", "quotes > defects"],
  ],
  [
    "several who share one thing may have others",
    "Tenants have a name. Several tenants may share a lease. The lease has a start date.",
    ["tenant_leases > leases", "tenant_leases > tenants"],
  ],
  [
    "a receipt is of the payment that gets it",
    "Each payment gets a receipt. A payment has an amount. A receipt has a number.",
    ["receipts > payments"],
  ],
  [
    "to like is no preposition",
    "Users have a name. Photos have a title. Users like photos.",
    ["likes > photos", "likes > users"],
  ],
  [
    "what people have to do with does not say whose a thing is",
    "An issue tracker with workspaces, projects, issues, comments, attachments and sprints. Users can watch issues.",
    [
      "attachments > issues",
      "comments > issues",
      "issues > projects",
      "projects > users",
      "sprints > projects",
      "user_issues > issues",
      "user_issues > users",
    ],
  ],
])("%s", (_, brief, keys) => {
  expect(keysOf(brief)).toEqual(expect.arrayContaining(keys));
});

test("a comment that comes with a rating is no thing of its own", () => {
  const tables = tablesOf("A delivery has a date. Customers rate deliveries and leave a comment.");
  expect(tables.map((table) => table.split(":")[0])).not.toContain("comments");
});

test("teachers who were introduced at length are teachers", () => {
  const tables = tablesOf(
    "We are building a platform for independent yoga teachers. Teachers publish classes at studios. Teachers have a name.",
  );
  expect(tables.map((table) => table.split(":")[0])).toContain("teachers");
});

test("of a list, only the last is what is sold", () => {
  const keys = keysOf(
    "Small CRM: companies, contacts, deals with stages, activities (calls, mails, meetings) on deals, notes, and products sold in a deal with quantity and discount.",
  );
  expect(keys.filter((key) => /compan|contact/.test(key) && /stage|activit|product/.test(key))).toEqual([]);
});

test.each([
  ["I need to track my wine cellar.", ["wines"]],
  ["An app for my stamp collection", ["stamps"]],
  ["I want to manage my houseplants", ["houseplants"]],
])("where nothing more is said, what is named is kept: %s", (brief, tables) => {
  expect(tablesOf(brief).map((table) => table.split(":")[0])).toEqual(tables);
});
