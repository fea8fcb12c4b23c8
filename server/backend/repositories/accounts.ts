import type { Transaction } from "../database/database";
import { sql } from "../database/sql";
import type { User } from "../model";

const userJson = sql`json_build_object(
  'id', u.id, 'email', u.email, 'name', u.name, 'emailVerified', u.email_verified_at IS NOT NULL,
  'secondFactor', EXISTS (SELECT FROM credentials c WHERE c.user_id = u.id AND c.totp_confirmed_at IS NOT NULL),
  'version', u.version, 'createdAt', rfc3339(u.created_at), 'updatedAt', rfc3339(u.updated_at))`;

export async function findUser(tx: Transaction, id: string): Promise<User | undefined> {
  const [row] = await tx.query<{ json: User }>(sql`SELECT ${userJson} AS json FROM users u WHERE id = ${id}`);
  return row?.json;
}

export async function findUserByEmail(tx: Transaction, email: string): Promise<User | undefined> {
  const [row] = await tx.query<{ json: User }>(
    sql`SELECT ${userJson} AS json FROM users u WHERE email = ${email}`,
  );
  return row?.json;
}

/** Gives false when the address has an account already. */
export async function insertUser(
  tx: Transaction,
  user: { id: string; email: string; name: string; verified: boolean; passwordHash: string },
): Promise<boolean> {
  const inserted = await tx.query(sql`
    INSERT INTO users (id, email, name, email_verified_at)
    VALUES (${user.id}, ${user.email}, ${user.name}, CASE WHEN ${user.verified}::boolean THEN now() END)
    ON CONFLICT (email) DO NOTHING RETURNING id`);
  if (inserted.length === 0) return false;
  await tx.query(
    sql`INSERT INTO credentials (user_id, password_hash) VALUES (${user.id}, ${user.passwordHash})`,
  );
  return true;
}

export async function updateUserName(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.query(
    sql`UPDATE users SET name = ${name}, version = version + 1, updated_at = now() WHERE id = ${id}`,
  );
}

/** Locks the row, so that what is read stays true until the end of the transaction. */
export async function lockUser(tx: Transaction, id: string): Promise<User | undefined> {
  await tx.query(sql`SELECT FROM users WHERE id = ${id} FOR UPDATE`);
  return findUser(tx, id);
}

export async function markVerified(tx: Transaction, id: string): Promise<void> {
  await tx.query(
    sql`UPDATE users SET email_verified_at = now() WHERE id = ${id} AND email_verified_at IS NULL`,
  );
}

export async function deleteUser(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM users WHERE id = ${id}`);
}

export interface Credentials {
  readonly userId: string;
  readonly passwordHash: string;
  readonly totpSecret: string | null;
  readonly totpConfirmed: boolean;
}

export async function findCredentials(tx: Transaction, userId: string): Promise<Credentials | undefined> {
  const [row] = await tx.query<Credentials>(sql`
    SELECT user_id AS "userId", password_hash AS "passwordHash", totp_secret AS "totpSecret",
      totp_confirmed_at IS NOT NULL AS "totpConfirmed"
    FROM credentials WHERE user_id = ${userId}`);
  return row;
}

export async function setPasswordHash(tx: Transaction, userId: string, hash: string): Promise<void> {
  await tx.query(
    sql`UPDATE credentials SET password_hash = ${hash}, changed_at = now() WHERE user_id = ${userId}`,
  );
}

export interface LoginRow {
  readonly userId: string | null;
  readonly verified: boolean | null;
  readonly passwordHash: string | null;
  /** Of the newest sign-up that waits for its mail to be answered. */
  readonly signupHash: string | null;
}

/** All that a log-in compares with, in one statement whether or not there is an account. */
export async function findForLogin(tx: Transaction, email: string): Promise<LoginRow> {
  const [row] = await tx.query<LoginRow>(sql`
    SELECT u.id AS "userId", u.email_verified_at IS NOT NULL AS verified, c.password_hash AS "passwordHash",
      (SELECT s.password_hash FROM signups s
       WHERE s.email = asked.email AND s.created_at > now() - interval '24 hours'
       ORDER BY s.created_at DESC LIMIT 1) AS "signupHash"
    FROM (SELECT ${email}::text AS email) asked
    LEFT JOIN users u ON u.email = asked.email
    LEFT JOIN credentials c ON c.user_id = u.id`);
  return row ?? { userId: null, verified: null, passwordHash: null, signupHash: null };
}
