import { expect, test } from "vitest";
import { tablesOf } from "./answer";

const wanted = ["customers: customer_id, name", "orders: order_id, customer_id > customers, order_date"];

test.each([
  ["calls", "customers(customer_id, name)\norders(order_id, customer_id, order_date)"],
  ["lines", "customers: customer_id, name\norders: order_id, customer_id, order_date"],
  [
    "sentences",
    "The customers table has customer_id and name. The orders table should have order_id, customer_id and order_date.",
  ],
  [
    "headings with items",
    "## customers\n- customer_id: integer, primary key\n- name: text\n\n## orders\n- order_id\n- customer_id\n- order_date: date",
  ],
  [
    "Markdown tables",
    "## customers\n| Column | Type |\n| --- | --- |\n| customer_id | integer |\n| name | text |\n\n## orders\n| Column | Type |\n| --- | --- |\n| order_id | integer |\n| customer_id | integer |\n| order_date | date |",
  ],
  [
    "indented lines",
    "customers\n  customer_id PK\n  name\norders\n  order_id PK\n  customer_id FK -> customers\n  order_date",
  ],
  [
    "numbered items",
    "Tables:\n1. customers with customer_id, name\n2. orders with order_id, customer_id, order_date",
  ],
  [
    "dashes and emoji",
    "📚 Our tables\n• customers — customer_id, name\n• orders — order_id, customer_id, order_date",
  ],
])("tables that are listed as %s keep their names", (_form, brief) => {
  expect(tablesOf(brief).sort()).toEqual(wanted);
});

test("keys that are named otherwise find their tables", () => {
  expect(
    tablesOf(
      "departments: dept_no, dept_name\nemployees: emp_no, last_name, manager_id\ndept_emp: emp_no, dept_no, from_date",
    ),
  ).toEqual([
    "departments: dept_no, dept_name",
    "employees: emp_no, last_name, manager_id > employees",
    "dept_emp: emp_no > employees, dept_no > departments, from_date",
  ]);
});

test("words that SQL reserves get names that need no quotes", () => {
  expect(tablesOf("order(id, user_id, date)\nuser(id, name, desc)")).toEqual([
    "users: id, name, description",
    "orders: id, user_id > users, date",
  ]);
});
