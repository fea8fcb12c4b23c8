import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { keysOf, tablesOf } from "./answer";

test.each([
  [
    "one or more are a number rather than states",
    "An invoice has a date. A bank has a name. Each invoice is settled by one or more banks.",
    ["bank_invoices > banks", "bank_invoices > invoices"],
  ],
  [
    "a payment pays one order",
    "An order has a date. Each payment has an amount. An order is paid by one or more payments.",
    ["payments > orders"],
  ],
  [
    "what is identified within another thing belongs to it",
    "A building has a name. A room is identified by a room number within its building and has a size.",
    ["rooms > buildings"],
  ],
  [
    "what happens belongs to all who took part in the sentence before",
    "A vendor has a name. A part has a number. A site has a city. A vendor ships parts to sites, and for each such delivery we store the quantity.",
    ["deliveries > parts", "deliveries > sites", "deliveries > vendors"],
  ],
  [
    "a time entry is a thing of those who log it",
    "A worker has a name. A job has a title. Workers log time on jobs: each time entry has a date and a note.",
    ["time_entries > jobs", "time_entries > workers"],
  ],
  [
    "each time is a row where the brief describes what happens",
    "Patients have a name. Wards have a name. Patients are admitted to wards. For each admission we record the admission date.",
    ["admissions > patients", "admissions > wards"],
  ],
  [
    "each of this in each of that joins the two",
    "Parts have a name. Depots have a city. For each part in each depot the quantity is stored.",
    ["part_depots > depots", "part_depots > parts"],
  ],
  [
    "where a thing is kept is a reference",
    "A copy has a barcode. A branch has a name. Each copy is kept at one branch.",
    ["copies > branches"],
  ],
  [
    "one of its employees is an employee",
    "An employee has a name. A department has a name and a location, and it is headed by one of its employees.",
    ["departments > employees"],
  ],
  [
    "kinds that a sentence tells more of are tables of their own",
    "A policy has a number. A policy is either a car policy or a boat policy. A car policy covers one vehicle with a license plate. A boat policy has a sailing area.",
    ["boat_policies > policies", "car_policies > policies", "car_policies > vehicles"],
  ],
  [
    "somebody who handles something and is an employee is a reference",
    "An employee has a name. Each claim has an amount and is handled by an adjuster, who is an employee.",
    ["claims > employees"],
  ],
  [
    "several prerequisites that are other courses join the courses",
    "A course has a title. A course may have several prerequisites, which are other courses.",
    ["course_courses > courses", "course_courses > courses"],
  ],
  [
    "what is assigned with a role is assigned many to many",
    "Employees have a name. Projects have a title. Employees are assigned to projects with a role.",
    ["employee_projects > employees", "employee_projects > projects"],
  ],
  [
    "members of staff are staff members who work somewhere",
    "A branch has a city. Members of staff work at a branch. Each staff member has a name.",
    ["staff_members > branches"],
  ],
  [
    "a policy is sold by one agent",
    "An agent has a name. A policy has a number. Agents sell policies.",
    ["policies > agents"],
  ],
  [
    "a line of a glossary refers to what it names",
    "Guest - a person who stays with us. Guests have a name.\nExtra - something we sell. An extra has a price.\nCharge - an extra that was consumed by a guest, with the quantity.",
    ["charges > extras", "charges > guests"],
  ],
  [
    "what something is for belongs to it",
    "A passenger has a name. A flight has a number. Each ticket has a seat and is for exactly one passenger and one flight.",
    ["tickets > flights", "tickets > passengers"],
  ],
  [
    "what a list says of its heading is a relation",
    "# Artist\n- name\n- birth year\n# Artwork\n- title\n- year\n- was made by an artist",
    ["artworks > artists"],
  ],
  [
    "the questions of an interview name nothing",
    "Q: What do you keep?\nA: Batches. A batch has a date and is made from one recipe.\nQ: How?\nA: A recipe has a name.",
    ["batches > recipes"],
  ],
  [
    "what both ends call many joins them",
    "A technician has a name. A site has a city. A technician is responsible for one or more sites, and a site can have many technicians.",
    ["technician_sites > sites", "technician_sites > technicians"],
  ],
  [
    "a sentence in parentheses is a sentence",
    "A member has a name. Each membership has a start date and is based on one of our plans (a plan has a title and a monthly price).",
    ["memberships > members", "memberships > plans"],
  ],
])("%s", (_title, brief, keys) => {
  expect(keysOf(brief)).toEqual(keys);
});

test("what stands behind a semicolon and 'also' is a property of the last subject", () => {
  const brief = "A client is identified by a client number; name and address are also recorded.";
  expect(generateBuiltin({ brief, dialect: "postgresql" }).uncovered).toEqual([]);
  expect(tablesOf(brief)).toEqual(["clients: client_number, name, address"]);
});
