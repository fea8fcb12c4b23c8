import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { builtFrom, sourcesHash } from "../../scripts/setup/sources.mjs";
import { LspClient } from "./lsp-client";

const dist = join(import.meta.dirname, "..", "..", "dist");
const cache = mkdtempSync(join(tmpdir(), "dbscst-compiled-"));
const env = { XDG_CACHE_HOME: cache };
const folder = join(cache, "dbscst", "compiled");
const clients: LspClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.process.kill("SIGKILL");
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** What a server says of a schema with a fault, when it starts with what lies in the cache. */
async function verdict(): Promise<string[]> {
  const client = await LspClient.start({ env });
  clients.push(client);
  const uri = "file:///schema.sql";
  await client.open(
    uri,
    "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (a_id bigint REFERENCES c);\n",
  );
  const { engine } = await client.whenChecked(uri, 1);
  const problems = client.published.at(-1)?.diagnostics ?? [];
  return [engine, ...problems.filter(({ severity }) => severity === 1).map(({ code }) => String(code))];
}

function compileAhead(): void {
  execFileSync(process.execPath, [join(dist, "compile-ahead.js"), join(dist, "libpg-query.wasm")], {
    env: { ...process.env, ...env },
  });
}

test("code that was compiled ahead is taken up, and what is wrong with it is never noticed", async () => {
  compileAhead();
  const [file = ""] = readdirSync(folder);
  expect(file).toMatch(/^libpg-query\.wasm-[0-9a-f]{32}$/);
  const path = join(folder, file);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const proof = [join(dist, "compile-ahead.js"), "--proof", path, join(dist, "libpg-query.wasm")];
  const isTakenUp = () =>
    spawnSync(process.execPath, proof, { env: { ...process.env, ...env } }).status === 0;
  expect(isTakenUp()).toBe(true);
  const usual = await verdict();
  expect(usual).toEqual(["ran", "42P01"]);

  // Cut short, as after a full disk.
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length / 2));
  expect(isTakenUp()).toBe(false);
  expect(await verdict()).toEqual(usual);

  // Whole, but of another version of V8, which says so in its head.
  const other = Buffer.from(whole.subarray(32));
  other.writeUInt32LE(other.readUInt32LE(4) ^ 1, 4);
  writeFileSync(path, Buffer.concat([createHash("sha256").update(other).digest(), other]));
  expect(isTakenUp()).toBe(false);
  expect(await verdict()).toEqual(usual);
});

test("what is built says of which sources, so that nothing builds it again", async () => {
  expect(await builtFrom()).toBe(await sourcesHash());
});
