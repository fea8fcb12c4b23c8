import { describe, expect, it } from "vitest";
import { checkText } from "../../server/checker";
import { orderStatements, refactoringsAt } from "../../server/language";
import type { Dialect } from "../../server/sql";
import { at } from "./at";

const shop = `CREATE TABLE customers (id bigint PRIMARY KEY);
-- What is bought.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL, -- who
  status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid')),
  shop_id integer
);
`;

function titles(marked: string, dialect?: Dialect): readonly string[] {
  const context = at(marked, dialect);
  return refactoringsAt(context, { start: context.offset, end: context.offset }).map(({ title }) => title);
}

/** The text after the refactoring whose title starts so, or why it is refused. */
function refactored(marked: string, title: string, dialect?: Dialect): string {
  const context = at(marked, dialect);
  const place = { start: context.offset, end: context.offset };
  const outcome = refactoringsAt(context, place)
    .find((one) => one.title.startsWith(title))
    ?.apply();
  return outcome === undefined ? "not offered" : applied(context.text, outcome);
}

function applied(text: string, outcome: NonNullable<ReturnType<typeof orderStatements>>): string {
  if ("refusal" in outcome) return outcome.refusal;
  return outcome.edits.reduceRight(
    (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
    text,
  );
}

const errors = async (text: string, dialect: Dialect) =>
  (await checkText(text, { dialect })).problems.filter(({ severity }) => severity === "error");

describe("refactorings", () => {
  it("extract the values of a check into an enum, before the table and the comment above it", () => {
    expect(
      refactored(shop.replace("status text", "sta|tus text"), "Extract the values of status into the enum"),
    ).toBe(`CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TYPE orders_status AS ENUM ('new', 'paid');

-- What is bought.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL, -- who
  status orders_status NOT NULL DEFAULT 'new',
  shop_id integer
);
`);
  });

  it("extract the values of a check into a table with these rows", () => {
    expect(refactored(shop.replace("IN (", "I|N ("), "Extract the values of status into the table"))
      .toBe(`CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE order_statuses (
  name text PRIMARY KEY
);
INSERT INTO order_statuses (name) VALUES ('new'), ('paid');

-- What is bought.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL, -- who
  status text NOT NULL DEFAULT 'new' REFERENCES order_statuses (name),
  shop_id integer
);
CREATE INDEX orders_status_idx ON orders (status);
`);
  });

  it("take a check of the table apart as well, and leave one alone that says more", () => {
    const alone = "CREATE TABLE a (k text, CONSTRAINT kinds CHECK (|k IN ('x', 'y')));\n";
    expect(refactored(alone, "Extract the values of k into the enum")).toBe(
      "CREATE TYPE a_k AS ENUM ('x', 'y');\n\nCREATE TABLE a (k a_k);\n",
    );
    expect(
      titles("CREATE TABLE a (k| text CHECK (k IN ('x') OR k = ''), created_at date, updated_at date);"),
    ).toEqual([]);
  });

  it("make a foreign key with its index of a column that is named after a table", () => {
    const text = refactored(shop.replace("customer_id", "custo|mer_id"), "Make customer_id a foreign key");
    expect(text).toContain("customer_id bigint NOT NULL REFERENCES customers (id), -- who");
    expect(text).toContain("CREATE INDEX orders_customer_id_idx ON orders (customer_id);");
    // There is no table for it.
    expect(titles(shop.replace("shop_id", "shop|_id"))).toEqual([]);
  });

  it("make a foreign key column a join table", () => {
    const keyed = shop.replace(
      "customer_id bigint NOT NULL",
      "customer_|id bigint NOT NULL REFERENCES customers",
    );
    expect(refactored(keyed, "Make it many to many")).toBe(`CREATE TABLE customers (id bigint PRIMARY KEY);
-- What is bought.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid')),
  shop_id integer
);

CREATE TABLE orders_customers (
  orders_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  PRIMARY KEY (orders_id, customer_id)
);
CREATE INDEX orders_customers_customer_id_idx ON orders_customers (customer_id);
`);
  });

  it("add the time stamps that a table lacks, in words of its dialect", () => {
    expect(refactored("create table |a (\n  id bigint primary key,\n  created_at date\n);", "Add")).toBe(
      "create table a (\n  id bigint primary key,\n  created_at date,\n  updated_at timestamptz not null default now()\n);",
    );
    expect(refactored("CREATE TABLE |a (id INTEGER PRIMARY KEY);", "Add", "sqlite")).toContain(
      "updated_at text NOT NULL DEFAULT CURRENT_TIMESTAMP",
    );
  });

  it("are not offered outside of tables, nor refused without a word", () => {
    expect(titles("|SELECT 1;")).toEqual([]);
    const viewed = `${shop}CREATE VIEW v AS SELECT status FROM orders;`;
    expect(refactored(viewed.replace("status text", "status| text"), "Extract")).toContain("orders_status");
  });

  it.each(["postgresql", "mysql", "mariadb", "sqlite"] as const)(
    "leave a clean schema clean in %s",
    async (dialect) => {
      const text = `CREATE TABLE customer (id integer PRIMARY KEY);
CREATE TABLE purchase (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL,
  state varchar(10) NOT NULL CHECK (state IN ('a', 'b'))
);`;
      for (const place of ["customer_id", "state", "purchase"]) {
        const start = text.indexOf(place, 50);
        for (const { apply } of refactoringsAt(at(text, dialect), { start, end: start })) {
          expect(await errors(applied(text, apply()), dialect)).toEqual([]);
        }
      }
    },
  );
});

describe("order statements", () => {
  const order = (text: string) => {
    const outcome = orderStatements(at(text));
    return outcome && applied(text, outcome);
  };

  it("puts what is needed first, with the comments of each", () => {
    expect(
      order(`-- Lines.
CREATE TABLE lines (order_id bigint REFERENCES orders); -- many
CREATE INDEX ON lines (order_id);

-- Orders.
CREATE TABLE orders (id bigint PRIMARY KEY, state state);
CREATE TYPE state AS ENUM ('new')`),
    ).toBe(`CREATE TYPE state AS ENUM ('new');

-- Orders.
CREATE TABLE orders (id bigint PRIMARY KEY, state state);
-- Lines.
CREATE TABLE lines (order_id bigint REFERENCES orders); -- many
CREATE INDEX ON lines (order_id);
`);
  });

  it("does nothing where all is in order, and says why it cannot", () => {
    expect(order(shop)).toBeUndefined();
    expect(
      order("CREATE TABLE a (b int REFERENCES b);\nCREATE TABLE b (id int PRIMARY KEY REFERENCES a);"),
    ).toContain("need each other");
    expect(order("CREATE TABLE a (b int REFERENCES b);\nCREATE TABLE b (id int);\nDROP TABLE a;")).toContain(
      "drops",
    );
  });
});

it("changes serial to identity, in the words around it", () => {
  expect(refactored("CREATE TABLE t (id bigser|ial PRIMARY KEY);", "Change t.id")).toBe(
    "CREATE TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);",
  );
  expect(refactored("CREATE TABLE t (id SER|IAL);", "Change t.id")).toBe(
    "CREATE TABLE t (id INTEGER GENERATED BY DEFAULT AS IDENTITY);",
  );
  expect(titles("CREATE TABLE t (id bigi|nt);").join()).not.toContain("identity");
});

describe("in schemas as pg_dump writes them", () => {
  const head = "SELECT pg_catalog.set_config('search_path', '', false);\n";

  it("names are written with their schema, since no search path finds them", () => {
    const text = `${head}CREATE TABLE public.a (id bigint PRIMARY KEY);
CREATE TABLE public.b (id bigint PRIMARY KEY, a_id| bigint REFERENCES public.a (id));`;
    const result = refactored(text, "Make it many to many");
    expect(result).toContain("CREATE TABLE public.b_a (");
    expect(result).toContain("REFERENCES public.a (id)");
    expect(result).toContain("ON public.b_a (");
  });

  it("a list of values is one that pg_dump has written out, with the type of a default", () => {
    const text = `CREATE TABLE t (
  kind| character varying DEFAULT 'a'::character varying NOT NULL,
  CONSTRAINT k CHECK (((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))
);`;
    expect(refactored(text, "Extract the values of kind into the enum"))
      .toBe(`CREATE TYPE t_kind AS ENUM ('a', 'b');

CREATE TABLE t (
  kind t_kind DEFAULT 'a' NOT NULL
);`);
  });

  it("time stamps are added to attached partitions too, and not offered in these", () => {
    const tables = (
      at: string,
      other: string,
    ) => `CREATE TABLE a${at} (d date NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE a_1${other} (d date NOT NULL);
ALTER TABLE ONLY a ATTACH PARTITION a_1 DEFAULT;`;
    expect(refactored(tables("|", ""), "Add created_at").match(/created_at timestamptz/g)).toHaveLength(2);
    expect(titles(tables("", "|"))).toEqual([]);
  });

  it("a key to the table itself comes behind the table's own key", () => {
    const text = `CREATE TABLE nodes (id bigint NOT NULL, node_id| bigint);
ALTER TABLE ONLY nodes ADD CONSTRAINT nodes_pkey PRIMARY KEY (id);`;
    expect(refactored(text, "Make node_id a foreign key")).toMatch(
      /nodes_pkey PRIMARY KEY \(id\);\s+ALTER TABLE nodes ADD/,
    );
  });
});

it("a column that is its table's own key leads nowhere", () => {
  expect(titles("CREATE TABLE boards (board_id| bigint PRIMARY KEY);")).toEqual([]);
});

it("a column that the body of a function uses is not taken for a join table", () => {
  const text = `CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY, a_id| bigint REFERENCES a (id));
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE b SET a_id = 1; END $$;`;
  expect(refactored(text, "Make it many to many")).toContain('uses "a_id"');
});

describe("statements in order", () => {
  it.each([
    [
      "extensions",
      [
        "CREATE TABLE b (x citext, y int REFERENCES a (id));",
        "CREATE EXTENSION citext;",
        "CREATE TABLE a (id int PRIMARY KEY);",
      ],
      [1, 2, 0],
    ],
    [
      "keys that are added behind tables",
      [
        "ALTER TABLE b ADD FOREIGN KEY (y) REFERENCES a (id);",
        "CREATE TABLE b (y int);",
        "CREATE TABLE a (id int);",
        "ALTER TABLE a ADD PRIMARY KEY (id);",
      ],
      [1, 2, 3, 0],
    ],
    [
      "a sequence in a default",
      ["CREATE TABLE a (id int DEFAULT nextval('s'));", "CREATE SEQUENCE s;"],
      [1, 0],
    ],
    [
      "rows",
      [
        "INSERT INTO b VALUES (1);",
        "CREATE TABLE b (y int REFERENCES a (id));",
        "CREATE TABLE a (id int PRIMARY KEY);",
        "INSERT INTO a VALUES (1);",
      ],
      [2, 1, 3, 0],
    ],
    [
      "functions that views call",
      [
        "CREATE VIEW v AS SELECT f(id) FROM a;",
        "CREATE TABLE a (id int);",
        "CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x';",
      ],
      [1, 2, 0],
    ],
    [
      "tables that SQL functions read",
      [
        "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM b';",
        "CREATE TABLE b (y int REFERENCES a (id));",
        "CREATE TABLE a (id int PRIMARY KEY);",
      ],
      [2, 1, 0],
    ],
  ])("%s", (_name, statements, expected) => {
    const text = statements.join("\n");
    const outcome = orderStatements(at(text));
    const ordered = outcome && applied(text, outcome).trim().split("\n");
    expect(ordered).toEqual(expected.map((nth) => statements[nth]));
  });
});
