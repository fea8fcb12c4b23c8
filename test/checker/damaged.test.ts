import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckOptions, CheckResult } from "../../server/checker";
import { fullCheck, useEngine } from "./check";

useEngine();

const folder = path.join(import.meta.dirname, "../../bench/mutants");
const statements = readdirSync(folder)
  .flatMap((name) => readFileSync(path.join(folder, name), "utf8").split(/(?<=;)\r?\n/))
  .filter((text) => text.length < 2000);

const junk = fc.constantFrom(
  ...[
    "'",
    '"',
    "`",
    "$$",
    "(",
    ")",
    "[",
    ";",
    ",",
    ".",
    "--",
    "/*",
    "*/",
    "\\",
    "\\.\n",
    "\0",
    "\ud800",
    "\udc00",
  ],
  ...[
    "🙂",
    "\ufeff",
    "\r\n",
    "\t",
    "E'",
    "::",
    ":=",
    "%",
    "COPY t FROM stdin;\n",
    "DELIMITER //\n",
    "BEGIN ATOMIC",
  ],
);
/** Statements of own schemas with something put in the place of a few characters, here and there. */
const damaged = fc
  .tuple(
    fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: 4 }),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), junk), { maxLength: 4 }),
  )
  .map(([parts, edits]) =>
    edits.reduce((text, [where, length, insert]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + insert + text.slice(at + length);
    }, parts.join("")),
  );

function expectInside({ problems }: CheckResult, text: string): void {
  const spans = problems.flatMap(({ span, related = [], fixes = [] }) => [
    span,
    ...related.map((one) => one.span),
    ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span)),
  ]);
  const outside = spans.filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  expect(outside).toEqual([]);
}

async function holds(runs: number, options: CheckOptions): Promise<void> {
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      expectInside(await fullCheck(text, options), text);
    }),
    { numRuns: runs },
  );
}

test.each(["postgresql", "mysql", "mariadb", "sqlite", "auto"] as const)(
  "damaged text has its problems inside of it, in %s",
  (dialect) => holds(40, { dialect, engines: () => undefined }),
);

test("damaged text has its problems inside of it, with the engine", () => holds(15, {}));
