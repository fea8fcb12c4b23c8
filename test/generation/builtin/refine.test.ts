import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { shapesOf } from "./answer";

const current = generateBuiltin({
  brief: "customers(id, name, email)\norders(id, customer_id, total)",
  dialect: "postgresql",
}).sql;
const refined = (instruction: string) =>
  generateBuiltin({ brief: "", dialect: "postgresql", current, instruction });
const customers = "customers: id, name, email";
const orders = "orders: id, customer_id > customers, total";

test.each([
  ["add soft delete to all tables", [`${customers}, deleted_at`, `${orders}, deleted_at`]],
  [
    "Please add timestamps to every table.",
    [`${customers}, created_at, updated_at`, `${orders}, created_at, updated_at`],
  ],
  ["add a column phone to customers", [`${customers}, phone`, orders]],
  ["add birth_date and an optional note to customers", [`${customers}, birth_date, note`, orders]],
  ["rename orders to purchases", [customers, "purchases: id, customer_id > customers, total"]],
  ["rename customers to clients", ["clients: id, name, email", "orders: id, customer_id > clients, total"]],
  [
    "rename column total of orders to total_amount",
    [customers, "orders: id, customer_id > customers, total_amount"],
  ],
  [
    "add table invoices with id, order_id, amount",
    [customers, orders, "invoices: id, order_id > orders, amount"],
  ],
])("%s", (instruction, tables) => {
  const { sql, uncovered } = refined(instruction);
  expect(shapesOf(sql)).toEqual(tables);
  expect(uncovered).toEqual([]);
});

test("what is not understood changes nothing and is said", () => {
  const { sql, uncovered } = refined("make it faster");
  expect(sql).toBe(current);
  expect(uncovered).toEqual(["make it faster"]);
});

test("a change leaves every other line as it is", () => {
  const lines = new Set(current.split("\n"));
  const added = refined("add a column phone to customers")
    .sql.split("\n")
    .filter((line) => !lines.has(line));
  expect(added).toEqual(["  email text NOT NULL UNIQUE,", "  phone text"]);
});
