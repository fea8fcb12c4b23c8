import type { Transaction } from "../database/database";
import { sql } from "../database/sql";

/** Removes what is over. Small deletes, each by an index. */
export async function sweep(tx: Transaction): Promise<void> {
  await tx.query(sql`DELETE FROM rate_limits WHERE resets_at < now() - interval '1 hour'`);
  await tx.query(sql`DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'`);
  await tx.query(sql`DELETE FROM signups WHERE created_at < now() - interval '2 days'`);
  await tx.query(sql`DELETE FROM password_resets WHERE expires_at < now() - interval '1 day'`);
  await tx.query(sql`DELETE FROM sessions WHERE expires_at < now() - interval '7 days'`);
  await tx.query(sql`DELETE FROM events WHERE created_at < now() - interval '7 days'`);
}
