import type { Transaction } from "../database/database";
import { sql } from "../database/sql";

export interface Signup {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

const columns = sql`id, email, name, password_hash AS "passwordHash"`;
/** How long a sign-up waits to be answered, and how many of one address do. */
const kept = 5;

export async function insertSignup(tx: Transaction, signup: Signup): Promise<void> {
  await tx.query(sql`
    INSERT INTO signups (id, email, name, password_hash)
    VALUES (${signup.id}, ${signup.email}, ${signup.name}, ${signup.passwordHash})`);
  await tx.query(sql`
    DELETE FROM signups WHERE email = ${signup.email} AND id NOT IN (
      SELECT id FROM signups WHERE email = ${signup.email} ORDER BY created_at DESC, id DESC LIMIT ${kept}::int)`);
}

export async function findSignup(tx: Transaction, id: string): Promise<Signup | undefined> {
  const [row] = await tx.query<Signup>(sql`SELECT ${columns} FROM signups WHERE id = ${id}`);
  return row;
}

export async function findNewestSignup(tx: Transaction, email: string): Promise<Signup | undefined> {
  const [row] = await tx.query<Signup>(sql`
    SELECT ${columns} FROM signups
    WHERE email = ${email} AND created_at > now() - interval '24 hours'
    ORDER BY created_at DESC, id DESC LIMIT 1`);
  return row;
}

/** The proofs that a mail carries: a link for 24 hours and a code for 10 minutes, five tries. */
export async function setProofs(
  tx: Transaction,
  id: string,
  proofs: { tokenHash: string; codeHash: string },
): Promise<void> {
  await tx.query(sql`
    UPDATE signups SET token_hash = ${proofs.tokenHash}, token_expires_at = now() + interval '24 hours',
      code_hash = ${proofs.codeHash}, code_expires_at = now() + interval '10 minutes', code_tries = 0
    WHERE id = ${id}`);
}

/** The sign-up that a link belongs to, locked. */
export async function findByToken(
  tx: Transaction,
  tokenHash: string,
): Promise<(Signup & { expired: boolean }) | undefined> {
  const [row] = await tx.query<Signup & { expired: boolean }>(sql`
    SELECT ${columns}, token_expires_at <= now() AS expired FROM signups
    WHERE token_hash = ${tokenHash} FOR UPDATE`);
  return row;
}

/**
 * Counts a try at the codes of an address and gives the sign-ups whose code is still good. A wrong code counts
 * against all of them.
 */
export async function tryCodes(tx: Transaction, email: string): Promise<(Signup & { codeHash: string })[]> {
  return tx.query<Signup & { codeHash: string }>(sql`
    UPDATE signups SET code_tries = code_tries + 1
    WHERE email = ${email} AND code_hash IS NOT NULL AND code_expires_at > now() AND code_tries < 5
    RETURNING ${columns}, code_hash AS "codeHash"`);
}

export async function deleteSignups(tx: Transaction, email: string): Promise<void> {
  await tx.query(sql`DELETE FROM signups WHERE email = ${email}`);
}

export async function insertReset(tx: Transaction, userId: string, tokenHash: string): Promise<void> {
  await tx.query(sql`
    INSERT INTO password_resets (token_hash, user_id, expires_at)
    VALUES (${tokenHash}, ${userId}, now() + interval '1 hour')`);
}

/** Takes the request that a link belongs to; all others of the same user are gone with it. */
export async function takeReset(
  tx: Transaction,
  tokenHash: string,
): Promise<{ userId: string; expired: boolean } | undefined> {
  const [row] = await tx.query<{ userId: string; expired: boolean }>(sql`
    DELETE FROM password_resets WHERE token_hash = ${tokenHash}
    RETURNING user_id AS "userId", expires_at <= now() AS expired`);
  if (row) await tx.query(sql`DELETE FROM password_resets WHERE user_id = ${row.userId}`);
  return row;
}
