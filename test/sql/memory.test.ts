import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, it } from "vitest";
import { loadParsers, parseScript } from "../../server/sql";

beforeAll(() => loadParsers());

it("a version that is gone keeps nothing of its text, whatever of its statements is kept", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const version = (n: number): string =>
    `CREATE TABLE a (id int);\nSELECT ${n}, 'a statement of its own in each version';\n\\echo ${n} and a line of psql\n-- ${"x".repeat(1_000_000)}\n`;
  let script = parseScript(version(0), "postgresql");
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 1; n <= 100; n++) script = parseScript(version(n), "postgresql", script);
  collect();
  const grown = process.memoryUsage().heapUsed - before;
  expect(script.statements).toHaveLength(3);
  // A hundred texts have 100 MB.
  expect(grown).toBeLessThan(20_000_000);
});
