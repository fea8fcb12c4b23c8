import type { Transaction } from "../database/database";
import { sql } from "../database/sql";

export async function setTotpSecret(tx: Transaction, userId: string, sealed: string): Promise<void> {
  await tx.query(sql`
    UPDATE credentials SET totp_secret = ${sealed}, totp_confirmed_at = NULL, totp_last_step = NULL
    WHERE user_id = ${userId}`);
}

/** Gives false when a code of this time step or a later one was taken already. */
export async function takeTotpStep(tx: Transaction, userId: string, step: number): Promise<boolean> {
  const rows = await tx.query(sql`
    UPDATE credentials SET totp_last_step = ${step}::bigint
    WHERE user_id = ${userId} AND (totp_last_step IS NULL OR totp_last_step < ${step}::bigint) RETURNING user_id`);
  return rows.length > 0;
}

export async function confirmTotp(
  tx: Transaction,
  userId: string,
  recoveryHashes: readonly string[],
): Promise<void> {
  await tx.query(sql`UPDATE credentials SET totp_confirmed_at = now() WHERE user_id = ${userId}`);
  await tx.query(sql`DELETE FROM recovery_codes WHERE user_id = ${userId}`);
  await tx.query(sql`
    INSERT INTO recovery_codes (user_id, code_hash)
    SELECT ${userId}::uuid, unnest(${recoveryHashes}::text[])`);
}

/** Gives whether there was such a code and it had not been used. */
export async function takeRecoveryCode(tx: Transaction, userId: string, hash: string): Promise<boolean> {
  const rows = await tx.query(sql`
    UPDATE recovery_codes SET used_at = now()
    WHERE user_id = ${userId} AND code_hash = ${hash} AND used_at IS NULL RETURNING user_id`);
  return rows.length > 0;
}

export async function clearTotp(tx: Transaction, userId: string): Promise<void> {
  await tx.query(sql`
    UPDATE credentials SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
    WHERE user_id = ${userId}`);
  await tx.query(sql`DELETE FROM recovery_codes WHERE user_id = ${userId}`);
}
