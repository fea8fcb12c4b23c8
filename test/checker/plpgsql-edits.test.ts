import { afterAll, beforeAll, expect, test } from "vitest";
import { createDocument, prepareChecker } from "../../server/checker";
import type { Engine } from "../../server/engine";
import { createEngines, type Engines } from "../../server/engine/node";
import { faults } from "./check";

let engines: Engines;
let asked = 0;

beforeAll(async () => {
  await prepareChecker();
  engines = await createEngines();
});
afterAll(() => engines.dispose());

const head = "CREATE TABLE first (id int PRIMARY KEY);\nCREATE TABLE other (id int);\n";
const tail = `CREATE TABLE thread (id int PRIMARY KEY);
ALTER TABLE thread ADD COLUMN votes int;
CREATE VIEW busy AS SELECT id, votes FROM thread;
INSERT INTO thread VALUES (1, 2);
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT max(votes) FROM busy);
END $$;
CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT max(id) FROM first);
END $$;
`;

/** Checks one text after the other as one document; gives what is found and how many bodies were asked about. */
async function inTurn(...texts: readonly string[]): Promise<{ found: string[]; probes: number }[]> {
  const source = engines.source("postgresql");
  if (!source) throw new Error("There is no engine.");
  const counting = new Proxy(source, {
    get(engine, name) {
      if (name === "run") {
        const run: Engine["run"] = (request, options) => {
          asked += request.probes?.length ?? 0;
          return engine.run(request, options);
        };
        return run;
      }
      const value: unknown = Reflect.get(engine, name, engine);
      return typeof value === "function" ? (value.bind(engine) as unknown) : value;
    },
  });
  const document = createDocument(`test:${Math.random()}`, "", {
    dialect: "postgresql",
    engines: () => counting,
  });
  const results = [];
  for (const text of texts) {
    asked = 0;
    document.update(text);
    results.push({ found: faults(text, await document.full()), probes: asked });
  }
  document.dispose();
  return results;
}

test("an edit that has nothing to do with the bodies asks about none of them", async () => {
  const [first, ...rest] = await inTurn(
    head + tail,
    `-- a word\n${head}${tail}`,
    `${head}CREATE TABL${tail}`,
    `${head}COMMENT ON TABLE first IS 'one';\n${tail}`,
    `${head}COMMENT ON TABLE first IS 'one';\n${tail.replace("(1, 2)", "(1, 3)")}`,
    `${head.replace("other (id", "other (key")}COMMENT ON TABLE first IS 'one';\n${tail.replace("(1, 2)", "(1, 3)")}`,
  );
  expect(first).toEqual({ found: [], probes: 2 });
  expect(rest.map(({ probes }) => probes)).toEqual([0, 0, 0, 0, 0]);
});

test("a body is asked about again when what it rests on has changed, through a view as well", async () => {
  const [, edited, mended] = await inTurn(
    head + tail,
    head + tail.replace("SELECT id, votes FROM thread", "SELECT id FROM thread"),
    head + tail,
  );
  expect(edited).toEqual({ found: ["9 warning 42703 votes"], probes: 2 });
  expect(mended?.found).toEqual([]);
});

test("a body sees what stands after the edit, though the engine has judged no more than the edit", async () => {
  const [, edited] = await inTurn(
    tail.replace("FROM first", "FROM thread"),
    `CREATE TABLE first (id int);\n${tail.replace("FROM first", "FROM thread")}`,
    `CREATE TABLE first (key int);\n${tail.replace("FROM first", "FROM thread")}`,
  );
  expect(edited?.found).toEqual([]);
  const [, later] = await inTurn(
    `${head}CREATE FUNCTION h() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END $$;
${tail}`,
    `${head}CREATE FUNCTION h() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT max(votes) + max(vots) FROM thread);
END $$;
${tail}`,
  );
  expect(later?.found).toEqual(["5 warning 42703 vots"]);
});

/** More statements than are run again after an edit so that bodies can be asked about. */
const many = Array.from({ length: 850 }, (_, i) => `CREATE TABLE filler${i} (id int PRIMARY KEY);\n`).join(
  "",
);

test("in a long file, bodies are asked about by running what they rest on, and say what they say in a fresh one", async () => {
  const changes = [
    ["other (id", "other (key"],
    ["max(votes)", "max(vots)"],
    ["first (id", "first (key"],
    ["SELECT id, votes FROM thread", "SELECT id FROM thread"],
    ["filler2 (id", "filler2 (x"],
    ["COLUMN votes", "COLUMN voices"],
    ["max(id) FROM first", "max(id) FROM filler700"],
    ["filler700 (id", "filler700 (key"],
    ["f() RETURNS int", "f(first) RETURNS int"],
  ] as const;
  // Each switches one change on or off: what comes first in the file, what comes last, and what leads to a body.
  const order = [1, 0, 2, 3, 2, 6, 7, 4, 3, 8, 5, 7];
  const made = new Set<number>();
  const texts = order.map((which) => {
    if (!made.delete(which)) made.add(which);
    return [...made]
      .map((one) => changes[one] ?? ["", ""])
      .reduce((text, [from, to]) => text.replace(from, to), head + many + tail);
  });
  const [whole, ...edited] = await inTurn(head + many + tail, ...texts);
  expect(whole).toEqual({ found: [], probes: 2 });
  expect(edited.filter(({ found }) => found.some((one) => one.includes("warning"))).length).toBeGreaterThan(
    6,
  );
  const short = (found: readonly string[] | undefined) => found?.map((one) => one.replace(/^\d+ /, ""));
  for (const [index, text] of texts.entries()) {
    // What nothing names makes no difference.
    const [fresh] = await inTurn(text.replace(/CREATE TABLE filler(?!2 |700 ).*\n/g, ""));
    expect(short(edited[index]?.found), `after edit ${index}`).toEqual(short(fresh?.found));
  }
}, 60_000);
