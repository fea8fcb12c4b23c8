import type { Pool } from "pg";
import type { Database } from "../postgres/database";

/**
 * The part of node-postgres's pool that reading catalogs takes, over a throw-away database. One connection is all
 * there is.
 */
export function catalogClient(database: Database): Pool {
  const query = async (sql: string) => {
    const rows = await database.objects(sql);
    return { rows, rowCount: rows.length };
  };
  const client = { query, release: () => undefined };
  const pool = { query, connect: () => Promise.resolve(client) };
  return pool as unknown as Pool;
}
