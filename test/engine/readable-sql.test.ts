import { expect, it } from "vitest";
import { readableSql } from "../../server/engine/migration/readable-sql";

it("writes each column and constraint of a new table on a line of its own", () => {
  const sql = `CREATE TABLE "public"."book" ("id" bigint NOT NULL, "price" numeric(10, 2), note text DEFAULT 'a, (b', CONSTRAINT book_pkey PRIMARY KEY (id, price)) PARTITION BY RANGE (id);`;
  expect(readableSql(sql)).toBe(`CREATE TABLE public.book (
  id bigint NOT NULL,
  price numeric(10, 2),
  note text DEFAULT 'a, (b',
  CONSTRAINT book_pkey PRIMARY KEY (id, price)
) PARTITION BY RANGE (id)`);
});

it.each([
  "CREATE TABLE public.part PARTITION OF public.book FOR VALUES IN (1, 2)",
  "CREATE INDEX book_idx ON public.book (a, b)",
  "CREATE VIEW public.v AS SELECT coalesce(a, b) FROM public.book",
])("leaves %s", (sql) => {
  expect(readableSql(sql)).toBe(sql);
});
