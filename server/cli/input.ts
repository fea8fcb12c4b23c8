import { access, constants, readdir, realpath, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { glob } from "tinyglobby";
import { wideEncoding } from "../workspace";
import { UsageError, type Terminal } from "./command";
import { readBytes } from "./read-bytes";

/** One text to check. */
export interface Input {
  /** As people know it: the path as they gave it, or `<stdin>`. */
  readonly name: string;
  /** Identifies the document to the checker. */
  readonly path: string;
  /** Rejects with a `UsageError` where it cannot be read as text. */
  read(): Promise<string>;
}

/** The name of what is read from stdin. */
const stdinName = "<stdin>";

/** Where nobody keeps schemas of their own. */
const ignored = ["**/node_modules/**", "**/.git/**"];

export interface Inputs {
  /** Sorted by name, each file once. */
  readonly inputs: readonly Input[];
  /** One line for each argument that gave nothing. */
  readonly failures: readonly string[];
}

/** Resolves files, folders (every `*.sql` below), globs and `-` (stdin). */
export async function resolveInputs(args: readonly string[], terminal: Terminal): Promise<Inputs> {
  const found = new Map<string, Input>();
  const failures: string[] = [];
  for (const arg of args) {
    if (arg === "-") {
      found.set(stdinName, {
        name: stdinName,
        path: resolve("stdin.sql"),
        read: async () => decode(await terminal.read(), "The standard input"),
      });
      continue;
    }
    const files = await filesOf(arg, failures);
    for (const file of files) found.set(resolve(file), fileInput(file, terminal));
  }
  const inputs = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { inputs, failures };
}

/** The files that an argument stands for; `failures` gets a line for each part of it that gives none. */
async function filesOf(arg: string, failures: string[]): Promise<readonly string[]> {
  const kind = await stat(arg).catch((error: unknown) => error);
  if (kind instanceof Error) {
    if (!/[*?[\]{}()!]/.test(arg)) {
      failures.push(`${arg}: ${reason(kind)}`);
      return [];
    }
    const files = await glob(slashes(arg), { ignore: ignored, onlyFiles: true, expandDirectories: false });
    if (files.length === 0) failures.push(`${arg}: no file matches.`);
    return files;
  }
  if (!(await stat(arg)).isDirectory()) return [arg];
  const unread = await readdir(arg).catch((error: unknown) => error);
  if (unread instanceof Error) {
    failures.push(`${arg}: ${reason(unread)}`);
    return [];
  }
  const below = { cwd: arg, ignore: ignored, caseSensitiveMatch: false, dot: false };
  const files = await glob("**/*.sql", { ...below, onlyFiles: true });
  for (const folder of await glob("**/", { ...below, onlyDirectories: true })) {
    const path = join(arg, folder).replace(/[/\\]+$/, "");
    const closed = await access(path, constants.R_OK | constants.X_OK).catch((error: unknown) => error);
    if (closed) failures.push(`${path}: ${reason(closed)}`);
  }
  if (files.length === 0 && failures.length === 0) failures.push(`${arg}: the folder holds no .sql file.`);
  return onceEach(files.map((file) => join(arg, file)));
}

/** Links may lead to one file in several ways; it goes by its shortest path. */
async function onceEach(files: readonly string[]): Promise<string[]> {
  const byPlace = new Map<string, string>();
  for (const file of [...files].sort((a, b) => a.length - b.length)) {
    const place = await realpath(file).catch(() => file);
    if (!byPlace.has(place)) byPlace.set(place, file);
  }
  return [...byPlace.values()];
}

function fileInput(file: string, terminal: Terminal): Input {
  const path = resolve(file);
  return {
    name: slashes(file.startsWith("..") ? relative(process.cwd(), path) : file),
    path,
    async read() {
      const bytes = await readBytes(path, terminal).catch((error: unknown) => {
        if (error instanceof UsageError || terminal.signal.aborted) throw error;
        throw new UsageError(`${file}: ${reason(error)}`, { cause: error });
      });
      return decode(bytes, basename(file) === file ? `'${file}'` : file);
    },
  };
}

/** The bytes as text, without a byte order mark, as an editor would show it. */
export function decode(bytes: Buffer, name: string): string {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  if (bytes.subarray(0, 8192).includes(0)) throw new UsageError(`${name} is binary data, not SQL text.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8 text. Save it as UTF-8 and check it again.`);
  }
}

/** What went wrong with a file, in words for people. */
export function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "no such file or folder.";
    case "EACCES":
    case "EPERM":
      return "permission denied.";
    case "EISDIR":
      return "it is a folder.";
    case "ENOTDIR":
      return "a part of its path is a file, not a folder.";
    case "ENOSPC":
      return "the disk is full.";
    case "EDQUOT":
      return "the disk quota is used up.";
    case "EFBIG":
      return "it would be larger than the limit that is set for files.";
    case "EROFS":
      return "the disk is read-only.";
    case "ENAMETOOLONG":
      return "the name is too long.";
    case "ERR_FS_FILE_TOO_LARGE":
      return "it is larger than 2 GB.";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function slashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
