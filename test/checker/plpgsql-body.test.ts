import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { prepareChecker } from "../../server/checker";
import { readBody } from "../../server/checker/plpgsql/read-body";

beforeAll(() => prepareChecker());

const body = `DECLARE r record; c CURSOR (k int) FOR SELECT 1; x int := 1; al ALIAS FOR $1;
BEGIN
  FOR r IN SELECT a FROM t LOOP IF x > 1 THEN x := CASE WHEN x = 1 THEN 2 END; ELSE RETURN r.a; END IF; END LOOP;
  FOR i IN 1..10 LOOP EXECUTE 'x' INTO r USING x; END LOOP;
  SELECT a, b INTO STRICT x, arr[1] FROM t WHERE c = ANY (ARRAY[1]);
  RAISE NOTICE '% 🙂', x USING HINT = 'y';
EXCEPTION WHEN others THEN RETURN NULL;
END`;

test("a damaged body is read or given up, never waited for, and what is asked stands in it", () => {
  const words = [
    "(",
    ")",
    ";",
    "END",
    "LOOP",
    "CASE",
    "INTO",
    "'",
    "$$",
    ":=",
    "..",
    "<<",
    "BEGIN",
    "\0",
    "🙂",
  ];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(body.length), fc.nat(12), fc.constantFrom(...words)), { maxLength: 4 }),
      (edits) => {
        const text = edits.reduce(
          (current, [at, length, word]) => `${current.slice(0, at)} ${word} ${current.slice(at + length)}`,
          body,
        );
        for (const operation of readBody(text, { argumentTypes: ["integer"], result: undefined })
          ?.operations ?? [])
          if (operation.op === "ask") {
            expect(operation.at + operation.text.length).toBeLessThanOrEqual(text.length);
            expect(text.slice(operation.at).startsWith(operation.text.slice(0, 3))).toBe(true);
          }
      },
    ),
    { numRuns: 400 },
  );
});

test("a body in which too much lies within other things is given up", () => {
  const nested = (depth: number) =>
    `BEGIN ${"IF true THEN ".repeat(depth)}NULL;${" END IF;".repeat(depth)} END`;
  const head = { argumentTypes: [], result: undefined };
  expect(readBody(nested(100), head)?.operations).toHaveLength(102);
  expect(readBody(nested(20_000), head)).toBeUndefined();
});
