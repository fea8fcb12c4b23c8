import { randomUUID } from "node:crypto";
import { link, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

// Two processes on one directory of the embedded database destroy it without a word, and its own
// `postmaster.pid` does not prevent that. So the directory is held by a file of ours that names the process by
// its id, its start time and the machine's boot: no later process with the same id is mistaken for it.
// There is no heartbeat, since a busy event loop would look dead.

export interface DirectoryLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
  readonly token: string;
}

/** Another live process holds the directory. */
class DirectoryHeld extends Error {
  override readonly name = "DirectoryHeld";
}

/** Holds a directory for this process. Rejects with `DirectoryHeld`, which says who holds it. */
export async function holdDirectory(directory: string): Promise<DirectoryLock> {
  const file = join(directory, "dbscst.lock");
  const me: Holder = {
    pid: process.pid,
    started: startOf(process.pid) ?? "",
    boot: bootId(),
    token: randomUUID(),
  };
  const mine = join(directory, `dbscst.lock.${me.token}`);
  await writeFile(mine, JSON.stringify(me), { flag: "wx", mode: 0o600 });
  try {
    for (let tries = 0; tries < 20; tries++) {
      try {
        // link(2) makes the whole file appear at once, or fails when there is one.
        await link(mine, file);
        return { release: async () => release(file, me) };
      } catch (error) {
        if (!isCode(error, "EEXIST")) throw error;
      }
      const holder = await read(file);
      if (holder === undefined) continue;
      if (isAlive(holder)) {
        throw new DirectoryHeld(
          `The data directory ${directory} is in use by process ${holder.pid}: stop that one first, or set DATA_DIR to another directory`,
        );
      }
      await removeStale(file, mine, holder);
    }
    throw new DirectoryHeld(`The data directory ${directory} is being taken by other processes: try again`);
  } finally {
    await rm(mine, { force: true });
  }
}

/**
 * Takes the file of a dead process away. Whoever does so holds a second file, named after the dead one, so that
 * no file but this very one can be removed: not one that a third process has put in its place meanwhile.
 */
async function removeStale(file: string, mine: string, seen: Holder): Promise<void> {
  const breaker = `${file}.break-${seen.token}`;
  try {
    await link(mine, breaker);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    const other = await read(breaker);
    if (other !== undefined && !isAlive(other)) await rm(breaker, { force: true });
    else await setTimeout(20);
    return;
  }
  const now = await read(file);
  if (now?.token === seen.token) await unlink(file);
  await rm(breaker, { force: true });
}

async function release(file: string, me: Holder): Promise<void> {
  const holder = await read(file);
  if (holder?.token === me.token) await unlink(file).catch(() => undefined);
}

async function read(file: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, "utf8")) as Partial<Holder>;
    const { pid, started, boot, token } = holder;
    if (pid === undefined || started === undefined || boot === undefined || token === undefined) {
      return { pid: 0, started: "", boot: "", token: "" };
    }
    return { pid, started, boot, token };
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    // The file appears whole, so one that cannot be read is not from us or the disk was full.
    return { pid: 0, started: "", boot: "", token: "" };
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === 0) return false;
  if (holder.boot !== bootId()) return false;
  const started = startOf(holder.pid);
  if (started !== undefined && holder.started !== "") return started === holder.started;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    // It exists and belongs to somebody else.
    return isCode(error, "EPERM");
  }
}

/** When the process started, in the kernel's ticks; undefined where /proc is missing or has no such process. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; field 22 of proc(5) is the 20th after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
