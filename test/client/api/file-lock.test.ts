import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withFileLock } from "../../../client/api/file-lock";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "dbscst-lock-"));
  file = path.join(folder, "lock");
});
afterEach(() => rm(folder, { recursive: true }));

it("lets one work after the other", async () => {
  const order: string[] = [];
  const work = (name: string) =>
    withFileLock(file, async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    });
  await Promise.all([work("a"), work("b")]);
  expect(order.map((line) => line.split(" ")[1])).toEqual(["begins", "ends", "begins", "ends"]);
  expect(await readdir(folder)).toEqual([]);
});

it.each([
  ["whose process id another program has by now", String(process.pid)],
  ["that was cut off before it had written its process id", ""],
])("takes the lock of a window %s", async (_name, holder) => {
  await writeFile(file, holder);
  expect(await withFileLock(file, () => Promise.resolve("done"), 200)).toBe("done");
  expect(await readdir(folder)).toEqual([]);
});

it("leaves it to a window that says that it still works", async () => {
  let isOver = false;
  const slow = withFileLock(file, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const seen = await withFileLock(file, () => Promise.resolve(isOver), 1_300);
  expect(seen).toBe(true);
  await slow;
});

it("tells a window that slept that another has the lock, and leaves it to that one", async () => {
  const held = await withFileLock(file, async (lock) => {
    const before = await lock.isHeld();
    await writeFile(file, "1 another");
    return [before, await lock.isHeld()];
  });
  expect(held).toEqual([true, false]);
  expect(await readFile(file, "utf8")).toBe("1 another");
});
