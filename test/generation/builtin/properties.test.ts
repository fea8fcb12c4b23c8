import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkText } from "../../../server/checker";
import { createEngines, type Engines } from "../../../server/engine/node";
import { generateBuiltin } from "../../../server/generation/builtin";
import { domains } from "../../../server/generation/builtin/domains";
import { dialects, type Dialect } from "../../../server/sql";

let engines: Engines;
beforeAll(async () => {
  engines = await createEngines();
});
afterAll(() => engines.dispose());

/** Errors and warnings of a schema, after it was run where the dialect has an engine. */
async function problemsOf(brief: string, dialect: Dialect): Promise<string[]> {
  const { sql } = generateBuiltin({ brief, dialect });
  const { problems } = await checkText(sql, { dialect, engines: engines.source });
  return problems
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, message }) => `${code}: ${message}`);
}

const folder = join(import.meta.dirname, "../../../bench/briefs");
const briefs = readdirSync(folder).map((file) => {
  const { brief } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { brief: string[] };
  return [file, brief.join("\n")] as const;
});

describe.each(dialects)("%s", (dialect) => {
  test("every domain runs without an error or a warning", async () => {
    for (const { titles } of domains)
      expect([titles[0], await problemsOf(titles[0] ?? "", dialect)]).toEqual([titles[0], []]);
  });

  test("every brief of the benchmark runs without an error or a warning", async () => {
    for (const [file, brief] of briefs) expect([file, await problemsOf(brief, dialect)]).toEqual([file, []]);
  }, 180_000);
});

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

test(
  "whatever the sentences say, the schema runs, is clean, and is the same each time",
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { minLength: 1, maxLength: 7 }), async (sentences) => {
        const brief = sentences.join(" ");
        const first = generateBuiltin({ brief, dialect: "postgresql" });
        expect(generateBuiltin({ brief, dialect: "postgresql" })).toEqual(first);
        expect(await problemsOf(brief, "postgresql")).toEqual([]);
      }),
      { numRuns: 120, seed: 20_261_123 },
    );
  },
);

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (brief) => {
      generateBuiltin({ brief, dialect: "mysql" });
    }),
    { numRuns: 150, seed: 7 },
  );
});
