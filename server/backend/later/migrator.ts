import {
  DummyDriver,
  Kysely,
  Migrator,
  NO_MIGRATIONS,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql as kyselySql,
  type DatabaseConnection,
  type Driver,
  type Migration as KyselyMigration,
  type QueryResult,
} from "kysely";
import { sqlState, type OwnerSession } from "../database/database";
import type { Migration } from "../database/migrate";

/** The migrations did not run; `message` says which one, why, and what to do. */
class MigrationFailed extends Error {
  override readonly name = "MigrationFailed";
}

/** Runs what is missing, or goes to the named migration; `"none"` takes everything back. Gives what was run. */
export async function runMigrations(
  session: OwnerSession,
  migrations: readonly Migration[],
  target: string | undefined,
): Promise<string[]> {
  const kysely = new Kysely<unknown>({ dialect: dialectOn(session) });
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(migrations.map(asKysely))) },
    migrationTableSchema: "dbscst",
  });
  const { error, results } =
    target === undefined
      ? await migrator.migrateToLatest()
      : await migrator.migrateTo(target === "none" ? NO_MIGRATIONS : target);
  if (error !== undefined) {
    const failed = results?.find(({ status }) => status === "Error")?.migrationName;
    throw new MigrationFailed(explain(failed, error), { cause: error });
  }
  return (results ?? []).map(({ migrationName }) => migrationName);
}

function asKysely({ name, up, down }: Migration): [string, KyselyMigration] {
  return [
    name,
    {
      up: async (db) => {
        await kyselySql.raw(up).execute(db);
      },
      down: async (db) => {
        await kyselySql.raw(down).execute(db);
      },
    },
  ];
}

function explain(migration: string | undefined, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const advice =
    sqlState(error) === "42501"
      ? " Let an administrator run: CREATE ROLE dbscst_app NOLOGIN; GRANT dbscst_app TO <the user of DATABASE_URL>; GRANT CREATE ON DATABASE <name> TO <that user>;"
      : "";
  return `The database's schema could not be brought up to date${migration === undefined ? "" : ` (${migration})`}: ${reason}.${advice}`;
}

/** Kysely's migrator on a session of ours, so that one driver serves both databases. */
function dialectOn(session: OwnerSession) {
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: { sql: string; parameters: readonly unknown[] }) => {
      const rows = await session.run(query.sql, query.parameters);
      const result: QueryResult<R> = { rows: rows as R[] };
      return result;
    },
    streamQuery: () => {
      throw new Error("the migrator streams nothing");
    },
  };
  const command = (text: string) => async () => {
    await session.run(text, []);
  };
  class SessionDriver extends DummyDriver implements Driver {
    override acquireConnection(): Promise<DatabaseConnection> {
      return Promise.resolve(connection);
    }
    override beginTransaction = command("BEGIN");
    override commitTransaction = command("COMMIT");
    override rollbackTransaction = command("ROLLBACK");
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new SessionDriver(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
