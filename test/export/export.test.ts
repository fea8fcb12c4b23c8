import ts from "typescript";
import { describe, expect, it } from "vitest";
import { exportFormats } from "../../server/export";
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
