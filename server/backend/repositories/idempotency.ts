import type { Transaction } from "../database/database";
import { sql } from "../database/sql";

interface StoredAnswer {
  readonly status: number;
  readonly body: string;
  readonly version?: number;
}

/** Keys are remembered for a day. Gives false when there is one; waits for a transaction that is writing it. */
export async function insertKey(
  tx: Transaction,
  scope: string,
  key: string,
  fingerprint: string,
): Promise<boolean> {
  await tx.query(sql`
    DELETE FROM idempotency_keys
    WHERE scope = ${scope} AND key = ${key} AND created_at < now() - interval '24 hours'`);
  const rows = await tx.query(sql`
    INSERT INTO idempotency_keys (scope, key, fingerprint) VALUES (${scope}, ${key}, ${fingerprint})
    ON CONFLICT (scope, key) DO NOTHING RETURNING key`);
  return rows.length > 0;
}

export async function findKey(
  tx: Transaction,
  scope: string,
  key: string,
): Promise<{ fingerprint: string; answer: StoredAnswer | null } | undefined> {
  const [row] = await tx.query<{ fingerprint: string; answer: string | null }>(
    sql`SELECT fingerprint, body AS answer FROM idempotency_keys WHERE scope = ${scope} AND key = ${key}`,
  );
  return row && { ...row, answer: row.answer === null ? null : (JSON.parse(row.answer) as StoredAnswer) };
}

export async function setAnswer(
  tx: Transaction,
  scope: string,
  key: string,
  answer: StoredAnswer,
): Promise<void> {
  await tx.query(sql`
    UPDATE idempotency_keys SET body = ${JSON.stringify(answer)} WHERE scope = ${scope} AND key = ${key}`);
}
