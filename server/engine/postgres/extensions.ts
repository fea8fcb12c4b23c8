/** The archive that holds an extension, where it is not named after it. */
const archives: Readonly<Record<string, string>> = {
  autoinc: "spi",
  insert_username: "spi",
  moddatetime: "spi",
  refint: "spi",
};

/** What CREATE EXTENSION … CASCADE would create besides. */
const requirements: Readonly<Record<string, readonly string[]>> = { earthdistance: ["cube"] };

/** The extensions of PostgreSQL's contrib that PGlite ships. */
export const shippedExtensions: readonly string[] = [
  ...["amcheck", "autoinc", "bloom", "btree_gin", "btree_gist", "citext", "cube", "dict_int", "dict_xsyn"],
  ...["earthdistance", "file_fdw", "fuzzystrmatch", "hstore", "insert_username", "intarray", "isn", "lo"],
  ...["ltree", "moddatetime", "pageinspect", "pg_buffercache", "pg_freespacemap", "pg_logicalinspect"],
  ...["pg_stat_statements", "pg_surgery", "pg_trgm", "pg_visibility", "pg_walinspect", "pgcrypto", "refint"],
  ...["seg", "tablefunc", "tcn", "tsm_system_rows", "tsm_system_time", "unaccent", "uuid-ossp"],
];

const shipped = new Set(shippedExtensions);

/** Whether CREATE EXTENSION can be run; plpgsql is always there. */
export function isShipped(extension: string): boolean {
  return extension === "plpgsql" || shipped.has(extension);
}

/** The archives that CREATE EXTENSION needs, without the ending `.tar.gz`. */
export function archivesOf(extension: string): string[] {
  if (!shipped.has(extension)) return [];
  return [...(requirements[extension] ?? []), extension].map((name) => archives[name] ?? name);
}
