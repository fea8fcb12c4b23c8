import type { Origin } from "../context";
import type { Transaction } from "../database/database";
import { sql } from "../database/sql";
import { uuidV7 } from "../uuid";

export async function insertSession(
  tx: Transaction,
  session: { id: string; userId: string; days: number } & Origin,
): Promise<void> {
  await tx.query(sql`
    INSERT INTO sessions (id, user_id, user_agent, address, expires_at)
    VALUES (${session.id}, ${session.userId}, ${session.userAgent}, ${session.address},
      now() + make_interval(days => ${session.days}::int))`);
}

export async function insertRefreshToken(
  tx: Transaction,
  token: { hash: string; sessionId: string; days: number },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
    VALUES (${token.hash}, ${token.sessionId}, now() + make_interval(days => ${token.days}::int))`);
}

export interface RefreshRow {
  readonly sessionId: string;
  readonly userId: string;
  readonly used: boolean;
  readonly expired: boolean;
  readonly ended: boolean;
}

/** The token and its session, locked: of two that come with the same token one is second. */
export async function lockRefreshToken(tx: Transaction, hash: string): Promise<RefreshRow | undefined> {
  const [row] = await tx.query<RefreshRow>(sql`
    SELECT t.session_id AS "sessionId", s.user_id AS "userId", t.used_at IS NOT NULL AS used,
      t.expires_at <= now() AS expired, s.revoked_at IS NOT NULL OR s.expires_at <= now() AS ended
    FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
    WHERE t.token_hash = ${hash} FOR UPDATE OF t, s`);
  return row;
}

export async function markRefreshed(tx: Transaction, hash: string, sessionId: string, days: number) {
  await tx.query(sql`UPDATE refresh_tokens SET used_at = now() WHERE token_hash = ${hash}`);
  await tx.query(sql`
    UPDATE sessions SET last_used_at = now(), expires_at = now() + make_interval(days => ${days}::int)
    WHERE id = ${sessionId}`);
}

/** Gives whether there was one to end. */
export async function revokeSession(tx: Transaction, userId: string, sessionId: string): Promise<boolean> {
  const rows = await tx.query(sql`
    UPDATE sessions SET revoked_at = now()
    WHERE id = ${sessionId} AND user_id = ${userId} AND revoked_at IS NULL RETURNING id`);
  return rows.length > 0;
}

export async function revokeSessions(tx: Transaction, userId: string, but?: string): Promise<void> {
  await tx.query(sql`
    UPDATE sessions SET revoked_at = now()
    WHERE user_id = ${userId} AND revoked_at IS NULL AND id IS DISTINCT FROM ${but ?? null}::uuid`);
}

/** The sessions that are not over, the newest first, as the JSON text of a list. */
export function sessionsQuery(userId: string, current: string) {
  return sql`
    SELECT json_build_object('nextCursor', NULL, 'items', coalesce(json_agg(json_build_object(
      'id', id, 'current', id = ${current}::uuid, 'userAgent', user_agent, 'address', address,
      'createdAt', rfc3339(created_at), 'lastUsedAt', rfc3339(last_used_at), 'expiresAt', rfc3339(expires_at)
    ) ORDER BY id DESC), '[]'))
    FROM sessions
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND expires_at > now()`;
}

/** Kinds of security events that a user can read. */
export type AuditType =
  | "signed_up"
  | "verified"
  | "logged_in"
  | "login_failed"
  | "logged_out"
  | "logged_out_everywhere"
  | "session_revoked"
  | "refresh_token_reused"
  | "password_changed"
  | "password_reset_requested"
  | "password_reset"
  | "second_factor_enabled"
  | "second_factor_disabled"
  | "recovery_code_used"
  | "second_factor_failed";

export async function audit(tx: Transaction, userId: string, type: AuditType, origin: Origin): Promise<void> {
  await tx.query(sql`
    INSERT INTO audit_events (id, user_id, type, address, user_agent)
    VALUES (${uuidV7()}, ${userId}, ${type}, ${origin.address}, ${origin.userAgent})`);
}
