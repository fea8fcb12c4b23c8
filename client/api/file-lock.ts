import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

const patience = 30_000;
/** Who holds it says so this often. */
const beatMs = 1_000;

/** While the work is done. */
export interface HeldLock {
  /** Whether no other window has taken it, as one may from a window that slept: asked before anything is overwritten. */
  isHeld(): Promise<boolean>;
}

/**
 * Does the work while no other window does its own under the same file. A window that died holding it is found out by
 * its process id, or by its silence, whoever has that id by now. Rejects when it waited for half a minute.
 */
export async function withFileLock<T>(
  file: string,
  work: (lock: HeldLock) => Promise<T>,
  silenceMs = 6_000,
): Promise<T> {
  const mark = `${process.pid} ${randomUUID()}`;
  await hold(file, mark, silenceMs);
  const isHeld = async () => (await readFile(file, "utf8").catch(() => "")) === mark;
  const beat = async () => {
    const now = new Date();
    if (await isHeld()) await utimes(file, now, now);
  };
  const beating = setInterval(() => void beat().catch(() => undefined), beatMs);
  try {
    return await work({ isHeld });
  } finally {
    clearInterval(beating);
    if (await isHeld()) await rm(file, { force: true });
  }
}

async function hold(file: string, own: string, silenceMs: number): Promise<void> {
  const until = Date.now() + patience;
  let heard = { mark: "", at: performance.now() };
  while (Date.now() < until) {
    try {
      const handle = await open(file, "wx", 0o600);
      await handle.writeFile(own);
      await handle.close();
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = await readFile(file, "utf8").catch(() => "");
    // By the time that passes here, since clocks of file systems differ and computers sleep.
    const mark = `${holder} ${await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )}`;
    if (mark !== heard.mark) heard = { mark, at: performance.now() };
    const isSilent = performance.now() - heard.at > silenceMs;
    const pid = /^\d+/.exec(holder)?.[0];
    if (isSilent || (pid !== undefined && !isAlive(Number(pid)))) await removeStale(file, holder);
    else await setTimeout(40);
  }
  throw new Error(`${file} is held by another window: close it, or remove the file`);
}

/** Takes the file away under another name first, and puts it back if it was a living window's after all. */
async function removeStale(file: string, holder: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readFile(aside, "utf8").catch(() => holder);
  if (taken === holder) await rm(aside, { force: true });
  else await rename(aside, file).catch(() => undefined);
}

/** Whether there is a process with this id, ours or not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
