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
    "--
    -- Made by dbscst from a brief, by rules and without a language model.
    -- The comments quote the words of the brief that ask for each table.
    --

    CREATE TYPE copy_status AS ENUM('available', 'on_loan', 'lost', 'withdrawn');

    CREATE TABLE books (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      isbn text NOT NULL UNIQUE,
      title text NOT NULL
    );
    COMMENT ON TABLE books IS 'A book. Brief: "A library lends copies of books to members."';

    CREATE TABLE copies (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      book_id bigint NOT NULL,
      barcode text NOT NULL UNIQUE,
      status copy_status NOT NULL DEFAULT 'available',
      FOREIGN KEY (book_id) REFERENCES books (id) ON DELETE CASCADE
    );
    COMMENT ON TABLE copies IS 'A copy. Brief: "A library lends copies of books to members."';
    CREATE INDEX copies_book_id_idx ON copies (book_id);

    CREATE TABLE members (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL,
      email text NOT NULL UNIQUE
    );
    COMMENT ON TABLE members IS 'A member. Brief: "A library lends copies of books to members."';

    CREATE TABLE authors (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL
    );
    COMMENT ON TABLE authors IS 'An author. Brief: "A book has an ISBN, a title and authors."';

    CREATE TABLE loans (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      member_id bigint NOT NULL,
      copy_id bigint NOT NULL,
      loaned_at timestamptz NOT NULL,
      due_date date NOT NULL,
      FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE RESTRICT,
      FOREIGN KEY (copy_id) REFERENCES copies (id) ON DELETE RESTRICT
    );
    COMMENT ON TABLE loans IS 'A loan. Brief: "A library lends copies of books to members."';
    CREATE INDEX loans_member_id_idx ON loans (member_id);
    CREATE INDEX loans_copy_id_idx ON loans (copy_id);

    CREATE TABLE book_authors (
      book_id bigint NOT NULL,
      author_id bigint NOT NULL,
      PRIMARY KEY (book_id, author_id),
      FOREIGN KEY (book_id) REFERENCES books (id) ON DELETE CASCADE,
      FOREIGN KEY (author_id) REFERENCES authors (id) ON DELETE CASCADE
    );
    COMMENT ON TABLE book_authors IS 'A book author. Brief: "A book has an ISBN, a title and authors."';
    CREATE INDEX book_authors_author_id_idx ON book_authors (author_id);
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
  expect(sql).toContain("CREATE TABLE savings_accounts (\n  account_id bigint PRIMARY KEY,");
  expect(sql).toContain("FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE");
});

test("states become an enum with the first as default", () => {
  const { sql } = generateBuiltin({
    brief: "An order is pending, paid or shipped. Orders have a total amount.",
    dialect: "postgresql",
  });
  expect(sql).toContain("CREATE TYPE order_status AS ENUM('pending', 'paid', 'shipped');");
  expect(sql).toContain("status order_status NOT NULL DEFAULT 'pending'");
});

test("bounds, units, optional and unique properties are kept", () => {
  const { sql } = generateBuiltin({
    brief:
      "A product has a unique code, an optional description, a weight in kilograms and a rating between 1 and 5. A rental has a start date and an end date.",
    dialect: "postgresql",
  });
  expect(sql).toContain("code text NOT NULL UNIQUE");
  expect(sql).toContain("description text,");
  expect(sql).toContain("COMMENT ON COLUMN products.weight IS 'In kilograms.';");
  expect(sql).toContain("CHECK (rating BETWEEN 1 AND 5)");
  expect(sql).toContain("CHECK (end_date >= start_date)");
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
