import { describe, expect, it } from "vitest";
import { edited } from "./edited";

const shop = `-- what is sold
CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the key
  -- as on the label
  name text NOT NULL, -- never empty
  price numeric(10, 2) DEFAULT 0 CHECK (price >= 0),
  CHECK (name <> '')
);
`;

describe("a column is added", () => {
  it("behind the last one, before the table's constraints", () => {
    expect(
      edited(shop, { kind: "addColumn", table: "public.product", name: "sku", type: "text", notNull: true }),
    ).toBe(shop.replace("CHECK (price >= 0),\n", "CHECK (price >= 0),\n  sku text NOT NULL,\n"));
  });

  it("behind another, and its comment", () => {
    const edit = {
      kind: "addColumn",
      table: "public.product",
      name: "Stück",
      type: "int",
      after: "id",
    } as const;
    expect(edited(shop, { ...edit, default: "1" })).toBe(
      shop.replace("-- the key\n", '-- the key\n  "Stück" int DEFAULT 1,\n'),
    );
  });

  it("behind a last one with a comment", () => {
    expect(
      edited("create table a (\n\tid int -- key\n);", {
        kind: "addColumn",
        table: "public.a",
        name: "b",
        type: "text",
      }),
    ).toBe("create table a (\n\tid int, -- key\n\tb text\n);");
  });

  it("on one line", () => {
    expect(
      edited("CREATE TABLE a (id int);", { kind: "addColumn", table: "public.a", name: "b", type: "text" }),
    ).toBe("CREATE TABLE a (id int, b text);");
  });

  it("with commas in front", () => {
    expect(
      edited("CREATE TABLE a (\n    id int\n  , b text -- b\n);", {
        kind: "addColumn",
        table: "public.a",
        name: "c",
        type: "text",
      }),
    ).toBe("CREATE TABLE a (\n    id int\n  , b text -- b\n  , c text\n);");
  });

  it("to a table without columns, and to one from a query", () => {
    const edit = { kind: "addColumn", table: "public.a", name: "b", type: "text" } as const;
    expect(edited("CREATE TABLE a ();", edit)).toBe("CREATE TABLE a (b text);");
    expect(edited("CREATE TABLE a AS SELECT 1 AS id;", edit)).toBe(
      "CREATE TABLE a AS SELECT 1 AS id;\nALTER TABLE a ADD COLUMN b text;",
    );
  });

  it("not with what would end the statement, nor twice", () => {
    const add = (name: string, type: string) =>
      edited(shop, { kind: "addColumn", table: "public.product", name, type });
    expect(add("b", "int); DROP TABLE product; --")).toBe(
      "refused: A parenthesis is closed that was not opened.",
    );
    expect(add("b", "int -- x")).toBe("refused: A type cannot hold a comment.");
    expect(add("b", "int, c int")).toBe('refused: "," cannot stand in a type.');
    expect(add("b", "int not null")).toBe('refused: "not" is no part of a type; set it by itself.');
    expect(add("b", "nosuchtype")).toMatch(/^refused: This would leave an error: .*nosuchtype/);
    expect(add("name", "text")).toBe('refused: Table "product" already has a column "name".');
    expect(add(" ", "text")).toBe("refused: A name cannot be empty.");
  });

  it("in MySQL", () => {
    expect(
      edited(
        "CREATE TABLE `a` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (`id`),\n  KEY `x` (`id`)\n) ENGINE=InnoDB;",
        { kind: "addColumn", table: "public.a", name: "order", type: "varchar(20)" },
        "mysql",
      ),
    ).toBe(
      "CREATE TABLE `a` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  `order` varchar(20),\n  PRIMARY KEY (`id`),\n  KEY `x` (`id`)\n) ENGINE=InnoDB;",
    );
  });
});

describe("a column is changed", () => {
  const change = (edit: Parameters<typeof edited>[1], sql = shop) => edited(sql, edit);
  const of = (column: string) => ({ table: "public.product", column });

  it("to another name, everywhere", () => {
    expect(change({ kind: "renameColumn", ...of("name"), name: "title" })).toBe(
      shop.replace("name text", "title text").replace("name <>", "title <>"),
    );
    expect(change({ kind: "renameColumn", ...of("name"), name: "Full Name" })).toBe(
      shop.replace("name text", '"Full Name" text').replace("name <>", '"Full Name" <>'),
    );
  });

  it("to another type, with what references it", () => {
    expect(change({ kind: "setType", ...of("price"), type: "numeric(12, 4)" })).toBe(
      shop.replace("numeric(10, 2)", "numeric(12, 4)"),
    );
    const two = "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a_id int REFERENCES a);\n";
    expect(edited(two, { kind: "setType", table: "public.a", column: "id", type: "bigserial" })).toBe(
      "CREATE TABLE a (id bigserial PRIMARY KEY);\nCREATE TABLE b (a_id bigint REFERENCES a);\n\n! b.a_id, which references it, becomes bigint as well.",
    );
  });

  it("to null and not null", () => {
    expect(change({ kind: "setNotNull", ...of("name"), on: false })).toBe(shop.replace(" NOT NULL,", ","));
    expect(change({ kind: "setNotNull", ...of("price"), on: true })).toBe(
      shop.replace("numeric(10, 2)", "numeric(10, 2) NOT NULL"),
    );
    expect(change({ kind: "setNotNull", ...of("id"), on: false })).toBe(
      'refused: "id" is part of the primary key, which is never null.',
    );
    const altered = "CREATE TABLE a (b int);\nALTER TABLE a ALTER COLUMN b SET NOT NULL;\nSELECT 1;\n";
    expect(edited(altered, { kind: "setNotNull", table: "public.a", column: "b", on: false })).toBe(
      "CREATE TABLE a (b int);\nSELECT 1;\n",
    );
    expect(
      edited("create table a (b int null);", {
        kind: "setNotNull",
        table: "public.a",
        column: "b",
        on: true,
      }),
    ).toBe("create table a (b int not null);");
  });

  it("to unique and back", () => {
    const unique = shop.replace("name text NOT NULL", "name text NOT NULL UNIQUE");
    expect(change({ kind: "setUnique", ...of("name"), on: true })).toBe(unique);
    expect(change({ kind: "setUnique", ...of("name"), on: false }, unique)).toBe(shop);
    expect(change({ kind: "setUnique", ...of("price"), on: true })).toBe(
      shop.replace("DEFAULT 0 CHECK", "DEFAULT 0 UNIQUE CHECK"),
    );
    expect(
      change(
        { kind: "setUnique", ...of("name"), on: false },
        shop.replace("CHECK (name <> '')", "CONSTRAINT u UNIQUE (name)"),
      ),
    ).toBe(shop.replace("),\n  CHECK (name <> '')", ")"));
    expect(
      change(
        { kind: "setUnique", ...of("name"), on: false },
        `${shop}CREATE UNIQUE INDEX u ON product (name);\n`,
      ),
    ).toBe(shop);
  });

  it("to part of the primary key and back", () => {
    const bare = "CREATE TABLE a (\n  b int,\n  c int\n);\n";
    const on = (column: string, sql: string) =>
      edited(sql, { kind: "setPrimaryKey", table: "public.a", column, on: true });
    const off = (column: string, sql: string) =>
      edited(sql, { kind: "setPrimaryKey", table: "public.a", column, on: false });
    const one = "CREATE TABLE a (\n  b int PRIMARY KEY,\n  c int\n);\n";
    const two = "CREATE TABLE a (\n  b int,\n  c int,\n  PRIMARY KEY (b, c)\n);\n";
    expect(on("b", bare)).toBe(one);
    expect(on("c", one)).toBe(two);
    expect(off("b", two)).toBe(two.replace("(b, c)", "(c)"));
    expect(off("b", one)).toBe(bare);
    const used = "CREATE TABLE a (b int PRIMARY KEY);\nCREATE TABLE d (e int REFERENCES a);";
    expect(off("b", used)).toMatch(/^refused: This would leave an error: /);
  });

  it("to another default and to none", () => {
    expect(change({ kind: "setDefault", ...of("price"), value: "1.5" })).toBe(
      shop.replace("DEFAULT 0", "DEFAULT 1.5"),
    );
    expect(change({ kind: "setDefault", ...of("price"), value: "" })).toBe(shop.replace(" DEFAULT 0", ""));
    expect(change({ kind: "setDefault", ...of("name"), value: "'?'" })).toBe(
      shop.replace("text NOT NULL", "text NOT NULL DEFAULT '?'"),
    );
    expect(change({ kind: "setDefault", ...of("name"), value: "'a" })).toBe(
      "refused: A quote is not closed.",
    );
    expect(change({ kind: "setDefault", ...of("id"), value: "1" })).toBe(
      'refused: "id" is numbered by the database, so it has no other default.',
    );
    const altered = "CREATE TABLE a (b int);\nALTER TABLE a ALTER b SET DEFAULT 3, ADD c int;\n";
    expect(edited(altered, { kind: "setDefault", table: "public.a", column: "b", value: "" })).toBe(
      "CREATE TABLE a (b int);\nALTER TABLE a ADD c int;\n",
    );
  });
});

describe("a column is deleted", () => {
  it("with its line and the comment on it, and no other", () => {
    expect(edited(shop, { kind: "deleteColumn", table: "public.product", column: "price" })).toBe(
      shop.replace("  price numeric(10, 2) DEFAULT 0 CHECK (price >= 0),\n", ""),
    );
  });

  it("with what hangs on it, and says so", () => {
    expect(edited(shop, { kind: "deleteColumn", table: "public.product", column: "name" })).toBe(
      shop
        .replace("  name text NOT NULL, -- never empty\n", "")
        .replace("(price >= 0),\n  CHECK (name <> '')", "(price >= 0)") + "\n! Check (name <> '') goes too.",
    );
    const sql = `CREATE TABLE a (id int PRIMARY KEY, code text UNIQUE);
CREATE TABLE b (id int, code text, other int, FOREIGN KEY (code) REFERENCES a (code));
CREATE INDEX a_code ON a (code);
COMMENT ON COLUMN a.code IS 'x';
INSERT INTO a (id, code) VALUES (1, 'x'), (2, 'y');
`;
    expect(edited(sql, { kind: "deleteColumn", table: "public.a", column: "code" })).toBe(
      `CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int, code text, other int);
INSERT INTO a (id) VALUES (1), (2);

! b (code) no longer references it.
! Index a_code goes too.
! Its values in INSERT INTO a (line 5) go too.`,
    );
  });

  it("not where something else reads it, nor the last one", () => {
    const view = "CREATE TABLE a (id int, b int);\nCREATE VIEW v AS SELECT b FROM a;\n";
    expect(edited(view, { kind: "deleteColumn", table: "public.a", column: "b" })).toBe(
      'refused: CREATE VIEW v (line 2) uses "b". Change or delete that first.',
    );
    expect(
      edited("CREATE TABLE a (id int);", { kind: "deleteColumn", table: "public.a", column: "id" }),
    ).toBe('refused: "id" is the last column of "a". Delete the table instead.');
  });

  it("that ALTER TABLE had added", () => {
    const sql =
      "CREATE TABLE a (id int);\nALTER TABLE a ADD COLUMN b int;\nALTER TABLE a ALTER COLUMN b SET DEFAULT 1;\n";
    expect(edited(sql, { kind: "deleteColumn", table: "public.a", column: "b" })).toBe(
      "CREATE TABLE a (id int);\n",
    );
  });
});

describe("MySQL and SQLite", () => {
  const mysql =
    "CREATE TABLE `a` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  `b` varchar(20) DEFAULT 'x' COMMENT 'old',\n  PRIMARY KEY (`id`),\n  UNIQUE KEY `u` (`b`),\n  KEY `k` (`b`)\n) ENGINE=InnoDB COMMENT='t';";
  const change = (edit: Parameters<typeof edited>[1]) => edited(mysql, edit, "mysql");
  const b = { table: "public.a", column: "b" };

  it("change what they write in their own way", () => {
    expect(change({ kind: "setNotNull", ...b, on: true })).toBe(mysql.replace("(20) ", "(20) NOT NULL "));
    expect(change({ kind: "setDefault", ...b, value: "" })).toBe(mysql.replace(" DEFAULT 'x'", ""));
    expect(change({ kind: "setUnique", ...b, on: false })).toBe(
      mysql.replace("  UNIQUE KEY `u` (`b`),\n", ""),
    );
    expect(change({ kind: "deleteColumn", ...b })).toBe(
      "CREATE TABLE `a` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB COMMENT='t';\n! Unique (b) goes too.\n! Index k goes too.",
    );
    expect(change({ kind: "setComment", ...b, comment: "it's" })).toBe(mysql.replace("'old'", "'it''s'"));
    expect(change({ kind: "setComment", ...b, comment: "" })).toBe(mysql.replace(" COMMENT 'old'", ""));
    expect(change({ kind: "setComment", table: "public.a", comment: "new" })).toBe(
      mysql.replace("='t'", "='new'"),
    );
    expect(change({ kind: "deleteIndex", table: "public.a", index: "k" })).toBe(
      mysql.replace(",\n  KEY `k` (`b`)", ""),
    );
    expect(
      edited(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);",
        { kind: "setNotNull", table: "public.a", column: "b", on: true },
        "sqlite",
      ),
    ).toBe("CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT NOT NULL);");
  });
});

it("a column is not deleted where rows come without the names of columns, or a body uses it", () => {
  const table = "CREATE TABLE a (id int PRIMARY KEY, b text);\n";
  const edit = { kind: "deleteColumn", table: "public.a", column: "b" } as const;
  expect(edited(`${table}INSERT INTO a VALUES (1, 'x');`, edit)).toContain("without their names");
  expect(edited(`${table}INSERT INTO a (id) VALUES (1);`, edit)).toContain(
    "CREATE TABLE a (id int PRIMARY KEY);",
  );
  const body = "DO $$ BEGIN UPDATE a SET b = ''; END $$;";
  expect(edited(table + body, edit)).toContain('uses "b"');
});
