import { madeIn, type FileBeside } from "../checker";
import type { Files } from "./files";

/** A file of this size is a whole schema; and what lies beside it is read before the first verdict. In bytes. */
const largest = 256 * 1024;
const most = { files: 400, bytes: 1024 * 1024 };

/** Words of paths by the database that they tell. */
const databases: readonly RegExp[] = [
  /(?<![a-z])(?:postgres(?:ql)?|pgsql|psql|pg)(?![a-z])/i,
  /(?<![a-z])(?:mysql|mariadb)(?![a-z])/i,
  /(?<![a-z])sqlite3?(?![a-z])/i,
  /(?<![a-z])(?:mssql|sqlserver|sybase)(?![a-z])/i,
  /(?<![a-z])(?:oracle|oci|db2|firebird|clickhouse|snowflake)(?![a-z])/i,
];

/**
 * What the files make that lie in a file's folder, in the one around it and in the folders of that one. None where
 * these are more than can be looked at in passing: a folder of so much is no schema in parts.
 */
export async function filesBeside(path: string, files: Files): Promise<readonly FileBeside[]> {
  if ((await files.size(path)) > largest) return [];
  const folder = path.slice(0, path.lastIndexOf("/"));
  const above = folder.slice(0, folder.lastIndexOf("/"));
  const near = await read(path, folder, ["*.sql"], files);
  // The root of a disk has everything below it.
  const wide = above === "" ? [] : await read(path, above, ["*.sql", "*/*.sql"], files);
  return [...near, ...wide.filter(({ path: other }) => other.includes("/"))];
}

async function read(
  path: string,
  root: string,
  globs: readonly string[],
  files: Files,
): Promise<readonly FileBeside[]> {
  const own = databaseOf(path);
  const paths = (await files.matching(root, globs)).filter(
    (other) => other !== path && (own === undefined || (databaseOf(other) ?? own) === own),
  );
  if (paths.length > most.files) return [];
  const sizes = await Promise.all(paths.map((other) => files.size(other)));
  if (sizes.reduce((sum, size) => sum + size, 0) > most.bytes) return [];
  const texts = await Promise.all(paths.map((other) => files.text(other)));
  return paths.flatMap((other, index) => {
    const makes = madeIn(texts[index] ?? "");
    return makes.length === 0 ? [] : [{ path: relative(path, other), makes }];
  });
}

function databaseOf(path: string): number | undefined {
  const index = databases.findIndex((word) => word.test(path));
  return index < 0 ? undefined : index;
}

/** `../schema/tables.sql`, from the folder of `from`. */
function relative(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  if (to.startsWith(folder)) return to.slice(folder.length);
  const above = folder.slice(0, folder.slice(0, -1).lastIndexOf("/") + 1);
  return `../${to.slice(above.length)}`;
}
