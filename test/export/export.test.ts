import ts from "typescript";
import { describe, expect, it } from "vitest";
import { exportAs, exportFormats } from "../../server/export";
import { buildSchema } from "../../server/schema";
import { loadParsers, parseScript } from "../../server/sql";

await loadParsers();

const schema = buildSchema(
  parseScript(
    `CREATE TYPE order_status AS ENUM ('new', 'in transit');
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(200) NOT NULL UNIQUE,
  tags text[] NOT NULL DEFAULT '{}',
  referred_by bigint REFERENCES customers (id) ON DELETE SET NULL
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  status order_status NOT NULL DEFAULT 'new',
  total numeric(12,2) CHECK (total >= 0),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE order_lines (
  order_id bigint NOT NULL REFERENCES orders (id),
  line integer NOT NULL,
  "unit price" numeric(12,2),
  PRIMARY KEY (order_id, line)
);
CREATE INDEX orders_customer_idx ON orders (customer_id);
COMMENT ON TABLE orders IS 'What was bought';
COMMENT ON COLUMN orders.total IS 'In euros, "gross" | net';`,
    "postgresql",
  ),
);

async function printed(name: string): Promise<string> {
  const format = exportFormats.find((candidate) => candidate.name === name);
  expect(format).toBeDefined();
  return (await format?.print(schema)) ?? "";
}

describe("exports the schema as", () => {
  it.each(exportFormats.map(({ name, extension }) => [name, extension]))("%s", async (name, extension) => {
    await expect(await printed(name)).toMatchFileSnapshot(`./expected/shop.${extension}.txt`);
  });
});

it("Drizzle's text is TypeScript", async () => {
  const { diagnostics } = ts.transpileModule(await printed("drizzle"), { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
});

it("an empty schema in every format without failing", async () => {
  const empty = buildSchema(parseScript("", "postgresql"));
  for (const format of exportFormats) expect(await format.print(empty)).toMatch(/\n$/);
});

describe("the picture", () => {
  const draw = async (text: string) => {
    const svg = exportFormats.find(({ name }) => name === "svg");
    return (await svg?.print(buildSchema(parseScript(text, "postgresql")))) ?? "";
  };

  it("is XML whatever the names are", async () => {
    const names = [`a<b>&"c"`, "\u0001\u202e", "سجل", "🍐", "x".repeat(300)];
    const columns = names.map((name) => `"${name.replaceAll('"', '""')}" text`).join(", ");
    const text = await draw(`CREATE TABLE "<script>alert(1)</script>" (${columns});`);
    const between = text.replaceAll(/<\/?(svg|g|rect|path|circle|text)( [a-zA-Z-]+="[^"<&]*")*\/?>/g, "");
    expect(between).not.toMatch(/[<>"]|(?!\n)\p{Cc}|&(?!amp;|lt;|gt;|quot;)/u);
    expect(between).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  it("has a line for each key, also of a table to itself, and none to what is not there", async () => {
    const text = await draw(`CREATE TABLE a (id bigint PRIMARY KEY, parent bigint REFERENCES a (id));
      CREATE TABLE b (a bigint NOT NULL UNIQUE REFERENCES a (id), c bigint REFERENCES nowhere (id));`);
    expect(text.match(/<path /g)).toHaveLength(2);
  });

  it("has no two boxes on one place", async () => {
    const tables = Array.from(
      { length: 40 },
      (_, n) => `CREATE TABLE t${n} (id int PRIMARY KEY, o int REFERENCES t${n >> 1});`,
    );
    const text = await draw(tables.join("\n"));
    const corners = [...text.matchAll(/<g><rect x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => `${x} ${y}`);
    expect(new Set(corners).size).toBe(40);
  });
});

describe("a schema with faults", () => {
  const faulty = buildSchema(
    parseScript(
      `CREATE TABLE a (id bigint, name text, PRIMARY KEY (idd), UNIQUE (name, nope), CHECK (missing > 0));
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES a (id), z bigint REFERENCES nowhere (id));
CREATE INDEX a_nope ON a (nope, name);
CREATE UNIQUE INDEX lost ON missing_table (x);
CREATE TABLE c ();`,
      "postgresql",
    ),
  );

  it.each(exportFormats)("names nothing that is not there in $name, and says so", async (format) => {
    const { text, leftOut } = await exportAs(format, faulty);
    expect(leftOut).toEqual([
      "primary key a_pkey of a: a has no column idd",
      "unique a_name_nope_key of a: a has no column nope",
      "check a_missing_check of a: a has no column missing",
      "foreign key b_z_fkey of b: there is no table nowhere",
      "index a_nope of a: a has no column nope",
      "index lost of missing_table: there is no table missing_table",
    ]);
    const remarks = leftOut.map((phrase) => format.remark(`Left out: ${phrase}`)).join("\n");
    const [before = "", after = ""] = text.split(remarks);
    expect(before).toMatch(format.name === "svg" ? /^<svg[^<>]*>\n$/ : /^$/);
    expect(after).not.toMatch(/idd|nope|missing|nowhere/);
  });

  it("has a Table of SQLAlchemy and an ignored model of Prisma where rows cannot be told apart", async () => {
    const [python = "", prisma = ""] = await Promise.all(
      ["sqlalchemy", "prisma"].map(async (wanted) => {
        const format = exportFormats.find(({ name }) => name === wanted);
        return format && (await exportAs(format, faulty)).text;
      }),
    );
    expect(python).toContain('a = Table(\n    "a",\n    Base.metadata,\n    Column("id", BigInteger),');
    expect(prisma).toMatch(/model A \{[^}]*@@ignore/);
    expect(prisma).toContain("// Left out: the reference of a_id to A (id), which is no key");
  });
});

describe("what the other tools refuse", () => {
  const of = async (format: string, text: string, dialect: "postgresql" | "mysql" | "sqlite") =>
    (await exportFormats
      .find(({ name }) => name === format)
      ?.print(buildSchema(parseScript(text, dialect)))) ?? "";

  it.each([
    ["a number in quotes", "t int DEFAULT '0'", "mysql", "@default(0)"],
    ["a truth that is a number", "t boolean DEFAULT 0", "sqlite", "@default(false)"],
    [
      "a text that is a time",
      "t text DEFAULT CURRENT_TIMESTAMP",
      "sqlite",
      '@default(dbgenerated("CURRENT_TIMESTAMP"))',
    ],
    ["a scale that is left out", "t numeric(5)", "postgresql", "@db.Decimal(5, 0)"],
  ] as const)("Prisma: %s", async (_name, column, dialect, expected) => {
    expect(await of("prisma", `CREATE TABLE x (id int PRIMARY KEY, ${column});`, dialect)).toContain(
      expected,
    );
  });

  it("Prisma: a value of an enum that is no identifier", async () => {
    const text =
      "CREATE TYPE m AS ENUM ('very new'); CREATE TABLE x (id int PRIMARY KEY, m m DEFAULT 'very new');";
    expect(await of("prisma", text, "postgresql")).toContain("m M? @default(very_new)");
  });

  const two =
    "CREATE SCHEMA shop; CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE shop.t (id int PRIMARY KEY REFERENCES t);";

  it("Prisma and Drizzle: tables of one name in two schemas", async () => {
    expect(await of("prisma", two, "postgresql")).toMatch(
      /schemas {2}= \["public","shop"\][^]*@@schema\("public"\)[^]*@@schema\("shop"\)/,
    );
    expect(await of("drizzle", two, "postgresql")).toContain('export const t2 = shopSchema.table("t", {');
  });

  const circle =
    "CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b; ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;";

  it("Drizzle: types that go in a circle", async () => {
    expect(await of("drizzle", circle, "postgresql")).toContain(".references((): AnyPgColumn => b.id)");
  });

  it("DBML and Prisma: a key that is declared twice", async () => {
    expect((await of("dbml", circle, "postgresql")).match(/^Ref: a\.b/gm)).toHaveLength(1);
    expect((await of("prisma", circle, "postgresql")).match(/fields: \[b\]/g)).toHaveLength(1);
  });
});
