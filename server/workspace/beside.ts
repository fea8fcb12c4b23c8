import { madeIn, type FileBeside } from "../checker";
import type { Files } from "./files";

/** A file of this size that makes tables is a whole schema, whose first verdict must not wait for others. In bytes. */
const largest = 256 * 1024;
/** How much of a large file is looked at. In UTF-16 code units. */
const head = 64 * 1024;
/** Of what is looked at in passing; `single` is that of one file. */
const most = { files: 600, bytes: 2 * 1024 * 1024, single: 1024 * 1024 };
/** Fewer others than these tell nothing of what belongs together. */
const fewest = 3;
/** How many of the folders around a file may be of its schema. */
const levels = 4;
/** Folders with more than one project in them. */
const ofPeople = /^(?:[A-Za-z]:|\/[^/]+|\/(?:home|Users)\/[^/]+|)$/;
/** What lies in the root of a project. */
const ofRoots = [
  "package.json",
  "go.mod",
  "Cargo.toml",
  "pom.xml",
  "composer.json",
  "pyproject.toml",
  "Gemfile",
];

/** Words of paths by the database that they tell. */
const databases: readonly RegExp[] = [
  /(?<![a-z])(?:postgres(?:ql)?|pgsql|psql|pg)(?![a-z])/i,
  /(?<![a-z])(?:mysql|mariadb)(?![a-z])/i,
  /(?<![a-z])sqlite3?(?![a-z])/i,
  /(?<![a-z])(?:mssql|sqlserver|sybase)(?![a-z])/i,
  /(?<![a-z])(?:oracle|oci|db2|firebird|clickhouse|snowflake)(?![a-z])/i,
];

/**
 * What the files make that lie in a file's folder, in the folders around it and in the folders directly in those. The
 * nearest come first; a group that is more than can be looked at in passing is left out.
 */
export async function filesBeside(path: string, files: Files): Promise<readonly FileBeside[]> {
  if ((await files.size(path)) > largest) {
    const start = (await files.text(path))?.slice(0, head) ?? "";
    if (/\bcreate\s+(?:\w+\s+)?table\b/i.test(start)) return [];
  }
  const own = databaseOf(path);
  const isOfOther = (other: string) => own !== undefined && (databaseOf(other) ?? own) !== own;
  const seen = new Set([path]);
  const left = { ...most };
  const found: FileBeside[] = [];
  for (const [root, pattern] of await groupsAround(path, files)) {
    const all = (await files.matching(root, [pattern])).filter((one) => !seen.has(one) && !isOfOther(one));
    if (all.length === 0 || all.length > left.files) continue;
    const sizes = await Promise.all(all.map((one) => files.size(one)));
    const paths = all.filter((_, index) => (sizes[index] ?? 0) <= most.single);
    const bytes = sizes.reduce((sum, size) => sum + (size <= most.single ? size : 0), 0);
    if (bytes > left.bytes) continue;
    left.files -= paths.length;
    left.bytes -= bytes;
    for (const one of paths) {
      seen.add(one);
      const makes = await madeBy(one, files);
      if (makes.length > 0) found.push({ path: relative(path, one), makes });
    }
  }
  return seen.size > fewest ? found : [];
}

/** Folders and globs in them, the nearest first. */
async function groupsAround(path: string, files: Files): Promise<readonly (readonly [string, string])[]> {
  const folders: string[] = [];
  let folder = path.slice(0, path.lastIndexOf("/"));
  for (let level = 0; level <= levels; level++) {
    folders.push(folder);
    const inFolder = await files.names(folder);
    if (inFolder.some((name) => ofRoots.includes(name))) break;
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (ofPeople.test(folder)) break;
  }
  const [, ...around] = folders;
  return [
    ...folders.map((root) => [root, "*.sql"] as const),
    ...around.map((root) => [root, "*/*.sql"] as const),
  ];
}

const known = new WeakMap<Files, Map<string, Promise<readonly string[]>>>();

/** What a file makes; read once in a run. */
function madeBy(path: string, files: Files): Promise<readonly string[]> {
  const ofFiles = known.get(files) ?? new Map<string, Promise<readonly string[]>>();
  known.set(files, ofFiles);
  const made = ofFiles.get(path) ?? files.text(path).then((text) => madeIn(text ?? ""));
  ofFiles.set(path, made);
  return made;
}

function databaseOf(path: string): number | undefined {
  const index = databases.findIndex((word) => word.test(path));
  return index < 0 ? undefined : index;
}

/** `../schema/tables.sql`, from the folder of `from`. */
function relative(from: string, to: string): string {
  const [folders, target] = [from.split("/").slice(0, -1), to.split("/")];
  const same = folders.findIndex((name, index) => name !== target[index]);
  const common = same < 0 ? folders.length : same;
  return `${"../".repeat(folders.length - common)}${target.slice(common).join("/")}`;
}
