import type { Transaction } from "../database/database";
import { sql } from "../database/sql";

/** Takes a point; gives how many were taken in the present span and the seconds until it ends. */
export async function takePoint(tx: Transaction, key: string, seconds: number) {
  const [row] = await tx.query<{ points: number; wait: number }>(sql`
    INSERT INTO rate_limits AS r (key, points, resets_at)
    VALUES (${key}, 1, now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN r.resets_at <= now() THEN 1 ELSE r.points + 1 END,
      resets_at = CASE WHEN r.resets_at <= now() THEN excluded.resets_at ELSE r.resets_at END
    RETURNING points, ceil(extract(epoch FROM resets_at - now()))::int AS wait`);
  return row ?? { points: 1, wait: seconds };
}

export async function givePointBack(tx: Transaction, key: string): Promise<void> {
  await tx.query(sql`UPDATE rate_limits SET points = greatest(points - 1, 0) WHERE key = ${key}`);
}

export async function forgetPoints(tx: Transaction, key: string): Promise<void> {
  await tx.query(sql`DELETE FROM rate_limits WHERE key = ${key}`);
}
