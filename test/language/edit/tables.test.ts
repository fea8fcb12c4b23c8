import { describe, expect, it } from "vitest";
import { edited } from "./edited";

describe("a table is added", () => {
  it("at the end, with a key like the others", () => {
    expect(
      edited("create table a (\n    id uuid primary key default gen_random_uuid(),\n    b int\n);\n", {
        kind: "addTable",
        name: "Invoice",
      }),
    ).toBe(
      "create table a (\n    id uuid primary key default gen_random_uuid(),\n    b int\n);\n\ncreate table invoice (\n    id uuid primary key default gen_random_uuid()\n);\n",
    );
  });

  it("to an empty text, in each dialect", () => {
    const add = (dialect: Parameters<typeof edited>[2]) =>
      edited("", { kind: "addTable", name: "order" }, dialect);
    expect(add("postgresql")).toBe(
      'CREATE TABLE "order" (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY\n);\n',
    );
    expect(add("mysql")).toBe(
      "CREATE TABLE `order` (\n  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY\n);\n",
    );
    expect(add("sqlite")).toBe('CREATE TABLE "order" (\n  id INTEGER PRIMARY KEY\n);\n');
  });

  it("behind a statement that has no semicolon", () => {
    expect(edited("CREATE TABLE a (id int)", { kind: "addTable", name: "b" })).toBe(
      "CREATE TABLE a (id int);\n\nCREATE TABLE b (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY\n);\n",
    );
  });

  it("not under a name that is taken or none", () => {
    expect(edited("CREATE TABLE a (id int);", { kind: "addTable", name: "A" })).toBe(
      'refused: There is already a table "a".',
    );
    expect(edited("", { kind: "addTable", name: "é".repeat(40) })).toBe(
      "refused: A name has at most 63 bytes.",
    );
  });
});

it("a table is renamed, everywhere", () => {
  expect(
    edited("CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a_id int REFERENCES a (id));\n", {
      kind: "renameTable",
      table: "public.a",
      name: "user",
    }),
  ).toBe('CREATE TABLE "user" (id int PRIMARY KEY);\nCREATE TABLE b (a_id int REFERENCES "user" (id));\n');
});

describe("a table is deleted", () => {
  const sql = `-- about a
CREATE TABLE a (id int PRIMARY KEY);

CREATE TABLE b (
  id int PRIMARY KEY, -- key
  a_id int REFERENCES a (id) ON DELETE CASCADE -- to a
);
CREATE INDEX a_idx ON a (id); -- for speed
COMMENT ON TABLE a IS 'x';
CREATE VIEW v AS SELECT id FROM a;
CREATE VIEW w AS SELECT id FROM v;
GRANT SELECT ON a, b TO PUBLIC;
INSERT INTO a VALUES (1);
`;
  it("with what hangs on it, and says so", () => {
    expect(edited(sql, { kind: "deleteTable", table: "public.a" })).toBe(`-- about a

CREATE TABLE b (
  id int PRIMARY KEY, -- key
  a_id int -- to a
);
GRANT SELECT ON b TO PUBLIC;

! b (a_id) no longer references a; its columns stay.
! CREATE INDEX a_idx ON a (line 8) goes too.
! COMMENT ON TABLE a IS 'x' (line 9) goes too.
! CREATE VIEW v (line 10) goes too.
! INSERT INTO a (line 13) goes too.
! CREATE VIEW w (line 11) goes too.`);
  });

  it("alone where nothing hangs on it", () => {
    expect(edited(sql, { kind: "deleteTable", table: "public.b" })).toBe(
      sql.replace(/CREATE TABLE b[\s\S]*?\);\n/, "").replace("a, b TO", "a TO"),
    );
  });

  it("not where a function uses it", () => {
    const used =
      "CREATE TABLE a (id int);\nCREATE FUNCTION f() RETURNS SETOF a LANGUAGE sql AS $$ SELECT * FROM a $$;\n";
    expect(edited(used, { kind: "deleteTable", table: "public.a" })).toMatch(/^refused: .*(line 2|error)/);
  });

  it("with the rows that COPY brings", () => {
    const copied = "CREATE TABLE a (id int);\nCOPY a (id) FROM stdin;\n1\n2\n\\.\nCREATE TABLE b (id int);\n";
    expect(edited(copied, { kind: "deleteTable", table: "public.a" })).toBe(
      "CREATE TABLE b (id int);\n\n! COPY a (line 2) goes too.",
    );
  });
});

describe("a foreign key", () => {
  const sql =
    "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (\n  id int PRIMARY KEY,\n  a_id int -- to a\n);\n";
  const add = {
    kind: "addForeignKey",
    table: "public.b",
    columns: ["a_id"],
    target: "public.a",
    targetColumns: ["id"],
    onDelete: "cascade",
    index: true,
  } as const;

  it("is drawn from column to column, with its index", () => {
    expect(edited(sql, add)).toBe(
      sql.replace("a_id int", "a_id int REFERENCES a (id) ON DELETE CASCADE") +
        "CREATE INDEX b_a_id_idx ON b (a_id);\n",
    );
  });

  it("to a table that comes later, behind that", () => {
    const later = "CREATE TABLE b (a_id int);\nCREATE TABLE a (id int PRIMARY KEY);\n";
    expect(edited(later, { ...add, index: false, onDelete: "no action" })).toBe(
      `${later}ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a (id);\n`,
    );
  });

  it("to its own table", () => {
    expect(
      edited(sql, { ...add, table: "public.b", target: "public.b", onDelete: "set null", index: false }),
    ).toBe(sql.replace("a_id int", "a_id int REFERENCES b (id) ON DELETE SET NULL"));
  });

  it("in MySQL as an element, since it ignores the attribute", () => {
    expect(edited(sql, add, "mysql")).toBe(
      sql.replace(
        "a_id int -- to a",
        "a_id int, -- to a\n  FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE",
      ),
    );
  });

  it("in SQLite", () => {
    expect(
      edited("CREATE TABLE b (a_id INTEGER);\nCREATE TABLE a (id INTEGER PRIMARY KEY);\n", add, "sqlite"),
    ).toBe(
      "CREATE TABLE b (a_id INTEGER REFERENCES a (id) ON DELETE CASCADE);\nCREATE INDEX b_a_id_idx ON b (a_id);\nCREATE TABLE a (id INTEGER PRIMARY KEY);\n",
    );
  });

  it("not to what is not unique, of another type, or there already", () => {
    expect(
      edited(sql, {
        ...add,
        table: "public.a",
        columns: ["id"],
        target: "public.b",
        targetColumns: ["a_id"],
      }),
    ).toBe('refused: "b.a_id" is not unique, so no foreign key can reference it. The key of "b" is "id".');
    expect(edited(sql.replace("a_id int", "a_id text"), add)).toMatch(
      /^refused: This would leave an error: /,
    );
    expect(edited(sql.replace("a_id int", "a_id int REFERENCES a"), add)).toBe(
      'refused: "a_id" is a foreign key already.',
    );
    expect(edited(sql.replace("a_id int", "a_id int NOT NULL"), { ...add, onDelete: "set null" })).toBe(
      'refused: "a_id" is never null, so ON DELETE SET NULL cannot work. Choose another action.',
    );
  });

  it("is taken away, wherever it stands", () => {
    const inline = sql.replace(
      "a_id int",
      "a_id int CONSTRAINT k REFERENCES a (id) ON DELETE SET NULL (a_id) DEFERRABLE NOT NULL",
    );
    expect(edited(inline, { kind: "deleteForeignKey", table: "public.b", key: 1 })).toBe(
      sql.replace("a_id int", "a_id int NOT NULL"),
    );
    const added = `${sql}ALTER TABLE ONLY b\n  ADD CONSTRAINT k FOREIGN KEY (a_id) REFERENCES a (id);\n`;
    expect(edited(added, { kind: "deleteForeignKey", table: "public.b", key: 1 })).toBe(sql);
    expect(edited(sql, { kind: "deleteForeignKey", table: "public.b", key: 1 })).toBe(
      "refused: This foreign key is not in the text any more.",
    );
  });

  it("does something else on delete", () => {
    const cascade = sql.replace("a_id int", "a_id int REFERENCES a (id) ON DELETE CASCADE");
    const set = (onDelete: "no action" | "set null", text: string) =>
      edited(text, { kind: "setOnDelete", table: "public.b", key: 1, onDelete });
    expect(set("set null", cascade)).toBe(cascade.replace("CASCADE", "SET NULL"));
    expect(set("no action", cascade)).toBe(cascade.replace(" ON DELETE CASCADE", ""));
    expect(set("set null", sql.replace("a_id int", "a_id int REFERENCES a"))).toBe(
      sql.replace("a_id int", "a_id int REFERENCES a ON DELETE SET NULL"),
    );
  });
});

describe("an index", () => {
  it("is added behind the others, under a free name", () => {
    const sql = "CREATE TABLE a (b int, c int);\nCREATE INDEX a_b_c_idx ON a (c);\nSELECT 1;\n";
    expect(edited(sql, { kind: "addIndex", table: "public.a", columns: ["b", "c"], unique: false })).toBe(
      sql.replace("ON a (c);\n", "ON a (c);\nCREATE INDEX a_b_c_idx_2 ON a (b, c);\n"),
    );
    expect(edited(sql, { kind: "addIndex", table: "public.a", columns: ["c"], unique: false })).toBe(
      'refused: "a_b_c_idx" is an index on the same columns already.',
    );
  });

  it("is taken away", () => {
    expect(
      edited("CREATE TABLE a (b int);\nCREATE INDEX i ON a (b);\nCOMMENT ON INDEX i IS 'x';\n", {
        kind: "deleteIndex",
        table: "public.a",
        index: "i",
      }),
    ).toBe("CREATE TABLE a (b int);\n");
  });
});

describe("a comment", () => {
  const sql = "CREATE TABLE app.a (b int);\n";
  it("is added, changed and taken away", () => {
    const home = `CREATE SCHEMA app;\n${sql}`;
    const set = (text: string, comment: string, column?: string) =>
      edited(text, { kind: "setComment", table: "app.a", comment, ...(column !== undefined && { column }) });
    const one = `${home}COMMENT ON TABLE app.a IS 'it''s';\n`;
    expect(set(home, "it's")).toBe(one);
    expect(set(one, "new")).toBe(one.replace("'it''s'", "'new'"));
    expect(set(one, "")).toBe(home);
    expect(set(one, "c", "b")).toBe(
      `${home}COMMENT ON COLUMN app.a.b IS 'c';\nCOMMENT ON TABLE app.a IS 'it''s';\n`,
    );
  });

  it("has no place in SQLite", () => {
    expect(
      edited("CREATE TABLE a (b int);", { kind: "setComment", table: "public.a", comment: "c" }, "sqlite"),
    ).toMatch(/^refused: SQLite keeps no comments/);
  });
});
