import type { Transaction } from "../database/database";
import { sql } from "../database/sql";

/** Where listeners are woken. */
export const eventsChannel = "dbscst_events";

export type EventType =
  | `project.${"created" | "updated" | "deleted"}`
  | `member.${"added" | "updated" | "removed"}`
  | `invitation.${"created" | "updated"}`
  | `task.${"created" | "updated" | "deleted"}`
  | "comment.created"
  | `schema.${"created" | "updated" | "deleted"}`
  | "schema.version.created";

export interface NewEvent {
  readonly type: EventType;
  readonly projectId: string;
  readonly objectId: string;
  /** The member that it is about. */
  readonly userId?: string;
  readonly actorId: string;
}

/** Written in the transaction of the change, so that either both are there or none. */
export async function putEvent(tx: Transaction, event: NewEvent): Promise<void> {
  await tx.query(sql`
    INSERT INTO events (project_id, type, object_id, user_id, actor_id)
    VALUES (${event.projectId}, ${event.type}, ${event.objectId}, ${event.userId ?? null}, ${event.actorId})`);
  tx.notify(eventsChannel);
}

/** Something has gone from one project to another: for each of them, an event of its own. */
export async function putMoved(
  tx: Transaction,
  kind: "task" | "schema",
  objectId: string,
  { from, to }: { readonly from: string; readonly to: string },
  { userId: actorId }: { readonly userId: string },
): Promise<void> {
  await putEvent(tx, { type: `${kind}.deleted`, projectId: from, objectId, actorId });
  await putEvent(tx, { type: `${kind}.created`, projectId: to, objectId, actorId });
}

/** An event as it was read: its place in the order of commits, and what it says. */
export interface StoredEvent {
  readonly transaction: number;
  readonly seq: number;
  readonly projectId: string;
  readonly type: EventType;
  readonly objectId: string;
  readonly userId: string | null;
  readonly actorId: string | null;
  readonly at: string;
}

/** A place in the order of commits. */
export interface Position {
  readonly transaction: number;
  readonly seq: number;
}

const eventJson = sql`json_build_object('transaction', e.transaction, 'seq', e.seq, 'projectId', e.project_id,
  'type', e.type, 'objectId', e.object_id, 'userId', e.user_id, 'actorId', e.actor_id, 'at', rfc3339(e.created_at))`;

/**
 * What was committed after a place, as far as nothing older can still come; and whether there is more that has to
 * wait for an older transaction.
 */
export function eventsAfterQuery(after: Position, limit: number) {
  return sql`
    SELECT json_build_object(
      'events', coalesce((
        SELECT json_agg(item ORDER BY transaction, seq) FROM (
          SELECT ${eventJson} AS item, e.transaction, e.seq FROM events e
          WHERE (e.transaction, e.seq) > (${after.transaction}::bigint, ${after.seq}::bigint)
            AND e.transaction < safe.below
          ORDER BY e.transaction, e.seq LIMIT ${limit}::int) AS found), '[]'),
      'pending', EXISTS (SELECT FROM events e WHERE e.transaction >= safe.below))
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS below) AS safe`;
}

/** The same for one user's projects, up to a place. */
export function missedEventsQuery(userId: string, after: Position, until: Position, limit: number) {
  return sql`
    SELECT coalesce(json_agg(item ORDER BY transaction, seq), '[]') FROM (
      SELECT ${eventJson} AS item, e.transaction, e.seq FROM events e
      WHERE (e.project_id IN (SELECT project_id FROM members WHERE user_id = ${userId}::uuid)
          OR e.user_id = ${userId}::uuid)
        AND (e.transaction, e.seq) > (${after.transaction}::bigint, ${after.seq}::bigint)
        AND (e.transaction, e.seq) <= (${until.transaction}::bigint, ${until.seq}::bigint)
      ORDER BY e.transaction, e.seq LIMIT ${limit}::int) AS found`;
}

/** The place before everything that is still open. */
export function presentQuery() {
  return sql`SELECT json_build_object(
    'transaction', pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, 'seq', 9007199254740991)`;
}

export function memberProjectsQuery(userId: string) {
  return sql`SELECT coalesce(json_agg(project_id), '[]') FROM members WHERE user_id = ${userId}::uuid`;
}

/** Which of these sessions are still good. */
export function liveSessionsQuery(ids: readonly string[]) {
  return sql`SELECT coalesce(json_agg(id), '[]') FROM sessions
    WHERE id = ANY (${ids}::text[]::uuid[]) AND revoked_at IS NULL AND expires_at > now()`;
}
