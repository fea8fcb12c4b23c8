import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngines, type Engines } from "../../server/engine/node";
import type { DesignChoices } from "../../server/generation/design-choices";
import { dialects, type Dialect } from "../../server/sql";
import { answer, books, run } from "./run";

let engines: Engines;
beforeAll(async () => {
  engines = await createEngines();
});
afterAll(() => engines.dispose());

const briefs = [
  "An online shop sells products to customers. Customers place orders; an order has a status (open, paid, shipped, cancelled). An order consists of order lines, each with a product and a quantity. A customer may be recommended by another customer.",
  "A library lends copies of books to members. Books have one or more authors. Each copy has a condition (new, good, worn).",
  "People are employees or patients. An employee has a role (nurse, doctor). Appointments are between a patient and a doctor, with a state (planned, kept, missed).",
  "A hotel",
];

const choices: DesignChoices[] = [
  { keys: "uuid", categories: "enum" },
  { keys: "uuid", categories: "lookup" },
  { keys: "identity", categories: "lookup" },
  { keys: "identity", categories: "check" },
  { keys: "uuid", categories: "check" },
];

async function design(brief: string, dialect: Dialect, chosen: DesignChoices) {
  const { outcome } = await run([], {
    request: { provider: "builtin", brief, dialect, design: chosen },
    options: { engines: engines.source },
  });
  return outcome!;
}

describe.each(dialects)("in %s", (dialect) => {
  test.each(choices)("what is built with $keys and $categories is clean and as chosen", async (chosen) => {
    for (const brief of briefs) {
      const { sql, problems } = await design(brief, dialect, chosen);
      const bad = problems.filter(({ severity }) => severity === "error" || severity === "warning");
      expect(bad, sql).toEqual([]);
      const keys = /generated always as identity|auto_increment|\bid integer primary key/i;
      if (chosen.keys === "uuid") expect(sql).not.toMatch(keys);
      else expect(sql).toMatch(keys);
      if (chosen.categories !== "enum") expect(sql).not.toMatch(/\benum\b/i);
    }
    const { sql, tables } = await design(briefs[0]!, dialect, chosen);
    if (chosen.categories === "lookup") {
      expect(tables).toContain("order_statuses");
      expect(sql).toMatch(/INSERT INTO order_statuses \(code\) VALUES\s+\('open'\),\s+\('paid'\)/);
      expect(sql).toMatch(/FOREIGN KEY \(status\) REFERENCES order_statuses \(code\)/);
    } else if (chosen.categories === "check" || dialect === "sqlite") {
      expect(sql).toMatch(/CHECK \(status IN \('open', 'paid', 'shipped', 'cancelled'\)\)/);
    } else expect(sql).toMatch(/enum\('open', 'paid', 'shipped', 'cancelled'\)/i);
  });

  test.each<[DesignChoices, RegExp, RegExp]>([
    [{ keys: "uuid" }, /Primary keys:.*uuid/i, /IDENTITY PRIMARY|UNSIGNED NOT NULL AUTO|`id INTEGER PRIMARY/],
    [{ categories: "lookup" }, /a table of its own.*rows of lookup tables/s, /ENUM\('…'\)|is an enum type/],
    [{ categories: "check" }, /CHECK \(… IN \(…\)\)/, /ENUM\('…'\)|is an enum type/],
  ])("a model is told %o", async (chosen, told, untold) => {
    const { chats } = await run([{ text: answer(books) }], { request: { dialect, design: chosen } });
    const system = chats[0]!.body!.messages[0]!.content;
    expect(system).toMatch(told);
    expect(system).not.toMatch(untold);
  });
});

test("rows of a lookup table stay when the schema is run", async () => {
  const { sql } = await design(briefs[0]!, "sqlite", { categories: "lookup" });
  expect(sql.indexOf("INSERT INTO order_statuses")).toBeLessThan(sql.indexOf("CREATE TABLE orders"));
});
