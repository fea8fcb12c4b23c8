import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkText } from "../../../server/checker";
import { createEngines, type Engines } from "../../../server/engine/node";
import { generateBuiltin } from "../../../server/generation/builtin";
import { designOf } from "../../../server/generation/builtin/design-of";
import { joinStatements, printDesign } from "../../../server/generation/builtin/print/sql";
import { domains } from "../../../server/generation/builtin/domains";
import { dialects, type Dialect } from "../../../server/sql";

let engines: Engines;
beforeAll(async () => {
  engines = await createEngines();
});
afterAll(() => engines.dispose());

/** Errors and warnings of a schema, after it was run where the dialect has an engine. */
async function problemsOf(sql: string, dialect: Dialect): Promise<string[]> {
  const { problems } = await checkText(sql, { dialect, engines: engines.source });
  return problems
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, message }) => `${dialect}: ${code}: ${message}`);
}

type Faults = (readonly [string, string[]])[];

/**
 * Those of many briefs whose schema is not clean, with what is wrong. A brief is read once for all dialects, and the
 * next one is read while the engine runs what came of it.
 */
async function faultsOf(
  briefs: readonly string[],
  dialectsOf: (index: number) => readonly Dialect[],
): Promise<Faults> {
  const pending: Promise<Faults>[] = [];
  for (const [index, brief] of briefs.entries()) {
    const { design } = designOf(brief, {}, "postgresql");
    const run = dialectsOf(index).map(
      async (dialect) =>
        [brief, await problemsOf(joinStatements(printDesign(design, dialect, [])), dialect)] as const,
    );
    pending.push(Promise.all(run));
    if (pending.length > ahead) await pending[pending.length - ahead];
  }
  return (await Promise.all(pending)).flat().filter(([, problems]) => problems.length > 0);
}

const ahead = 4;

const folder = join(import.meta.dirname, "../../../bench/briefs");
const briefs = readdirSync(folder).map((file) => {
  const { brief } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { brief: string[] };
  return brief.join("\n");
});

test("every domain runs without an error or a warning in every dialect", async () => {
  const titles = domains.flatMap((domain) => domain.titles.slice(0, 1));
  expect(await faultsOf(titles, () => dialects)).toEqual([]);
}, 120_000);

test("every brief of the benchmark runs without an error or a warning", async () => {
  // Each in one dialect by turns; the benchmark itself runs each of them in PostgreSQL too.
  const turns = ["postgresql", "mysql", "sqlite", "postgresql", "mariadb", "sqlite"] as const;
  expect(await faultsOf(briefs, (at) => turns.slice(at % turns.length).slice(0, 1))).toEqual([]);
}, 180_000);

const noun = fc.constantFrom(
  "customer",
  "order",
  "product",
  "employee",
  "department",
  "user",
  "group",
  "address",
  "payment",
  "head",
  "team",
  "member",
  "table",
  "category",
  "course",
  "status",
  "price",
);
const quantity = fc.constantFrom(
  "one",
  "many",
  "exactly one",
  "at most one",
  "one or more",
  "several",
  "a",
  "two",
  "another",
  "zero or more",
);
const verb = fc.constantFrom(
  "has",
  "belongs to",
  "places",
  "manages",
  "contains",
  "is managed by",
  "consists of",
  "borrows",
  "is assigned to",
  "may have",
  "follows",
  "is a",
  "writes",
  "is identified by",
  "rates",
);
const sentence = fc
  .tuple(
    fc.constantFrom("Each", "A", "Every", "The"),
    noun,
    verb,
    quantity,
    noun,
    fc.constantFrom(
      "",
      ", a name and a date",
      " with a quantity",
      ", who is an employee",
      " and several users",
    ),
  )
  .map(([start, a, does, many, b, more]) => `${start} ${a} ${does} ${many} ${b}${more}.`);

test("whatever the sentences say, the schema runs, is clean, and is the same each time", async () => {
  const drawn = fc.sample(fc.array(sentence, { minLength: 1, maxLength: 7 }), {
    numRuns: 40,
    seed: 20_261_123,
  });
  const runs = drawn.map(async (sentences) => {
    const brief = sentences.join(" ");
    const first = generateBuiltin({ brief, dialect: "postgresql" });
    expect(generateBuiltin({ brief, dialect: "postgresql" })).toEqual(first);
    return [brief, await problemsOf(first.sql, "postgresql")] as const;
  });
  expect((await Promise.all(runs)).filter(([, problems]) => problems.length > 0)).toEqual([]);
}, 120_000);

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (brief) => {
      generateBuiltin({ brief, dialect: "mysql" });
    }),
    { numRuns: 50, seed: 7 },
  );
});
