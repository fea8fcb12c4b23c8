import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { domains, readDomain } from "../../../server/generation/builtin/domains";
import { tablesOf } from "./answer";

test("there are domains enough, each with a name of its own", () => {
  expect(domains.length).toBeGreaterThanOrEqual(50);
  expect(new Set(domains.map(({ name }) => name)).size).toBe(domains.length);
});

test.each(domains.map((domain) => [domain.name, domain] as const))(
  "%s can be read, and refers only to itself",
  (_name, domain) => {
    const tables = readDomain(domain);
    const names = new Set(tables.map(({ name }) => name));
    const loose = tables.flatMap(({ name, columns }) =>
      columns
        .filter(({ target }) => target !== undefined && !names.has(target))
        .map((column) => `${name}.${column.name}`),
    );
    expect(loose).toEqual([]);
    expect(tables.length).toBeGreaterThanOrEqual(6);
  },
);

test.each(domains.map((domain) => [domain.titles[0] ?? "", domain] as const))(
  '"%s" gives its tables',
  (title, domain) => {
    const names = readDomain(domain).map(({ name }) => name);
    expect([...generateBuiltin({ brief: title, dialect: "postgresql" }).tables].sort()).toEqual(names.sort());
  },
);

test("a brief that lists what it wants gets that, and what it needs", () => {
  expect(
    tablesOf("Online shop with customers, products and orders").map((table) => table.split(":")[0]),
  ).toEqual(["customers", "products", "orders", "order_items"]);
});

test("a longer brief gets no tables that it does not ask for", () => {
  expect(
    generateBuiltin({
      brief: "Our online shop keeps products. Each product has a name and a price. Customers buy products.",
      dialect: "postgresql",
    }).tables,
  ).toEqual(["products", "customers", "purchases"]);
});

test("what the brief relates to nothing is related as the domain usually does", () => {
  const brief =
    "A clinic has patients and dentists. Patients have a name. Dentists have a name and a specialty. " +
    "Appointments have a start time. Invoices have an amount.";
  expect(tablesOf(brief)).toEqual([
    "patients: id, name",
    "dentists: id, name, specialty",
    "appointments: id, start_time, patient_id > patients, dentist_id > dentists",
    "invoices: id, amount, patient_id > patients",
  ]);
});
