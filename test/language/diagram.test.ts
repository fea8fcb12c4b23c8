import { expect, test } from "vitest";
import { contextOf, diagramOf } from "../../server/language";

test("statements that are about a table are told with it, also those that fail", () => {
  const sql = `CREATE SCHEMA app;
CREATE TABLE app.product (id bigint PRIMARY KEY, name text);
CREATE TABLE stock (product_id bigint REFERENCES app.product (id));
CREATE INDEX ON app.product (nothing);
CREATE UNIQUE INDEX by_name ON app.product (name);
CREATE INDEX ON missing (id);
ALTER TABLE stock ADD FOREIGN KEY (product_id) REFERENCES app.product (id);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE stock SET product_id = 1; RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON stock FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW stocked AS SELECT product_id FROM stock;
COMMENT ON VIEW stocked IS 'what is there';
`;
  const lines = sql.split("\n");
  const about = diagramOf(contextOf(sql, "postgresql")).tables.map(({ id, statements }) => [
    id,
    statements.map(({ start }) => lines[sql.slice(0, start).split("\n").length - 1]?.slice(0, 30)),
  ]);
  expect(Object.fromEntries(about)).toEqual({
    "app.product": ["CREATE INDEX ON app.product (n", "CREATE UNIQUE INDEX by_name ON"],
    "public.stock": ["ALTER TABLE stock ADD FOREIGN ", "CREATE TRIGGER touched BEFORE "],
    "public.stocked": ["COMMENT ON VIEW stocked IS 'wh"],
  });
});

test("partitions, and theirs, are told with the table that they are of", () => {
  const sql = `CREATE TABLE reading (at date, sensor int) PARTITION BY RANGE (at);
CREATE TABLE reading_2024 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY HASH (sensor);
CREATE TABLE reading_2024_0 PARTITION OF reading_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE reading_2025 (at date, sensor int);
ALTER TABLE reading ATTACH PARTITION reading_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE sensor (id int PRIMARY KEY);
`;
  const { tables } = diagramOf(contextOf(sql, "postgresql"));
  expect(
    tables.map(({ name, partitionBy, partitions }) => [
      name,
      partitionBy,
      partitions?.map(({ span }) => sql.slice(span.start, span.end)),
    ]),
  ).toEqual([
    ["reading", "range", ["reading_2024", "reading_2024_0", "reading_2025"]],
    ["sensor", undefined, undefined],
  ]);
});
