import type { Files } from "./files";
import { isRepeatable, migrationsRoot, orderMigrations, placeIn } from "./migrations";
import { sqitchPlace } from "./sqitch";
import { isOfSupabase } from "./supabase";

/** Folder of what undoes migrations, where a tool would run any file beside them. */
const apart = "down";

/**
 * The file that undoes a migration, or shall, as the tool of its folder names it; undefined for what is no migration.
 * Paths are absolute, with `/`.
 */
export async function downPathOf(path: string, files: Files): Promise<string | undefined> {
  const deployed = await sqitchPlace(path, files);
  if (deployed)
    return path.includes("/deploy/") ? path.replace(/\/deploy\/(?!.*\/deploy\/)/, "/revert/") : undefined;
  const root = migrationsRoot(path);
  const names = await files.names(root);
  const order = orderMigrations(root, names);
  const own = path.slice(root.length + 1);
  if (!order?.up.includes(own) || isRepeatable(own)) return undefined;
  const name = downName(own, [...order.apart.keys()]);
  return isOfSupabase(path) ? `${root}/${apart}/${own}` : `${root}/${name}`;
}

function downName(own: string, undoing: readonly string[]): string {
  // Diesel, Prisma.
  if (own.includes("/")) return own.replace(/[^/]+$/, "down.sql");
  if (/^V\d[\d._]*__/.test(own)) return own.replace(/^V/, "U");
  const [, separator, word] = /([._-])(up|do)\.sql$/i.exec(own) ?? [];
  if (separator !== undefined && word !== undefined) {
    const reverse = word.toLowerCase() === "up" ? "down" : "undo";
    return own.replace(/[._-](?:up|do)\.sql$/i, `${separator}${reverse}.sql`);
  }
  const style = undoing.flatMap(
    (name) => /[._-](?:down|undo|rollback|revert)\.sql$/i.exec(name)?.[0] ?? [],
  )[0];
  return own.replace(/\.sql$/i, style ?? ".down.sql");
}

/** What a file in such a folder undoes: the migration of the same name; undefined for any other file. */
export async function undoneBy(
  path: string,
  files: Files,
): Promise<{ root: string; before: readonly string[] } | undefined> {
  const [, root = "", name = ""] = new RegExp(`^(.+)/${apart}/([^/]+)$`).exec(path) ?? [];
  if (root === "" || !isOfSupabase(path)) return undefined;
  const order = orderMigrations(root, await files.names(root));
  const place = order && placeIn(order, name);
  return place && { root, before: [...place.before, name] };
}
