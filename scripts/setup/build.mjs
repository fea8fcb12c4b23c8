// dist/: built when the content of a source differs from what it was built from.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Expected, step } from "./say.mjs";

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

async function sourcesHash() {
  const files = (await Promise.all([...sources, ...(await buildScripts())].map(filesOf))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(path.relative(root, file)).update("\0");
    hash.update(await readFile(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Builds dist/ when it is not what the sources say. A build made by hand (`npm run build`) carries no stamp and is redone. */
export async function ensureBuild() {
  const hash = await sourcesHash();
  if ((await readFile(stamp, "utf8").catch(() => "")) === hash) return;
  await step("building dist/", async () => {
    const { code, output } = await run(process.execPath, ["esbuild.mjs"], { cwd: root });
    if (code !== 0) throw new Expected(`the build failed:\n${output.trim()}`);
    await mkdir(path.dirname(stamp), { recursive: true });
    await writeFile(stamp, hash);
  });
}
