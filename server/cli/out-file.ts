import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UsageError } from "./command";
import { reason } from "./input";

/** Rejects with a `UsageError` when a file could not be made at the path, before any work is done for it. */
export async function checkWritable(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new UsageError(`--out ${path}: it is a folder.`);
  const folder = await stat(dirname(path)).catch((error: unknown) => {
    throw new UsageError(`--out ${path}: ${reason(error)}`, { cause: error });
  });
  if (!folder.isDirectory()) throw new UsageError(`--out ${path}: ${dirname(path)} is no folder.`);
}

/**
 * Writes the file whole or not at all: into a temporary file of the same folder, to the disk, then by a rename.
 * A link is followed, so that it stays one. Rejects with a `UsageError` that says why.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  // Devices and pipes, such as /dev/stdout, are no files that a rename could replace.
  const there = await stat(target).catch(() => undefined);
  const special = there !== undefined && !there.isFile();
  const file = special ? target : join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const handle = await open(file, special ? "w" : "wx", there && !special ? there.mode : 0o666);
    try {
      await handle.writeFile(text);
      if (!special) await handle.sync();
    } finally {
      await handle.close();
    }
    if (!special) await rename(file, target);
  } catch (error) {
    if (!special) await rm(file, { force: true });
    throw new UsageError(`--out ${path}: ${reason(error)} Nothing was written.`, { cause: error });
  }
}
