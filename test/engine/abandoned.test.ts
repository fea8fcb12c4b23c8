import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { parseScript } from "../../server/sql";
import { judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

test("a run that is abandoned while it goes back leaves no gap", async () => {
  // Long enough that a run looks whether it is still wanted, and too short for a savepoint of its own after it: a change
  // at the end leads back over it.
  const sql = (last: string) =>
    `SELECT pg_sleep(0.016);\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);\nSELECT ${last} FROM b;`;
  const document = "abandoned";
  expect(await judge(engine, sql("1"), document)).toEqual(["ok", "ok", "ok", "ok"]);
  const abort = new AbortController();
  const { statements } = parseScript(sql("2"), "postgresql");
  const abandoned = engine.run({ document, statements }, { signal: abort.signal });
  await pause(4);
  abort.abort();
  await expect(abandoned).rejects.toThrow("aborted");
  expect(await judge(engine, sql("3"), document)).toEqual(["ok", "ok", "ok", "ok"]);
  expect(await judge(engine, sql("3").replace("TABLE a", "TABLE c"), document)).toEqual([
    "ok",
    "ok",
    "ok",
    "ok",
  ]);
});
