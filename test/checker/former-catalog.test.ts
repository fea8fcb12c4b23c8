import { expect, test } from "vitest";
import { faults, fullCheck, useEngine } from "./check";

useEngine();

test.each([
  ["SELECT relname FROM pg_class WHERE relhasoids", "relhasoids", "pg_class.relhasoids", "12"],
  ["SELECT p.proname, p.proisagg FROM pg_proc p", "p.proisagg", "pg_proc.proisagg", "11"],
  ["SELECT d.adsrc FROM pg_catalog.pg_attrdef AS d", "d.adsrc", "pg_attrdef.adsrc", "12"],
  ["SELECT consrc FROM pg_constraint", "consrc", "pg_constraint.consrc", "12"],
  ["SELECT procpid FROM pg_stat_activity", "procpid", "pg_stat_activity.procpid", "9.2"],
  ["SELECT pg_current_xlog_location()", "pg_current_xlog_location", "pg_current_xlog_location", "10"],
])("what the catalog has lost is no error: %s", async (query, at, name, version) => {
  const told = `PostgreSQL ${version} took "${name}" away, so this works in earlier versions alone.`;
  const { problems } = await fullCheck(`${query};`);
  const seen = problems.filter(({ code }) => code.startsWith("42"));
  expect(seen).toMatchObject([{ severity: "information", message: told }]);
  expect(query.slice(seen[0]?.span.start, seen[0]?.span.end)).toBe(at);

  const body = `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n  PERFORM * FROM (${query}) q;\nEND $$;`;
  const inBody = (await fullCheck(body)).problems.filter(({ code }) => code.startsWith("42"));
  expect(inBody).toMatchObject([{ severity: "information", message: told }]);
});

test("what was never there is an error as before, and a name of one's own is not the catalog's", async () => {
  const sql =
    "CREATE TABLE t (id int PRIMARY KEY);\nSELECT relhasoid FROM pg_class;\nSELECT consrc FROM t;\nSELECT pg_current_xlog();";
  expect(faults(sql, await fullCheck(sql))).toEqual([
    "2 error 42703 relhasoid",
    "3 error 42703 consrc",
    "4 error 42883 pg_current_xlog",
  ]);
});
