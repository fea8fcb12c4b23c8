import type { Caller, Context } from "../context";
import { sql } from "../database/sql";
import { pageQuery, type Page } from "../repositories/pages";

/** What happened to the caller's account, newest first, as the JSON text of a page. */
export async function listAudit(context: Context, caller: Caller, page: Page): Promise<string> {
  const item = sql`json_build_object('id', id, 'type', type, 'address', address, 'userAgent', user_agent,
    'createdAt', rfc3339(created_at))`;
  const own = sql`user_id = ${caller.userId}::uuid`;
  const query = pageQuery(item, sql`audit_events`, own, sql`id`, page);
  return (await context.database.readJson(caller.actor, query)) ?? "";
}
