import { expect, test } from "vitest";
import { faults, fullCheck, useEngine } from "./check";

useEngine();

const tables = `CREATE TYPE mood AS ENUM ('good'); CREATE TABLE thread (id int PRIMARY KEY, subject text, votes int);
CREATE TABLE post (id int PRIMARY KEY, thread_id int REFERENCES thread, body text);
`;

/** The findings in a body, as `severity code words`. */
async function inBody(declare: string, statements: string, head = "RETURNS void"): Promise<string[]> {
  const sql = `${tables}CREATE FUNCTION f(a int, b text) ${head} LANGUAGE plpgsql AS $$
DECLARE
  ${declare}
BEGIN
  ${statements}
END $$;`;
  return faults(sql, await fullCheck(sql)).map((fault) => fault.replace(/^\d+ /, ""));
}

test.each([
  ["a table", "", "PERFORM 1 FROM treads;", "warning 42P01 treads"],
  ["a column", "", "UPDATE thread SET subjct = b WHERE id = a;", "warning 42703 subjct"],
  [
    "a column behind an emoji",
    "",
    "RAISE NOTICE '🙂 %', (SELECT t.nme FROM thread t);",
    "warning 42703 t.nme",
  ],
  ["a function", "", "PERFORM no_such(a);", "warning 42883 no_such"],
  ["an operator", "", "IF a = b THEN RETURN; END IF;", "warning 42883 ="],
  ["a field of a row", "r thread%ROWTYPE;", "RAISE NOTICE '%', r.titel;", "warning 42703 r.titel"],
  [
    "a field of a loop's record",
    "r record;",
    "FOR r IN SELECT id FROM thread LOOP RAISE NOTICE '%', r.subject; END LOOP;",
    "warning 42703 r.subject",
  ],
  ["a variable", "", "RAISE NOTICE '%', missing;", "warning 42703 missing"],
  [
    "the query of a loop",
    "r record;",
    "FOR r IN SELECT * FROM threads LOOP NULL; END LOOP;",
    "warning 42P01 threads",
  ],
  [
    "a cursor's query",
    "c CURSOR (k int) FOR SELECT no_such FROM thread WHERE id = k;",
    "OPEN c(1);",
    "warning 42703 no_such",
  ],
  ["a default", "x int := no_such_function();", "NULL;", "warning 42883 no_such_function"],
  ["values of INSERT", "", "INSERT INTO post (id, thread_id) VALUES (a, 1, b);", "warning 42601 b"],
  ["a constant for a number", "n int;", "n := 'many';", "warning 22P02 'many'"],
  ["a constant for a time", "t timestamptz;", "t := 'never';", "warning 22007 'never'"],
  ["a label of an enum", "m mood;", "m := 'fine';", "warning 22P02 'fine'"],
  ["a constant as a default", "d date := 'someday';", "NULL;", "warning 22007 'someday'"],
  ["a table that is emptied", "", "TRUNCATE treads CASCADE;", "warning 42P01 treads"],
  [
    "a column that both sides of a join lack",
    "",
    "PERFORM 1 FROM thread t JOIN post p USING (thread_id);",
    "warning 42703 thread_id",
  ],
  [
    "a key that ON CONFLICT does not find",
    "",
    "INSERT INTO thread (id) VALUES (a) ON CONFLICT (subject) DO NOTHING;",
    "warning 42P10 ON",
  ],
  ["a field that is assigned to", "r thread%ROWTYPE;", "r.titel := b;", "warning 42703 r.titel"],
  ["a query whose rows nothing takes", "", "SELECT id FROM thread;", "warning 42601 SELECT"],
  ["a sequence", "n int;", "n := nextval('thread_seq');", "warning 42P01 'thread_seq'"],
  [
    "WITH that returns nothing",
    "n int;",
    "WITH gone AS (DELETE FROM post) SELECT count(*) INTO n FROM gone;",
    "warning 0A000 gone",
  ],
  ["an ambiguous name", "id int;", "DELETE FROM thread WHERE id = 1;", "warning 42702 id"],
  [
    "too few variables",
    "x int; y int;",
    "SELECT id, votes, 1 INTO x, y FROM thread;",
    "warning 42804 INTO x, y",
  ],
])("%s", async (_, declare, statements, expected) => {
  expect(await inBody(declare, statements)).toEqual([expected]);
});

test("several faults are told in one run, each at its place", async () => {
  expect(
    await inBody(
      "x int;",
      "SELECT no_a INTO x FROM thread; IF x > 1 THEN DELETE FROM no_b; ELSE PERFORM no_c(); END IF;",
    ),
  ).toEqual(["warning 42703 no_a", "warning 42P01 no_b", "warning 42883 no_c"]);
});

test("a RETURN that can be missed", async () => {
  expect(await inBody("", "IF a > 1 THEN RETURN 1; END IF;", "RETURNS int")).toEqual(["warning 2F005 f"]);
  expect(
    await inBody("", "IF a > 1 THEN RETURN 1; ELSE RAISE EXCEPTION 'no'; END IF;", "RETURNS int"),
  ).toEqual([]);
  expect(
    await inBody("", "LOOP a := a + 1; IF a > 9 THEN RETURN a; END IF; END LOOP;", "RETURNS int"),
  ).toEqual([]);
});

test("a trigger's function that returns for each event", async () => {
  const body = `IF tg_op = 'DELETE' THEN RETURN old; ELSIF tg_op IN ('INSERT', 'UPDATE') THEN RETURN new; END IF;`;
  const sql = `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;`;
  expect(faults(sql, await fullCheck(sql))).toEqual([]);
});

test("RETURN QUERY with another number of columns", async () => {
  const query = "RETURN QUERY SELECT id, subject, votes FROM thread;";
  const two = "RETURNS TABLE (x int, y text)";
  expect(await inBody("", query, two)).toEqual(["warning 42804 SELECT id, subject, votes FROM thread"]);
  expect(await inBody("", query, "RETURNS TABLE (x int, y text, z int)")).toEqual([]);
  expect(await inBody("", "RETURN QUERY SELECT * FROM thread;", two)).toEqual([]);
});

test("RETURN of a constant that is no value of its type", async () => {
  expect(await inBody("", "IF a > 1 THEN RETURN 'good'; END IF; RETURN 'fine';", "RETURNS mood")).toEqual([
    "warning 22P02 'fine'",
  ]);
});

test("RETURN QUERY with other columns than the table whose rows are returned", async () => {
  const head = "RETURNS SETOF thread";
  expect(await inBody("", "RETURN QUERY SELECT id, subject FROM thread;", head)).toEqual([
    "warning 42804 SELECT id, subject FROM thread",
  ]);
  expect(await inBody("", "RETURN QUERY SELECT id, subject, votes FROM thread;", head)).toEqual([]);
});

test("a table that the first statement of the body makes is left alone", async () => {
  const body = "CREATE TEMP TABLE IF NOT EXISTS pile (n int); INSERT INTO pile VALUES (1); TRUNCATE pile;";
  const sql = `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;`;
  expect(faults(sql, await fullCheck(sql))).toEqual([]);
});

test("constants that a variable takes are left alone", async () => {
  const declared = "j json; p point; d date; c regclass; v varchar(2); r record; m mood; s int[];";
  const assigned =
    "j := '{}'; p := '(1,2)'; d := 'tomorrow'; c := 'later'; v := 'ab'; m := 'good'; s := '{1}'; s[1] := '2'; r := (1, 2);";
  expect(await inBody(declared, assigned)).toEqual([]);
});

test("what only the time of the call can tell is left alone", async () => {
  expect(
    await inBody(
      "r record; q record; i int; al ALIAS FOR $1; c refcursor; arr int[] NOT NULL DEFAULT '{}';",
      `CREATE TEMP TABLE scratch AS SELECT 1 AS x;
  INSERT INTO scratch VALUES (a);
  EXECUTE 'SELECT 1 AS y' INTO r USING a;
  RAISE NOTICE '% % %', r.y, al, $1;
  SELECT * INTO STRICT q FROM thread LIMIT 1;
  RAISE NOTICE '% %', q.subject, f.a;
  FOR i IN REVERSE 10..1 BY 2 LOOP arr[i] := i; END LOOP;
  FOR i IN 1 .. a LOOP CONTINUE WHEN i = 2; END LOOP;
  FOREACH i IN ARRAY arr LOOP NULL; END LOOP;
  OPEN c FOR SELECT 1; FETCH c INTO r; CLOSE c; RAISE NOTICE '%', r.whatever;
  GET DIAGNOSTICS i = ROW_COUNT;
  <<outer_loop>> LOOP EXIT outer_loop WHEN a > 1; END LOOP;
  CASE a WHEN 1, 2 THEN NULL; ELSE i := CASE WHEN a > 1 THEN 2 ELSE 3 END; END CASE;
  UPDATE thread SET votes = votes + 1 WHERE thread.id = a RETURNING votes INTO i;
  BEGIN NULL; EXCEPTION WHEN division_by_zero OR SQLSTATE '22000' THEN RAISE NOTICE '% %', SQLERRM, SQLSTATE; RAISE; END;
  WITH moved AS (DELETE FROM post WHERE post.id = a RETURNING *) SELECT count(*) INTO i FROM moved;
  IF FOUND THEN RAISE EXCEPTION USING MESSAGE = 'x', ERRCODE = 'P0001'; END IF;
  DROP TABLE scratch;`,
    ),
  ).toEqual([]);
});

test("a body that looks names up before it uses them is left alone, and so is what lies in other schemas", async () => {
  expect(
    await inBody(
      "",
      `IF to_regclass('public.maybe') IS NOT NULL THEN DELETE FROM maybe; END IF;
  IF EXISTS (SELECT FROM pg_proc WHERE proname = 'perhaps') THEN PERFORM perhaps(a); END IF;
  DELETE FROM billing.invoice;`,
    ),
  ).toEqual([]);
  expect(await inBody("", "DELETE FROM publik.thread;")).toEqual(["warning 42P01 publik.thread"]);
});

test.each([
  ["use_column", []],
  ["use_variable", []],
  ["error", ["8 warning 42702 id"]],
])("names clash as the body says: %s", async (how, expected) => {
  const sql = `${tables}CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict ${how}
DECLARE
  id int;
BEGIN
  DELETE FROM thread WHERE id = 1;
END $$;`;
  expect(faults(sql, await fullCheck(sql))).toEqual(expected);
});

const trigger = (name: string, table: string, body: string) =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$;
CREATE TRIGGER ${name}_t BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}();
`;

test("NEW and OLD are rows of the table whose trigger runs the function", async () => {
  const sql = `${tables}${trigger("g", "thread", "IF NEW.votes > OLD.votez THEN NULL; END IF;")}${trigger("h", "post", "PERFORM NEW.body, tg_op;")}`;
  const found = await fullCheck(sql);
  expect(faults(sql, found)).toEqual(["3 warning 42703 OLD.votez"]);
  expect(found.problems.find(({ code }) => code === "42703")?.message).toBe(
    'record "old" has no field "votez". This line of "g" fails when it runs for the table "thread".',
  );
});

test("a function that asks for its table is not taken at its word", async () => {
  const body = "IF TG_TABLE_NAME = 'post' THEN NEW.body := NEW.body || 'x'; PERFORM NEW.nothing; END IF;";
  const sql = `${tables}${trigger("g", "thread", body)}`;
  expect(faults(sql, await fullCheck(sql))).toEqual([]);
});

test("a table that is made behind the function, or that could not be made, is no fault of the body", async () => {
  const sql = `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM later; DELETE FROM broken; END $$;
CREATE TABLE later (id int);
CREATE TABLE broken (id no_such_type);`;
  expect(faults(sql, await fullCheck(sql))).toEqual(["3 error 42704 no_such_type"]);
});

test("a dump's empty search path is not the one that the function runs with", async () => {
  const sql = `SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.t (id int);
CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM t; DELETE FROM u; END $$;
CREATE SCHEMA s;
CREATE TABLE s.v (id int);
CREATE FUNCTION s.g() RETURNS void LANGUAGE plpgsql SET search_path TO 's' AS $$ BEGIN DELETE FROM v; DELETE FROM w; END $$;`;
  expect(faults(sql, await fullCheck(sql))).toEqual(["3 warning 42P01 u", "6 warning 42P01 w"]);
});

test("what a trigger calls the rows of its statement is known only when it runs", async () => {
  const sql = `${tables}CREATE FUNCTION note_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE thread SET votes = votes + 1 FROM added WHERE added.thread_id = thread.id;
  RETURN NULL;
END $$;
CREATE TRIGGER added AFTER INSERT ON post REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_rows();
`;
  expect(faults(sql, await fullCheck(sql))).toEqual([]);
});
