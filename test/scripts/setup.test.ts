import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkNode } from "../../scripts/bootstrap.mjs";
import { exclusively } from "../../scripts/setup/lock.mjs";
import { run } from "../../scripts/setup/processes.mjs";

describe("the version of Node", () => {
  test.each(["20.20.0", "20.21.3", "22.0.0", "24.21.0"])("%s is taken", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  test.each(["18.20.4", "20.19.9"])("%s is refused with what to do", (version) => {
    expect(() => checkNode(version)).toThrow(
      new RegExp(`^dbscst needs Node 20\\.20 or newer, and this is Node ${version} .*nodejs\\.org`),
    );
  });
});

describe("one at a time", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "dbscst-lock-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("work under one lock never overlaps, and the lock is given back", async () => {
    const lock = path.join(folder, "lock");
    const events: string[] = [];
    const work = (name: string) =>
      exclusively(lock, "at it", async () => {
        events.push(`${name} in`);
        await readFile(import.meta.filename);
        events.push(`${name} out`);
      });
    await Promise.all([work("a"), work("b")]);
    expect(events).toEqual([
      events[0],
      events[0]?.replace("in", "out"),
      events[2],
      events[2]?.replace("in", "out"),
    ]);
    expect(existsSync(lock)).toBe(false);
  });

  test("a lock whose owner was killed is taken over", async () => {
    const lock = path.join(folder, "lock");
    const gone = await run(process.execPath, ["-e", "console.log(process.pid)"]);
    await mkdir(lock);
    await writeFile(path.join(lock, "pid"), gone.stdout.trim());
    await expect(exclusively(lock, "at it", () => Promise.resolve("done"))).resolves.toBe("done");
  });
});

test("a program that does not exist is an outcome, not a crash", async () => {
  expect(await run("/nonexistent/program", [])).toMatchObject({ code: 127 });
});
