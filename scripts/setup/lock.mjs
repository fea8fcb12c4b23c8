// One at a time: two sessions that set up the same thing wait for each other.
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { say } from "./say.mjs";

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** A lock whose owner ended without giving it back; one without a name in it after ten seconds never had an owner. */
async function abandoned(folder, owner) {
  const pid = Number(await readFile(owner, "utf8").catch(() => "0"));
  if (pid > 0) return !alive(pid);
  const made = await stat(folder).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > 10_000;
}

/** True when this process now owns the lock; a lock whose owner is gone is taken over. */
async function take(folder) {
  await mkdir(path.dirname(folder), { recursive: true });
  const owner = path.join(folder, "pid");
  try {
    await mkdir(folder);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!(await abandoned(folder, owner))) return false;
    await rm(folder, { recursive: true, force: true });
    return take(folder);
  }
  await writeFile(owner, String(process.pid));
  return true;
}

/**
 * Runs `work` while no other process runs work under the same folder name.
 *
 * @template T
 * @param {string} folder the lock itself: made, and removed at the end
 * @param {string} what said once when another process is at it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(folder, what, work) {
  let said = false;
  while (!(await take(folder))) {
    if (!said) say(`waiting for another process that is ${what} (lock: ${folder})`);
    said = true;
    await delay(500);
  }
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
