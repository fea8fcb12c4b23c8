import type { Transaction } from "../database/database";
import { sql } from "../database/sql";

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
}
