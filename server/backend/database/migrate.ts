import { migrations } from "../migrations";
import { sqlState, type Database, type OwnerSession } from "./database";

/** One step of the database's schema, and the way back. */
export interface Migration {
  /** Sorts after all that were ever released. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/**
 * Brings the schema up to date, or to the named migration; `"none"` takes everything back.
 * Several instances may call it at once: an advisory lock lets one do the work and the others wait.
 */
export async function migrate(database: Database, target?: string): Promise<string[]> {
  return database.ownerSession(async (session) => {
    if (target === undefined && (await isUpToDate(session))) return [];
    const { runMigrations } = await import("../later/migrator");
    return runMigrations(session, migrations, target);
  });
}

/** Most starts find nothing to do, and one question tells: the migrator itself asks a dozen and has to be loaded. */
async function isUpToDate(session: OwnerSession): Promise<boolean> {
  try {
    const rows = await session.run("SELECT name FROM dbscst.kysely_migration ORDER BY name", []);
    return rows.length === migrations.length && rows.every(({ name }, n) => name === migrations[n]?.name);
  } catch (error) {
    // No such table, or no such schema: nothing was ever run.
    if (["42P01", "3F000"].includes(sqlState(error) ?? "")) return false;
    throw error;
  }
}
