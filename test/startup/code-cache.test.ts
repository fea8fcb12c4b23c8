import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { CodeCache } from "../../server/startup/code-cache";

const folder = mkdtempSync(join(tmpdir(), "dbscst-code-"));
afterEach(() => readdirSync(folder).forEach((file) => rmSync(join(folder, file))));

const source = (text: string) => new TextEncoder().encode(text);

function open(): CodeCache {
  const cache = CodeCache.open(folder);
  if (!cache) throw new Error("no cache");
  return cache;
}

test("gives back what was kept, and nothing for another source", () => {
  const cache = open();
  const path = cache.path("a.js", source("one"));
  expect(cache.read(path)).toBeUndefined();
  cache.write(path, source("code"));
  expect(cache.read(path)?.toString()).toBe("code");
  expect(cache.path("a.js", source("two"))).not.toBe(path);
});

test("what is cut short, empty or changed by a bit counts as absent", () => {
  const cache = open();
  const path = cache.path("a.js", source("one"));
  cache.write(path, source("code that is to be run"));
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, -1));
  expect(cache.read(path)).toBeUndefined();
  writeFileSync(path, "");
  expect(cache.read(path)).toBeUndefined();
  whole[40] = (whole[40] ?? 0) ^ 1;
  writeFileSync(path, whole);
  expect(cache.read(path)).toBeUndefined();
});

test("keeps the four newest files of a name, and leaves others", () => {
  const cache = open();
  cache.write(cache.path("b.js", source("other")), source("b"));
  for (let version = 0; version < 6; version++) {
    const path = cache.path("a.js", source(String(version)));
    cache.write(path, source(`code ${version}`));
    utimesSync(path, version, version);
  }
  cache.write(cache.path("a.js", source("last")), source("last"));
  expect(readdirSync(folder).filter((file) => file.startsWith("a.js"))).toHaveLength(4);
  expect(cache.read(cache.path("a.js", source("last")))?.toString()).toBe("last");
  expect(cache.read(cache.path("a.js", source("0")))).toBeUndefined();
  expect(cache.read(cache.path("b.js", source("other")))?.toString()).toBe("b");
});

test.skipIf(process.platform === "win32")("a folder that others could write to is closed to them", () => {
  chmodSync(folder, 0o777);
  open();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("where no folder can be made there is no cache", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(CodeCache.open(join(file, "below"))).toBeUndefined();
});
