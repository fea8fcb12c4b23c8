import { inject, describe, expect, it } from "vitest";
import { migrate } from "../../server/backend/database/migrate";
import { openPglite } from "../../server/backend/database/pglite";
import { openPostgres } from "../../server/backend/database/postgres";
import type { Database } from "../../server/backend/database/database";
import { sql } from "../../server/backend/database/sql";
import { migrations } from "../../server/backend/migrations";
import { onServer } from "./harness";

async function objects(database: Database): Promise<unknown[]> {
  return database.asOwner(async (tx) =>
    tx.query(sql`
      SELECT relkind::text AS kind, relname AS name FROM pg_class
      WHERE relnamespace = 'dbscst'::regnamespace AND relname NOT LIKE 'kysely%'
      UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'dbscst'::regnamespace
      UNION ALL SELECT 'policy', policyname FROM pg_policies WHERE schemaname = 'dbscst'
      UNION ALL SELECT 'enum', typname FROM pg_type WHERE typnamespace = 'dbscst'::regnamespace AND typtype = 'e'
      ORDER BY 1, 2`),
  );
}

async function emptyPostgres(name: string): Promise<Database[]> {
  const server = inject("postgres");
  await onServer(server, `CREATE DATABASE ${name}`);
  const open = () => openPostgres({ url: server + name, connections: 3, onError: () => undefined });
  return [open(), open(), open()];
}

describe("migrations", () => {
  it("run once when several instances start at the same time", async () => {
    const databases = await emptyPostgres("migrations_at_once");
    const runs = await Promise.all(databases.map(async (database) => migrate(database)));
    expect(runs.flat().sort()).toEqual(migrations.map(({ name }) => name));
    await Promise.all(databases.map(async (database) => database.close()));
  });

  it.each(["postgresql", "pglite"])("can each be taken back and run again on %s", async (kind) => {
    const [database, ...others] =
      kind === "pglite"
        ? [await openPglite({ assets: inject("backendAssets"), onLost: () => undefined })]
        : await emptyPostgres("migrations_back");
    if (!database) throw new Error("no database");
    await migrate(database);
    const after = new Map([[migrations.length, await objects(database)]]);
    for (let n = migrations.length - 1; n >= 0; n--) {
      await migrate(database, migrations[n - 1]?.name ?? "none");
      after.set(n, await objects(database));
    }
    expect(after.get(0)).toEqual([]);
    for (let n = 1; n <= migrations.length; n++) {
      await migrate(database, migrations[n - 1]?.name);
      expect(await objects(database)).toEqual(after.get(n));
    }
    await Promise.all([database, ...others].map(async (one) => one.close()));
  });
});
