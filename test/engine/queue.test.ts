import { expect, test } from "vitest";
import { parseScript } from "../../server/sql";
import { startEngine } from "./engine-fixture";

const engine = await startEngine();

function statementsOf(sql: string) {
  return parseScript(sql, "postgresql").statements;
}

const many = Array.from({ length: 400 }, (_, n) => `CREATE TABLE t${String(n)} (id int PRIMARY KEY);`).join(
  "\n",
);

test("documents wait for each other and get their own verdicts", async () => {
  const runs = ["a", "b", "c"].map((name) =>
    engine.run({
      document: name,
      statements: statementsOf(`CREATE TABLE ${name} (id int); SELECT * FROM a;`),
    }),
  );
  const outcomes = (await Promise.all(runs)).map(({ verdicts }) => verdicts.map(({ outcome }) => outcome));
  expect(outcomes).toEqual([
    ["accepted", "accepted"],
    ["accepted", "failed"],
    ["accepted", "failed"],
  ]);
});

test("a newer run of a document takes the place of the older", async () => {
  const older = engine.run({ document: "d", statements: statementsOf(`${many} SELECT 1;`) });
  const newer = engine.run({ document: "d", statements: statementsOf(`${many} SELECT 2;`) });
  await expect(older).rejects.toMatchObject({ name: "AbortError" });
  expect((await newer).verdicts).toHaveLength(401);
});

test("an aborted run rejects with the reason of its signal and leaves the engine usable", async () => {
  const controller = new AbortController();
  const reason = new Error("the person typed on");
  const run = engine.run(
    { document: "e", statements: statementsOf(many) },
    { signal: controller.signal, onProgress: (done) => done > 0 && controller.abort(reason) },
  );
  await expect(run).rejects.toBe(reason);
  const { verdicts } = await engine.run({
    document: "e",
    statements: statementsOf(`${many} SELECT * FROM t399;`),
  });
  expect(verdicts.every(({ outcome }) => outcome === "accepted")).toBe(true);
});

test("a run that is aborted before it begins does nothing", async () => {
  const reason = new Error("never mind");
  const run = engine.run(
    { document: "f", statements: statementsOf("SELECT 1") },
    { signal: AbortSignal.abort(reason) },
  );
  await expect(run).rejects.toBe(reason);
});

test("the same statements are answered at once", async () => {
  const statements = statementsOf(many);
  const first = await engine.run({ document: "g", statements });
  await engine.run({ document: "h", statements: statementsOf("SELECT 1") });
  const again = await engine.run({ document: "g", statements: statementsOf(many) });
  expect(again.verdicts).toEqual(first.verdicts);
  expect(again.ms).toBeLessThan(first.ms / 2);
});

test("an engine that was disposed of starts again", async () => {
  await engine.run({ document: "i", statements: statementsOf("SELECT 1") });
  await engine.dispose();
  expect(engine.state).toBe("stopped");
  expect((await engine.run({ document: "j", statements: statementsOf("SELECT 1") })).verdicts).toHaveLength(
    1,
  );
});
