import { expect, it } from "vitest";
import { faults, fullCheck, useEngine } from "./check";

useEngine();

it.each(["mysql", "sqlite"] as const)("what a program fills in is not judged in %s", async (dialect) => {
  const sql = [
    "CREATE TABLE ${schema}.account (id INTEGER PRIMARY KEY);",
    "CREATE TABLE pre_${env}_log (id INTEGER PRIMARY KEY) {{ options }};",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, body VARCHAR(9) DEFAULT '${plain}', id INT);",
    "INSERT INTO account (id) VALUES (${first}); INSERT INTO pre_env_log (id) VALUES (1);",
  ].join("\n");
  const told = faults(sql, await fullCheck(sql, { dialect }));
  expect(told.map((line) => line.replace(/error \S+/, "error"))).toEqual([
    "1 information 42P02 ${schema}",
    "2 information 42P02 ${env}",
    "3 error id <- 3",
    "4 information 42P02 ${first}",
    ...(dialect === "sqlite" ? ["4 information 42P01 pre_env_log <- 2"] : []),
  ]);
});

it("what PostgreSQL fills in while it makes an extension is not judged", async () => {
  const sql = [
    "CREATE TABLE @extschema@.loan (id bigint PRIMARY KEY);",
    "CREATE INDEX ON loan (days);",
    "SELECT @ -5, '@extschema@', array[1] @> array[1];",
    "SELECT @ - ;",
    "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT 1 FROM @extschema@.loan); END $$;",
    "CREATE FUNCTION g() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN '${x}' END $$;",
    "SELECT pg_catalog.pg_extension_config_dump('loan', '');",
    "CREATE TABLE fee (id bigint PRIMARY KEY); SELECT pg_catalog.pg_extension_config_dump('fee', '');",
  ].join("\n");
  expect(faults(sql, await fullCheck(sql))).toEqual([
    "1 information 42P02 @extschema@",
    "2 information 42P01 loan <- 1",
    "4 error 42601 -",
    "6 error 42601 END",
    "7 information 42P01 'loan' <- 1",
  ]);
});
