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

function printed(name: string): string {
  const format = exportFormats.find((candidate) => candidate.name === name);
  expect(format).toBeDefined();
  return format?.print(schema) ?? "";
}

describe("exports the schema as", () => {
  it.each(exportFormats.map(({ name, extension }) => [name, extension]))("%s", async (name, extension) => {
    await expect(printed(name)).toMatchFileSnapshot(`./expected/shop.${extension}.txt`);
  });
});

it("Drizzle's text is TypeScript", () => {
  const { diagnostics } = ts.transpileModule(printed("drizzle"), { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
});

it("an empty schema in every format without failing", () => {
  const empty = buildSchema(parseScript("", "postgresql"));
  for (const format of exportFormats) expect(format.print(empty)).toMatch(/\n$/);
});
