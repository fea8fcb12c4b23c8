import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** The directory of the data cannot be used; `message` says which and what to do. */
class DirectoryError extends Error {
  override readonly name = "DirectoryError";
}

/** Makes a directory for the data, and those above it. Rejects with one line that says what to set when it cannot. */
export async function makeDataDirectory(path: string): Promise<void> {
  try {
    await makeDirectory(path);
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new DirectoryError(
      `the data cannot be kept in ${resolve(path)}${code}: set DATA_DIR to a directory that this user may make and write`,
    );
  }
}

/**
 * Makes a directory and those above it, one by one. `mkdir` of Node 20 with `recursive` never ends where a directory
 * cannot be made and the one above it is there, as under /proc.
 */
export async function makeDirectory(path: string): Promise<void> {
  const missing: string[] = [];
  for (let at = resolve(path); !(await isDirectory(at)); at = dirname(at)) missing.push(at);
  for (const one of missing.reverse()) {
    await mkdir(one, { mode: 0o700 }).catch(async (error: unknown) => {
      // Another process may have made it meanwhile.
      if (!(await isDirectory(one))) throw error;
    });
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
