// What dist/ is built from, and which content of it the build that is there was made of.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./paths.mjs";

const stamp = path.join(root, "dist/.sources");

/** What ends up in dist/, as files and folders of the clone. */
const sources = ["client", "server", "esbuild.mjs", "tsconfig.json", "package-lock.json"];

async function filesOf(source) {
  const at = path.join(root, source);
  if (!existsSync(at)) return [];
  if (!(await stat(at)).isDirectory()) return [at];
  const entries = await readdir(at, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** What the build itself is made of, beside esbuild.mjs. */
async function buildScripts() {
  const names = await readdir(path.join(root, "scripts"));
  return names.filter((name) => name.startsWith("build-")).map((name) => `scripts/${name}`);
}

/** Tells one content of the sources from another. */
export async function sourcesHash() {
  const files = (await Promise.all([...sources, ...(await buildScripts())].map(filesOf))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(path.relative(root, file)).update("\0");
    hash.update(await readFile(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Of the sources that dist/ was built from, as far as it says. */
export async function builtFrom() {
  return readFile(stamp, "utf8").catch(() => undefined);
}

/** Says what dist/ was built from; without a hash that it is not known. */
export async function sayBuiltFrom(hash) {
  await (hash === undefined ? rm(stamp, { force: true }) : writeFile(stamp, hash));
}
