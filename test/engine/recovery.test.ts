import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { postgres } from "../../server/engine/postgres/kind";
import { ProcessEngine } from "../../server/engine/process-engine";
import { parseScript } from "../../server/sql";
import { eventually } from "../eventually";
import { describe as tell, judge, startEngine } from "./engine-fixture";

const engine = await startEngine();

async function run(sql: string, document: string, statementTimeoutMs = 2000): Promise<string[]> {
  const { statements } = parseScript(sql, "postgresql");
  const { verdicts } = await engine.run({ document, statements }, { statementTimeoutMs });
  return verdicts.map((verdict, index) => tell(verdict, statements[index]?.text ?? ""));
}

/** Kills the process of an idle engine and waits until it is gone. */
async function killed({ pid = 0 }: ProcessEngine): Promise<void> {
  process.kill(pid, "SIGKILL");
  await eventually(() => expect(() => process.kill(pid, 0)).toThrow());
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

test("a statement that was ended is run again when what it stands on has changed, and then only", async () => {
  const text = (body: string, more: string) =>
    `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN 1; END $$; SELECT f(); ${more}`;
  expect(await run(text("LOOP END LOOP;", "SELECT 1;"), "mended", 1000)).toEqual(["ok", "?timeout", "ok"]);
  const started = performance.now();
  expect(await run(text("LOOP END LOOP;", "SELECT 2;"), "mended", 60_000)).toEqual(["ok", "?timeout", "ok"]);
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(await run(text("NULL;", "SELECT 2;"), "mended", 20_000)).toEqual(["ok", "ok", "ok"]);
});

test("a statement that was ended is run once more in a new process", async () => {
  if (!(engine instanceof ProcessEngine)) throw new Error("another engine");
  expect(await run("SELECT pg_sleep(2); SELECT 1;", "slow", 500)).toEqual(["?timeout", "ok"]);
  await killed(engine);
  expect(await run("SELECT pg_sleep(2); SELECT 2;", "slow", 20_000)).toEqual(["ok", "ok"]);
});

test("behind many endless loops nothing is run, which is told apart from running too long", async () => {
  const sql = `${Array.from({ length: 6 }, (_, n) => loop.replace("NULL", `PERFORM ${n}`)).join(" ")} SELECT 1; \\echo x\n`;
  const overran = Array.from({ length: 5 }, () => "?timeout");
  expect(await run(sql, "loops", 300)).toEqual([...overran, "?unrun", "?unrun", "?client"]);
}, 30_000);

test("a setting that ends the session at an error does not end the sandbox", async () => {
  const sql = "SET exit_on_error = on; SELECT 1/0; CREATE TABLE a (id itn); SELECT 1;";
  expect(await run(sql, "exit")).toEqual(["ok", "22012 SELECT", "42704 itn", "ok"]);
});

test("sleeping is ended too", async () => {
  expect(await run("SELECT pg_sleep(600); SELECT 1;", "sleep")).toEqual(["?timeout", "ok"]);
});

test("an extension may take longer than another statement", async () => {
  const warmUp = parseScript("SELECT 1;", "postgresql").statements;
  const { statements } = parseScript("CREATE EXTENSION isn;", "postgresql");
  const [first, again] = [await startEngine(), await startEngine()];
  for (const one of [first, again]) await one.run({ document: "before", statements: warmUp });
  const { ms } = await first.run({ document: "d", statements });
  const { verdicts } = await again.run({ document: "d", statements }, { statementTimeoutMs: ms / 2 });
  expect(verdicts).toEqual([{ outcome: "accepted" }]);
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

test("an engine that is killed twice, and one that is killed while it starts, judge all the same", async () => {
  if (!(engine instanceof ProcessEngine)) throw new Error("another engine");
  let kills = 0;
  const stop = engine.onStateChange((state) => {
    const isDue = kills === 0 ? state === "starting" : state === "busy";
    if (isDue && kills < 3) {
      kills++;
      setTimeout(() => process.kill(engine.pid ?? 0, "SIGKILL"), kills === 1 ? 0 : 400 * kills);
    }
  });
  await killed(engine);
  const sql = "CREATE TABLE a (id int); SELECT pg_sleep(1); SELECT pg_sleep(1); SELECT * FROM a;";
  expect(await run(sql, "killed twice", 20_000)).toEqual(["ok", "ok", "ok", "ok"]);
  stop();
  expect(kills).toBe(3);
}, 60_000);

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

test("a process that has grown too far is ended, and the next change runs only what it needs", async () => {
  const own = new ProcessEngine(postgres, {
    worker: join(import.meta.dirname, "../../.dbscst-dev/engine-process/engine-worker.js"),
    idleMs: 60_000,
    renewal: { stopAbove: 0, worthWaiting: -1 },
  });
  const version = (type: string) =>
    parseScript(`CREATE TABLE a (id ${type}); CREATE VIEW v AS SELECT id FROM a;`, "postgresql").statements;
  await own.run({ document: "grown", statements: version("int") });
  expect(own.state).toBe("stopped");
  const { verdicts } = await own.run({ document: "grown", statements: version("itn") });
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  expect(own.runs).toEqual({ part: 1, whole: 1 });
  await own.dispose();
});

describe("an engine that has begun with the first statements", () => {
  const sql = "CREATE TABLE a (id int); CREATE TABLE b (id itn); SELECT * FROM a; SELECT * FROM c;";
  const expected = ["ok", "42704 itn", "ok", "42P01 c"];

  async function begun(text: string, statementTimeoutMs?: number): Promise<string[]> {
    const own = await startEngine();
    if (!(own instanceof ProcessEngine)) throw new Error("another engine");
    const { statements } = parseScript(text, "postgresql");
    own.begin({ document: "d", statements: statements.slice(0, 3) });
    const options = statementTimeoutMs === undefined ? {} : { statementTimeoutMs };
    const { verdicts } = await own.run({ document: "d", statements }, options);
    await own.dispose();
    return verdicts.map((verdict, index) => tell(verdict, statements[index]?.text ?? ""));
  }

  test("judges as one that has not, whenever the run comes", async () => {
    expect(await begun(sql)).toEqual(expected);
    const own = await startEngine();
    const { statements } = parseScript(sql, "postgresql");
    const idle = new Promise<void>((resolve) => own.onStateChange((state) => state === "idle" && resolve()));
    own.begin({ document: "d", statements: statements.slice(0, 3) });
    await idle;
    const { pid } = own as ProcessEngine;
    const { verdicts } = await own.run({ document: "d", statements });
    expect(verdicts.map((verdict, index) => tell(verdict, statements[index]?.text ?? ""))).toEqual(expected);
    expect((own as ProcessEngine).pid).toBe(pid);
    await own.dispose();
  });

  test("starts before it is told what to begin with", async () => {
    const own = await startEngine({ idleMs: 60_000 });
    if (!(own instanceof ProcessEngine)) throw new Error("another engine");
    const states: string[] = [];
    own.onStateChange((state) => states.push(state));
    own.start();
    const { pid } = own;
    expect(pid).toBeDefined();
    const { statements } = parseScript(sql, "postgresql");
    own.begin({ document: "d", statements: statements.slice(0, 3) });
    const { verdicts } = await own.run({ document: "d", statements });
    expect(verdicts.map((verdict, index) => tell(verdict, statements[index]?.text ?? ""))).toEqual(expected);
    expect(own.pid).toBe(pid);
    expect(states).toEqual(["starting", "busy", "idle"]);
    await own.dispose();
  });

  test("is idle once it is up, and ends where nobody comes", async () => {
    const own = await startEngine({ idleMs: 20 });
    const states: string[] = [];
    const stopped = new Promise<void>((resolve) => {
      own.onStateChange((state) => {
        states.push(state);
        if (state === "stopped") resolve();
      });
    });
    own.start();
    await stopped;
    expect(states).toEqual(["starting", "idle", "stopped"]);
  });

  test("is used for another document all the same", async () => {
    const own = await startEngine();
    own.begin({
      document: "d",
      statements: parseScript("CREATE TABLE a (id int);", "postgresql").statements,
    });
    expect(await judge(own, "SELECT * FROM a;")).toEqual(["42P01 a"]);
    await own.dispose();
  });

  test("gets past an endless loop", async () => {
    expect(await begun(`CREATE TABLE a (id int); ${loop} SELECT * FROM a; SELECT 1;`, 2000)).toEqual([
      "ok",
      "?timeout",
      "ok",
      "ok",
    ]);
  });

  test("keeps quiet where there is none, and the run tells why", async () => {
    const own = await startEngine({ worker: new URL("no-such-worker.js", import.meta.url).pathname });
    const { statements } = parseScript("SELECT 1;", "postgresql");
    own.begin({ document: "d", statements });
    await expect(own.run({ document: "d", statements })).rejects.toMatchObject({ name: "EngineUnavailable" });
    await own.dispose();
  });
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
