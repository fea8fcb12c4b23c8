import { expect, test } from "vitest";
import { generateBuiltin } from "../../../server/generation/builtin";
import { tablesOf } from "./answer";

test("a brief of three sentences gives a whole schema", () => {
  const { sql, assumptions, uncovered } = generateBuiltin({
    brief:
      "A library lends copies of books to members. A book has an ISBN, a title and authors. Members have a name and a unique email. Pages must load fast.",
    dialect: "postgresql",
  });
  expect(sql).toMatchInlineSnapshot(`
    "-- Made by dbscst from a brief, by rules and without a language model.
    -- The comments quote the words of the brief that ask for each table.

    create type copy_status as enum ('available', 'on_loan', 'lost', 'withdrawn');

    create table books (
      id bigint generated always as identity primary key,
      isbn text not null unique,
      title text not null
    );
    comment on table books is 'A book. Brief: "A library lends copies of books to members."';

    create table copies (
      id bigint generated always as identity primary key,
      book_id bigint not null,
      barcode text not null unique,
      status copy_status not null default 'available',
      foreign key (book_id) references books (id) on delete cascade
    );
    comment on table copies is 'A copy. Brief: "A library lends copies of books to members."';
    create index copies_book_id_idx on copies (book_id);

    create table members (
      id bigint generated always as identity primary key,
      name text not null,
      email text not null unique
    );
    comment on table members is 'A member. Brief: "A library lends copies of books to members."';

    create table authors (
      id bigint generated always as identity primary key,
      name text not null
    );
    comment on table authors is 'An author. Brief: "A book has an ISBN, a title and authors."';

    create table loans (
      id bigint generated always as identity primary key,
      member_id bigint not null,
      copy_id bigint not null,
      loaned_at timestamptz not null,
      due_date date not null,
      foreign key (member_id) references members (id) on delete restrict,
      foreign key (copy_id) references copies (id) on delete restrict
    );
    comment on table loans is 'A loan. Brief: "A library lends copies of books to members."';
    create index loans_member_id_idx on loans (member_id);
    create index loans_copy_id_idx on loans (copy_id);

    create table book_authors (
      book_id bigint not null,
      author_id bigint not null,
      primary key (book_id, author_id),
      foreign key (book_id) references books (id) on delete cascade,
      foreign key (author_id) references authors (id) on delete cascade
    );
    comment on table book_authors is 'A book author. Brief: "A book has an ISBN, a title and authors."';
    create index book_authors_author_id_idx on book_authors (author_id);
    "
  `);
  expect(assumptions).toMatchInlineSnapshot(`
    [
      "The brief says nothing of what copies have; they get: barcode, status.",
      "The brief says nothing of what authors have; they get: name.",
      "The brief says nothing of what loans have; they get: loaned at, due date.",
    ]
  `);
  expect(uncovered).toEqual(["Pages must load fast."]);
});

test("numbers on both sides decide where the key stands", () => {
  expect(
    tablesOf(
      "A customer can place many orders, and each order belongs to exactly one customer. A doctor treats many patients, and a patient may be treated by many doctors.",
    ),
  ).toMatchInlineSnapshot(`
    [
      "customers: id, name, phone",
      "orders: id, customer_id > customers, status, total_amount, ordered_at",
      "doctors: id, name, license_number",
      "patients: id, name, phone",
      "doctor_patients: doctor_id > doctors, patient_id > patients",
    ]
  `);
});

test("what is recorded when somebody does something belongs to the doing", () => {
  expect(
    tablesOf(
      "Vehicles have a license plate. Spaces have a number. When a vehicle parks in a space, the entry time and the exit time are recorded as a parking session.",
    ),
  ).toMatchInlineSnapshot(`
    [
      "vehicles: id, license_plate",
      "spaces: id, number",
      "vehicle_spaces: vehicle_id > vehicles, space_id > spaces, entry_time, exit_time",
    ]
  `);
});

test("a part that an entity plays becomes a key named after it", () => {
  expect(
    tablesOf(
      "Employees have a name. Each department has a name and at most one head, who is an employee. An employee works in one department. An employee manages zero or more other employees.",
    ),
  ).toMatchInlineSnapshot(`
    [
      "departments: id, name, head_id > employees",
      "employees: id, name, department_id > departments, manager_id > employees",
    ]
  `);
});

test("kinds share the key of what they are kinds of", () => {
  const { sql } = generateBuiltin({
    brief:
      "There are two kinds of accounts: savings accounts and checking accounts. Every account has an account number and a balance. A savings account has an interest rate, and a checking account has an overdraft limit.",
    dialect: "postgresql",
  });
  expect(sql).toContain("create table savings_accounts (\n  account_id bigint primary key,");
  expect(sql).toContain("foreign key (account_id) references accounts (id) on delete cascade");
});

test("states become an enum with the first as default", () => {
  const { sql } = generateBuiltin({
    brief: "An order is pending, paid or shipped. Orders have a total amount.",
    dialect: "postgresql",
  });
  expect(sql).toContain("create type order_status as enum ('pending', 'paid', 'shipped');");
  expect(sql).toContain("status order_status not null default 'pending'");
});

test("bounds, units, optional and unique properties are kept", () => {
  const { sql } = generateBuiltin({
    brief:
      "A product has a unique code, an optional description, a weight in kilograms and a rating between 1 and 5. A rental has a start date and an end date.",
    dialect: "postgresql",
  });
  expect(sql).toContain("code text not null unique");
  expect(sql).toContain("description text,");
  expect(sql).toContain("comment on column products.weight is 'In kilograms.';");
  expect(sql).toContain("check (rating between 1 and 5)");
  expect(sql).toContain("check (end_date >= start_date)");
});

test("user stories speak of users and their parts", () => {
  expect(
    tablesOf(
      "As a seller, I want to create listings with a title and a price so that buyers find them. As a buyer, I want to leave a review for a seller with a rating. Users have a name and an email.",
    ),
  ).toMatchInlineSnapshot(`
    [
      "users: id, name, email",
      "listings: id, seller_id > users, title, price",
      "reviews: id, buyer_id > users, seller_id > users, rating",
    ]
  `);
});

test("each table is traced to the words that ask for it", () => {
  const brief = "Customers have a name. Customers place orders.";
  const { trace } = generateBuiltin({ brief, dialect: "postgresql" });
  const places = trace
    .filter(({ column }) => column === undefined)
    .map(({ table, origin }) => [
      table,
      origin.kind === "brief" ? brief.slice(origin.start, origin.end) : "",
    ]);
  expect(places).toEqual([
    ["customers", "Customers have a name."],
    ["orders", "Customers place orders."],
  ]);
});
