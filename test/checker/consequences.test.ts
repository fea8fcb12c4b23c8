import { expect, test } from "vitest";
import { faults, fullCheck, useEngine } from "./check";

useEngine();

test("what hangs on a table that cannot be created follows from that, over several steps", async () => {
  const sql = `CREATE TABLE customer (id bigint PRIMARY KEY, mood moood);
CREATE TABLE phone (id bigint PRIMARY KEY, customer_id bigint UNIQUE REFERENCES customer);
COMMENT ON COLUMN phone.id IS 'Its number.';
CREATE TABLE shop (id bigint PRIMARY KEY);
`;
  expect(faults(sql, await fullCheck(sql))).toEqual([
    "1 error 42704 moood",
    "2 information 42P01 customer <- 1",
    "3 information 42P01 phone <- 1",
  ]);
});

test.each([
  ["a name that is missing", "CREATE TABLE (id bigint PRIMARY KEY, name text);"],
  ["a misspelt keyword", "CRAETE TABLE customer (id bigint PRIMARY KEY, name text);"],
  ["a missing parenthesis", "CREATE TABLE customer (id bigint PRIMARY KEY, name text;"],
  ["a stray comma", "CREATE TABLE public.customer (id bigint PRIMARY KEY, name text,);"],
])("a table behind %s is known to be meant", async (_, broken) => {
  const sql = `${broken}\nCREATE INDEX customer_name_idx ON customer (name);\n`;
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ severity }) => severity)).toEqual(["error", "information"]);
});

test("an error that has nothing to do with an earlier one stays an error", async () => {
  const sql = `CREATE TABLE customer (id bigint PRIMARY KEY, mood moood);
CREATE TABLE shop (id bigint PRIMARY KEY);
CREATE INDEX ON shop (name);
CREATE TABLE visit (id bigint PRIMARY KEY REFERENCES shpo);
`;
  expect(faults(sql, await fullCheck(sql))).toEqual([
    "1 error 42704 moood",
    "3 error 42703 name",
    "4 error 42P01 shpo",
  ]);
});

test("a table that was made again and dropped does not lead back to the first failure", async () => {
  const sql = `CREATE TABLE customer (id moood);
CREATE TABLE customer (id bigint PRIMARY KEY);
DROP TABLE customer;
COMMENT ON TABLE customer IS 'Gone.';
`;
  expect(faults(sql, await fullCheck(sql))).toEqual(["1 error 42704 moood", "4 error 42P01 customer"]);
});

test("a column, a key and a name that a failed statement was to give are its consequences", async () => {
  const sql = `CREATE TABLE customer (id bigint);
ALTER TABLE customer ADD COLUMN mood moood;
COMMENT ON COLUMN customer.mood IS 'How it feels.';
ALTER TABLE customer ADD PRIMARY KEY (idd);
CREATE TABLE phone (id bigint PRIMARY KEY, customer_id bigint UNIQUE REFERENCES customer (id));
`;
  expect(faults(sql, await fullCheck(sql))).toEqual([
    "2 error 42704 moood",
    "3 information 42703 mood <- 2",
    "4 error 42703 idd",
    "5 information 42830 id <- 4",
  ]);
});

test("a name that a failed DROP was to free is its consequence", async () => {
  const sql = `CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE VIEW customer_list AS SELECT id FROM customer;
DROP TABLE customer;
CREATE TABLE customer (id uuid PRIMARY KEY);
`;
  const found = faults(sql, await fullCheck(sql));
  expect(found.filter((line) => line.includes("error"))).toEqual(["3 error 2BP01 customer"]);
  expect(found.filter((line) => line.startsWith("4"))).toEqual(["4 information 42P07 customer <- 3"]);
});

test("what depends on an extension that is not shipped is information", async () => {
  const sql = `CREATE EXTENSION postgis;
CREATE TABLE place (id bigint PRIMARY KEY, at geometry(Point, 4326) NOT NULL);
CREATE INDEX ON place USING gist (at);
`;
  const result = await fullCheck(sql);
  expect(result.problems.map(({ severity }) => severity)).toEqual([
    "information",
    "information",
    "information",
  ]);
});

test("what was to be made in a schema that is not there is meant where it is looked for", async () => {
  const sql = `CREATE TABLE pubilc.customer (id bigint PRIMARY KEY);
CREATE TABLE public.visit (id bigint PRIMARY KEY, customer_id bigint UNIQUE REFERENCES public.customer);
CREATE TABLE public.note (id bigint PRIMARY KEY REFERENCES public.custmer);
`;
  expect(faults(sql, await fullCheck(sql))).toEqual([
    "1 error 3F000 pubilc.customer",
    "2 information 42P01 customer <- 1",
    "3 error 42P01 custmer",
  ]);
});

test("an extension that is not shipped hides nothing but what it brings", async () => {
  const sql = `CREATE EXTENSION vector;
CREATE EXTENSION pgstattuple;
CREATE TABLE document (id bigint PRIMARY KEY, embedding vector(3));
CREATE TABLE note (id bigint PRIMARY KEY, body txet);
CREATE TABLE memo (id bigint PRIMARY KEY);
CREATE INDEX ON memo (id no_such_ops);
CREATE VIEW broken AS SELECT no_such_function(id) FROM memo;
CREATE VIEW equal AS SELECT 1 = 'a'::text AS same;
CREATE VIEW pages AS SELECT pg_relpages('memo');
`;
  expect(faults(sql, await fullCheck(sql)).filter((line) => /error|42704|42883/.test(line))).toEqual([
    "3 information 42704 vector <- 1",
    "4 error 42704 txet",
    "6 error 42704 no_such_ops",
    "7 error 42883 no_such_function",
    "8 error 42883 =",
    "9 information 42883 pg_relpages <- 2",
  ]);
});

test("servers and languages of extensions that are not shipped are information", async () => {
  const sql = `CREATE EXTENSION postgres_fdw;
CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db');
CREATE FOREIGN TABLE remote (id bigint) SERVER other;
CREATE EXTENSION made_up_here;
SELECT made_up_schema.start();
CREATE SERVER third FOREIGN DATA WRAPPER mysql_fdw;
`;
  const { problems } = await fullCheck(sql);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("of an extension that brings more than is known, unknown functions are information", async () => {
  const sql = `CREATE EXTENSION unit;
SELECT metre(1);
CREATE TABLE note (id bigint PRIMARY KEY, body txet);
`;
  const { problems } = await fullCheck(sql);
  expect(problems.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(["42704"]);
});

test("what a block was to make by EXECUTE is its consequence", async () => {
  const sql = `CREATE EXTENSION postgres_fdw;
DO $d$ BEGIN EXECUTE $$CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (port '$$ || 5432 || $$')$$; END $d$;
CREATE USER MAPPING FOR public SERVER far;
CREATE USER MAPPING FOR public SERVER near;
DO $$ BEGIN EXECUTE 'CREATE TABLE a (id nonsense)'; END $$;
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1);
`;
  expect(
    faults(sql, await fullCheck(sql)).map((line) => line.replace(/ BEGIN.*\$\$'| 'CREATE.*'/, "")),
  ).toEqual([
    "1 information 0A000 CREATE EXTENSION postgres_fdw",
    expect.stringMatching(/^2 information 42704.*<- 1$/s),
    "3 information 42704 far <- 1",
    "4 error 42704 near",
    "5 error 42704",
    "6 information 42P01 a <- 5",
    "7 error 42P01 b",
  ]);
});

test("a function that an extension has beside the server's own is missed in consequence", async () => {
  const sql = `CREATE EXTENSION pgcypto;
CREATE TABLE a (id uuid PRIMARY KEY DEFAULT public.gen_random_uuid());
`;
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    "error 0A000",
    "information 42883",
  ]);
});

test("what a server's libraries and settings decide is information", async () => {
  const sql = `CREATE TABLE person (id int PRIMARY KEY, name text);
SECURITY LABEL FOR anon ON COLUMN person.name IS 'MASKED WITH VALUE NULL';
SELECT pg_create_physical_replication_slot('standby');
COPY person FROM stdin WITH (FREEZE);
1	a
\\.
`;
  const { problems } = await fullCheck(sql);
  expect(problems.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
});

test("what another database has, that SQLite attaches, is not missing", async () => {
  const sql = `ATTACH DATABASE 'people.db' AS people;
CREATE TABLE people.phone (id INTEGER PRIMARY KEY);
SELECT * FROM people.person;
SELECT * FROM others.person;
`;
  const { problems } = await fullCheck(sql, { dialect: "sqlite" });
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ span }) => sql.slice(0, span.start).split("\n").length)).toEqual([4]);
});

test("a misspelt table is an error in a file that makes Supabase's schemas itself", async () => {
  const sql = `CREATE SCHEMA storage;
CREATE TABLE storage.objects (id int PRIMARY KEY);
CREATE POLICY mine ON storage.objects USING (auth.uid() IS NOT NULL);
ALTER TABLE storage.objeects ENABLE ROW LEVEL SECURITY;
`;
  expect(faults(sql, await fullCheck(sql)).filter((line) => line.startsWith("4"))).toEqual([
    "4 error 42P01 objeects",
  ]);
});

test("a type of an extension that the file does not create is an error that names it", async () => {
  const sql = "CREATE TABLE place (id bigint PRIMARY KEY, at geometry NOT NULL);\n";
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ severity, code, message }) => [severity, code, message])).toEqual([
    [
      "error",
      "42704",
      'type "geometry" does not exist. It comes with an extension: CREATE EXTENSION postgis;',
    ],
  ]);
});

test("a schema is taken as given where the settings name it, and where the file is plainly made for Supabase", async () => {
  const plain = "CREATE TABLE note (id uuid PRIMARY KEY REFERENCES auth.users (id));\n";
  expect((await fullCheck(plain)).problems.map(({ severity, code }) => [severity, code])).toEqual([
    ["error", "3F000"],
  ]);
  const assumed = await fullCheck(plain, { assume: ["auth"] });
  expect(assumed.problems.map(({ severity }) => severity)).toEqual(["information"]);
  const made = `${plain}CREATE TABLE memo (id bigint PRIMARY KEY, owner uuid NOT NULL);
ALTER TABLE memo ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON memo USING (owner = auth.uid());
`;
  expect((await fullCheck(made)).problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("a role that nothing creates is said once", async () => {
  const sql = `CREATE TABLE note (id bigint PRIMARY KEY);
CREATE TABLE memo (id bigint PRIMARY KEY);
GRANT SELECT ON note TO reader;
GRANT SELECT ON memo TO reader;
ALTER TABLE note OWNER TO keeper;
`;
  const { problems } = await fullCheck(sql);
  expect(problems.map(({ severity, code }) => [severity, code])).toEqual([
    ["information", "42704"],
    ["information", "42704"],
  ]);
});

test("what an extension would bring follows from a slip in its name", async () => {
  const sql = `CREATE EXTENSION citexxt;
COMMENT ON EXTENSION citext IS 'case-insensitive text';
CREATE TABLE tag (id bigint PRIMARY KEY, label citext NOT NULL);
`;
  const { problems } = await fullCheck(sql);
  expect(
    problems.flatMap(({ severity, code }) => (severity === "hint" ? [] : [`${severity} ${code}`])),
  ).toEqual(["error 0A000", "information 42704", "information 42704"]);
});

test("LOCK TABLE outside of a transaction is an error in a script, and the tool's affair in a migration", async () => {
  const note = "CREATE TABLE note (id bigint PRIMARY KEY);\n";
  const severities = async (sql: string, before: string[]) =>
    (await fullCheck(sql, { before })).problems.map(({ severity }) => severity);
  expect(await severities(`${note}LOCK TABLE note;\n`, [])).toEqual(["error"]);
  expect(await severities("LOCK TABLE note;\n", [note])).toEqual(["information"]);
});

test("a temporary table of a migration lasts as long as the tool's transaction", async () => {
  const sql = `CREATE TEMP TABLE draft (id bigint PRIMARY KEY) ON COMMIT DROP;
INSERT INTO draft VALUES (1);
`;
  const severities = async (options: object) =>
    (await fullCheck(sql, options)).problems.map(({ severity }) => severity);
  expect(await severities({})).toEqual(["error"]);
  expect(await severities({ role: "migration" })).not.toContain("error");
});

test("the lines of a body without its quote follow from that, and are no faults of their own", async () => {
  const sql = `CREATE FUNCTION double(n int) RETURNS int LANGUAGE plpgsql AS
DECLARE
  twice int;
BEGIN
  IF n IS NULL THEN
    RETURN 0;
  END IF;
  twice := n * 2;
  RETURN twice;
END $$;
`;
  const { problems } = await fullCheck(sql);
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ span }) => sql.slice(span.start, span.end))).toEqual(["DECLARE"]);
  expect(
    problems.filter(({ related }) => related?.[0]?.span.start === errors[0]?.span.start).length,
  ).toBeGreaterThan(3);
});

test("what a failed statement of SQLite would have made is missed in consequence", async () => {
  const sql = `CREATE TABLE [book list] (id INTEGER PRIMARY KEY, slug TEXT GENERATED ALWAYS AS (lowerr(id)));
INSERT INTO "book list" (id) VALUES (1);
CREATE VIEW long AS SELECT id FROM "book list";
CREATE INDEX slugs ON "book list" (slug);
SELECT * FROM elsewhere;
`;
  const { problems } = await fullCheck(sql, { dialect: "sqlite" });
  expect(
    problems.flatMap(({ severity, code }) => (/^\d\d/.test(code) ? [`${severity} ${code}`] : [])),
  ).toEqual(["error 42883", "information 42P01", "information 42P01", "error 42P01"]);
});

test("what a block made that commits is not missed, since the sandbox cannot run it", async () => {
  const sql = `DO $$ BEGIN CREATE TABLE draft (id bigint PRIMARY KEY); COMMIT; END $$;
INSERT INTO draft VALUES (1);
INSERT INTO drafts VALUES (1);
`;
  expect(faults(sql, await fullCheck(sql))).toEqual([
    "2 information 42P01 draft <- 1",
    "3 error 42P01 drafts",
  ]);
});
