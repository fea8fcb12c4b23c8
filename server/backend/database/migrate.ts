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
import { migrations } from "../migrations";
import { sqlState, type Database, type OwnerSession } from "./database";

/** One step of the database's schema, and the way back. */
export interface Migration {
  /** Sorts after all that were ever released. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/** The migrations did not run; `message` says which one, why, and what to do. */
class MigrationFailed extends Error {
  override readonly name = "MigrationFailed";
}

/**
 * Brings the schema up to date, or to the named migration; `"none"` takes everything back.
 * Several instances may call it at once: an advisory lock lets one do the work and the others wait.
 */
export async function migrate(database: Database, target?: string): Promise<string[]> {
  return database.ownerSession(async (session) => {
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
  });
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
