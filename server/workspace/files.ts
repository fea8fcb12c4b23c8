import { readdir, readFile, stat } from "node:fs/promises";
import { sep } from "node:path";
import { glob } from "tinyglobby";

/** What is asked of the disk. Paths are absolute, with `/`; what cannot be read is not there. */
export interface Files {
  /** The names of the files in a folder, and `<folder>/<name>` of those in numbered folders below it. */
  names(folder: string): Promise<readonly string[]>;
  text(path: string): Promise<string | undefined>;
  /** In bytes; nothing for what is not there. */
  size(path: string): Promise<number>;
  /** The paths that the globs match, in the order of the globs, sorted within each. */
  matching(root: string, globs: readonly string[]): Promise<readonly string[]>;
}

/** The disk as it is now: what has been read is not read again, so it serves one run or one look. */
export function diskFiles(): Files {
  const names = remembered(listNames);
  const text = remembered(readText);
  const matched = remembered(async (key: string) => {
    const [root = "", ...globs] = key.split("\n");
    const lists: string[][] = [];
    for (const pattern of globs) {
      const found = await glob(pattern, { cwd: root, absolute: true, ignore: ["**/node_modules/**"] });
      lists.push(found.map(withSlashes).sort());
    }
    return [...new Set(lists.flat())];
  });
  const size = remembered(async (path: string) => (await stat(path).catch(() => undefined))?.size ?? 0);
  return { names, text, size, matching: (root, globs) => matched([root, ...globs].join("\n")) };
}

export function withSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

function remembered<T>(look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? look(key);
    known.set(key, found);
    return found;
  };
}

async function listNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder === "" ? "/" : folder, { withFileTypes: true }).catch(() => []);
  const lists = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isDirectory()) return [entry.name];
      if (!/^\d/.test(entry.name)) return [];
      const below = await readdir(`${folder}/${entry.name}`).catch(() => []);
      return below.map((name) => `${entry.name}/${name}`);
    }),
  );
  return lists.flat();
}

/** As an editor would show it: without a byte order mark. */
async function readText(path: string): Promise<string | undefined> {
  // A pipe would have whoever reads it wait for its writer.
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false;
  const bytes = isFile ? await readFile(path).catch(() => undefined) : undefined;
  if (!bytes) return undefined;
  return new TextDecoder(wideEncoding(bytes) ?? "utf-8").decode(bytes);
}

/** UTF-16, where a byte order mark says so; that of UTF-32 begins like one. */
export function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0xff || second !== 0xfe || (third === 0 && fourth === 0)) return undefined;
  return "utf-16le";
}
