import { join } from "node:path";
import { expect, test } from "vitest";
import { postgres } from "../../server/engine/postgres/kind";
import { ProcessEngine } from "../../server/engine/process-engine";
import { parseScript } from "../../server/sql";
import { describe as tell, judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

async function run(sql: string, document: string, statementTimeoutMs = 2000): Promise<string[]> {
  const { statements } = parseScript(sql, "postgresql");
  const { verdicts } = await engine.run({ document, statements }, { statementTimeoutMs });
  return verdicts.map((verdict, index) => tell(verdict, statements[index]?.text ?? ""));
}

const loop = "DO $$ BEGIN LOOP NULL; END LOOP; END $$;";

test("an endless loop is ended, and the statements around it are judged", async () => {
  const sql = `CREATE TABLE a (id int); ${loop} CREATE TABLE b (id itn); SELECT * FROM a;`;
  expect(await run(sql, "loop")).toEqual(["ok", "?timeout", "42704 itn", "ok"]);
});

test("a statement that was ended is not waited for again while it stands as it is", async () => {
  const sql = `CREATE TABLE a (id int); ${loop} SELECT * FROM a; SELECT 1;`;
  const started = performance.now();
  expect(await run(sql, "loop", 60_000)).toEqual(["ok", "?timeout", "ok", "ok"]);
  expect(performance.now() - started).toBeLessThan(20_000);
});

test("sleeping is ended too", async () => {
  expect(await run("SELECT pg_sleep(600); SELECT 1;", "sleep")).toEqual(["?timeout", "ok"]);
});

test("an engine that is killed in the middle starts again by itself", async () => {
  if (!(engine instanceof ProcessEngine)) throw new Error("another engine");
  const sql = "CREATE TABLE a (id int); SELECT pg_sleep(3); SELECT * FROM a;";
  const states: string[] = [];
  const stop = engine.onStateChange((state) => {
    states.push(state);
    if (state === "busy" && states.filter((one) => one === "busy").length === 1) {
      setImmediate(() => process.kill(engine.pid ?? 0, "SIGKILL"));
    }
  });
  const verdicts = await run(sql, "killed", 20_000);
  stop();
  expect(verdicts.at(-1)).toBe("ok");
  expect(states).toEqual(["busy", "stopped", "starting", "busy", "idle"]);
  expect(await run("SELECT 1;", "after")).toEqual(["ok"]);
});

test("an engine that is killed while idle starts again at the next run", async () => {
  if (!(engine instanceof ProcessEngine)) throw new Error("another engine");
  expect(await run("CREATE TABLE a (id int);", "idle")).toEqual(["ok"]);
  process.kill(engine.pid ?? 0, "SIGKILL");
  expect(await run("CREATE TABLE a (id int); SELECT * FROM a;", "idle")).toEqual(["ok", "ok"]);
});

test("an idle engine is stopped, and what it judged is still known", async () => {
  const short = await startEngine({ idleMs: 20 });
  const { statements } = parseScript("CREATE TABLE a (id itn);", "postgresql");
  const stopped = new Promise<void>((resolve) =>
    short.onStateChange((state) => state === "stopped" && resolve()),
  );
  const first = await short.run({ document: "d", statements });
  await stopped;
  expect((await short.run({ document: "d", statements })).verdicts).toEqual(first.verdicts);
  expect(short.state).toBe("stopped");
});

test("a process that has grown is replaced in a pause, and stands where the old one stood", async () => {
  const own = new ProcessEngine(postgres, {
    worker: join(import.meta.dirname, "../../.dbscst-dev/engine-process/engine-worker.js"),
    idleMs: 60_000,
    renewal: { pauseAbove: 0, worthwhile: -1, pauseMs: 1 },
  });
  const version = (type: string) =>
    parseScript(`CREATE TABLE a (id ${type}); CREATE VIEW v AS SELECT id FROM a;`, "postgresql").statements;
  const states: string[] = [];
  const replaced = new Promise<void>((resolve) =>
    own.onStateChange((state) => {
      states.push(state);
      if (states.filter((one) => one === "idle").length === 2) resolve();
    }),
  );
  await own.run({ document: "grown", statements: version("int") });
  const old = own.pid;
  await replaced;
  expect(states).toEqual(["starting", "busy", "idle", "stopped", "starting", "busy", "idle"]);
  expect(own.pid).not.toBe(old);
  const { verdicts } = await own.run({ document: "grown", statements: version("itn") });
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  expect(own.runs.part).toBe(1);
  await own.dispose();
});

test("an engine that is warmed is there for the first run", async () => {
  const own = await startEngine();
  if (!(own instanceof ProcessEngine)) throw new Error("another engine");
  const warm = new Promise<void>((resolve) => own.onStateChange((state) => state === "idle" && resolve()));
  own.warm();
  await warm;
  const { pid } = own;
  expect(pid).toBeDefined();
  expect(await judge(own, "SELECT 1;")).toEqual(["ok"]);
  expect(own.pid).toBe(pid);
});

test("an engine that cannot start says so calmly, and is tried again", async () => {
  const broken = await startEngine({ worker: new URL("no-such-worker.js", import.meta.url).pathname });
  const { statements } = parseScript("SELECT 1;", "postgresql");
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(broken.run({ document: "d", statements })).rejects.toMatchObject({
      name: "EngineUnavailable",
    });
    expect(broken.state).toBe("failed");
  }
});
