import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { cachedDataVersionTag } from "node:v8";

/** Files of one name that are kept: those of an older version, or of another Node on the same machine. */
const kept = 4;

const hashSize = 32;

/**
 * Compiled code of this product, in a folder that belongs to the person alone, since what lies there is run. Each file
 * starts with its own SHA-256, so that one that is cut short or damaged counts as absent.
 */
export class CodeCache {
  private constructor(readonly folder: string) {}

  /** Undefined where there is no such folder and none can be made, or where others may write to it. */
  static open(chosen?: string): CodeCache | undefined {
    try {
      const folder = chosen ?? usualFolder();
      if (folder === undefined) return undefined;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (process.platform === "win32") return new CodeCache(folder);
      const { uid, mode } = statSync(folder);
      if (uid !== process.getuid?.()) return undefined;
      if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
      return new CodeCache(folder);
    } catch {
      return undefined;
    }
  }

  /** The path of what was compiled from `source`, by this version of V8, with its flags and for this processor. */
  path(name: string, source: Uint8Array): string {
    const key = createHash("sha256")
      .update(source)
      .update(`${process.versions.v8} ${process.platform} ${process.arch} ${cachedDataVersionTag()}`)
      .digest("hex");
    return join(this.folder, `${name}-${key.slice(0, 32)}`);
  }

  has(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  }

  read(path: string): Buffer | undefined {
    if (!this.has(path)) return undefined;
    try {
      const bytes = readFileSync(path);
      const content = bytes.subarray(hashSize);
      return hashOf(content).equals(bytes.subarray(0, hashSize)) ? content : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whole or not at all. Throws when the disk refuses. */
  write(path: string, content: Uint8Array): void {
    const draft = `${path}.${randomUUID()}.draft`;
    try {
      writeFileSync(draft, Buffer.concat([hashOf(content), content]), { mode: 0o600 });
      renameSync(draft, path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    this.#prune(path);
  }

  #prune(path: string): void {
    const stem = path.slice(this.folder.length + 1).replace(/-[0-9a-f]{32}$/, "");
    const files = readdirSync(this.folder)
      .filter((file) => file.replace(/-[0-9a-f]{32}(?:\..*)?$/, "") === stem)
      .map((file) => join(this.folder, file))
      .map((file) => ({ file, at: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
      .sort((a, b) => b.at - a.at);
    for (const { file } of files.slice(kept)) rmSync(file, { force: true });
  }
}

function hashOf(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}

/**
 * Where programs keep what can be made again. Undefined where Node's own switch says that nothing shall be kept. Throws
 * where the person has no home.
 */
function usualFolder(): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE === "1") return undefined;
  const home = homedir();
  let base = XDG_CACHE_HOME ?? join(home, ".cache");
  if (process.platform === "darwin") base = join(home, "Library", "Caches");
  if (process.platform === "win32") base = LOCALAPPDATA ?? join(home, "AppData", "Local");
  return join(base, "dbscst", "compiled");
}
