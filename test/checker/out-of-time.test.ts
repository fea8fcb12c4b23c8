import { afterAll, beforeAll, expect, test } from "vitest";
import { checkText } from "../../server/checker";
import type { Engine, EngineRequest, EngineRun, EngineRunOptions } from "../../server/engine";
import { createEngines, type Engines } from "../../server/engine/node";
import { parseScript } from "../../server/sql";
import { faults } from "./check";

let engines: Engines | undefined;

beforeAll(async () => {
  engines = await createEngines();
});

afterAll(() => engines?.dispose());

const [nothing] = parseScript("SELECT 1;", "postgresql").statements;

/** The engine as it is on a machine where statements that are marked `late` run out of time. */
function lateEngine(engine: Engine): Engine {
  const run = async (request: EngineRequest, options?: EngineRunOptions): Promise<EngineRun> => {
    const late = request.statements.map(({ text }) => text.includes("/* late */"));
    const statements = request.statements.map((one, index) => (late[index] && nothing ? nothing : one));
    const judged = await engine.run({ ...request, statements }, options);
    const verdicts = judged.verdicts.map((verdict, index) =>
      late[index] ? ({ outcome: "unknown", reason: "timeout" } as const) : verdict,
    );
    return { ...judged, verdicts };
  };
  return {
    run,
    dialect: engine.dialect,
    state: engine.state,
    onStateChange: () => () => undefined,
    start: () => undefined,
    begin: () => undefined,
    forget: (document) => engine.forget(document),
    dispose: () => Promise.resolve(),
  };
}

async function late(sql: string): Promise<string[]> {
  const source = (dialect: Engine["dialect"]) => {
    const engine = engines?.source(dialect);
    return engine && lateEngine(engine);
  };
  const result = await checkText(sql, { dialect: "postgresql", engines: source });
  return faults(sql, result).map((line) => line.replace(/^(\S+ \S+ \S+) .*?( <- \d+)?$/s, "$1$2"));
}

const warned = "1 warning 57014";

test.each([
  ["a type that no table lists", "btree_gist", "CREATE TABLE t (x gbtreekey8);", "42704"],
  ["a function that no table lists", "hstore", "SELECT tconvert('a', 'b');", "42883"],
  ["an operator of built-in types", "earthdistance", "SELECT point '(1,2)' <@> point '(3,4)';", "42883"],
  ["an operator class", "intarray", "CREATE INDEX ON pg_temp.u USING gist (x gist__int_ops);", "42704"],
  ["a view that is named after it", "pg_buffercache", "SELECT * FROM pg_buffercache;", "42P01"],
])("%s is not missed where its extension ran out of time", async (_, name, use, code) => {
  const sql = `CREATE EXTENSION /* late */ ${name};\nCREATE TEMP TABLE u (x int[]);\n${use}\n`;
  expect(await late(sql)).toEqual([warned, `3 information ${code} <- 1`]);
});

test("a table that an extension cannot bring is missed all the same", async () => {
  expect(await late("CREATE EXTENSION /* late */ hstore;\nSELECT * FROM customer;\n")).toEqual([
    warned,
    "2 error 42P01",
  ]);
});

test("what a function or a block was to make is not missed where it ran out of time", async () => {
  const maker =
    "CREATE FUNCTION make() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE TABLE a (id int); END';";
  expect(await late(`${maker} SELECT /* late */ make();\nSELECT * FROM a;\nSELECT * FROM b;\n`)).toEqual([
    warned,
    "2 information 42P01 <- 1",
    "3 error 42P01",
  ]);
  expect(await late("DO /* late */ 'BEGIN CREATE TABLE a (id int); END';\nSELECT * FROM a;\n")).toEqual([
    warned,
    "2 information 42P01 <- 1",
  ]);
});

test("rows that were to be written are no reason for an error where that ran out of time", async () => {
  const tables = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a, n int);";
  const sql = `${tables} INSERT INTO b (n) VALUES (NULL);
INSERT INTO a SELECT /* late */ generate_series(1, 1e10); UPDATE /* late */ b SET n = 1;
INSERT INTO b VALUES (1, 1);
ALTER TABLE b ALTER n SET NOT NULL;
CREATE TABLE c (n int CHECK (n > 0)); INSERT INTO c VALUES (0);
`;
  expect(await late(sql)).toEqual([
    "2 warning 57014",
    "2 warning 57014",
    "3 information 23503 <- 2",
    "4 information 23502 <- 2",
    "5 error 23514",
  ]);
});

test("what was not run because others ran too long is told once", async () => {
  const loops = Array.from({ length: 5 }, (_, n) => `DO 'BEGIN LOOP PERFORM ${n}; END LOOP; END';\n`).join(
    "",
  );
  const sql = `${loops}SELECT 1;\nSELECT 2;\n`;
  const source = engines?.source;
  const { problems } = await checkText(sql, {
    dialect: "postgresql",
    engines: (dialect) => {
      const engine = source?.(dialect);
      const run: Engine["run"] = (request, options) =>
        engine
          ? engine.run(request, { ...options, statementTimeoutMs: 300 })
          : Promise.reject(new Error("none"));
      return engine && { ...lateEngine(engine), run };
    },
  });
  expect(problems.filter(({ code }) => code === "57014").map(({ message }) => message.slice(0, 35))).toEqual([
    ...Array.from({ length: 5 }, () => "This statement ran too long and was"),
    "This and what follows was not run, ",
  ]);
}, 60_000);

test("what goes deeper than the sandbox can is told, and is no error", async () => {
  const sql = `CREATE FUNCTION f(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(n + 1); END $$;
SELECT f(1);
`;
  // By the stack's size the database refuses, or ends.
  expect(await late(sql)).toEqual([expect.stringMatching(/^2 information (?:54001|57P02)$/)]);
});
