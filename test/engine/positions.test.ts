import { describe, expect, test } from "vitest";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

describe("positions are UTF-16", () => {
  test.each([
    ["after emoji in a comment", "CREATE TABLE t (/* 🚀🚀 */ id itn)", "42704 itn"],
    ["after emoji in a name", 'CREATE TABLE "🚀" (id int, "😀" itn)', "42704 itn"],
    ["after emoji in a string", "CREATE TABLE t (a text DEFAULT '👩‍👩‍👧', b itn)", "42704 itn"],
    ["after CRLF", "CREATE TABLE t (\r\n  id int,\r\n  b itn\r\n)", "42704 itn"],
    ["after tabs", "CREATE TABLE t (\tid\tint,\tb\titn)", "42704 itn"],
    ["of a name with emoji", 'SELECT "🚀x" FROM pg_class', '42703 "🚀x"'],
    [
      "in a body after emoji",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT '🚀'; SELECT nope $$",
      "42703 nope",
    ],
  ])("%s", async (_name, sql, expected) => {
    expect(await judge(engine, sql)).toEqual([expected]);
  });

  test("after a byte order mark", async () => {
    expect(await judge(engine, "\uFEFFCREATE TABLE t (id itn);")).toEqual(["42704 itn"]);
  });

  test("where CONCURRENTLY was taken out", async () => {
    expect(
      await judge(engine, "CREATE TABLE t (id int); CREATE INDEX /* 🚀 */ CONCURRENTLY i ON t ((nope + 1));"),
    ).toEqual(["ok", "42703 nope"]);
  });
});

describe("positions are widened to the words", () => {
  test.each([
    ["a qualified name", "SELECT * FROM public.nope", "42P01 public.nope"],
    ["a column with its table", "SELECT c.nope FROM pg_class c", "42703 c.nope"],
    ["a function", "SELECT public.nope(1)", "42883 public.nope"],
    ["a type", "CREATE TABLE t (a public.nope(3)[])", "42704 public.nope"],
    ["a constant", "CREATE TABLE t (a date DEFAULT '2024-13-45')", "22008 '2024-13-45'"],
    ["an operator", "SELECT 1 = true", "42883 ="],
  ])("%s", async (_name, sql, expected) => {
    expect(await judge(engine, sql)).toEqual([expected]);
  });

  test("no place is longer than a line of text", async () => {
    const sql = `CREATE TABLE t (a int CHECK (a > '${"x".repeat(500)}'))`;
    const [verdict] = await judge(engine, sql);
    expect(verdict?.length).toBeLessThan(100);
  });
});

describe("bodies of functions", () => {
  test.each([
    [
      "PL/pgSQL syntax",
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  IF 1 THEN RETURN 1;\nEND $$",
      "42601 END",
    ],
    [
      "an unknown variable",
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  nope := 1;\nEND $$",
      "42601 nope",
    ],
    [
      "an unknown type",
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $body$\nDECLARE\n  x nope;\nBEGIN\nEND $body$",
      "42704 nope",
    ],
    [
      "a query in SQL",
      "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM nope'",
      "42P01 nope",
    ],
    [
      "BEGIN ATOMIC",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT nope; END",
      "42703 nope",
    ],
    ["a query in DO", "DO $$\nBEGIN\n  PERFORM 1;\n  PERFORM * FROM nope;\nEND $$", "42P01 nope"],
    ["RAISE in DO", "DO $$\nBEGIN\n  RAISE EXCEPTION 'no';\nEND $$", "P0001 RAISE EXCEPTION 'no';"],
    [
      "the wrong type returned",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 'a'::text $$",
      "42P13 int",
    ],
  ])("%s", async (_name, sql, expected) => {
    expect(await judge(engine, sql)).toEqual([expected]);
  });
});
