import { sql, type Sql } from "../database/sql";
import { ApiError } from "../errors";

/** How many items a page has where nobody says. */
export const defaultLimit = 50;

/** Which part of a list. */
export interface Page {
  readonly limit: number;
  /** The id of the last item that was seen; undefined at the start. */
  readonly after: string | undefined;
}

/**
 * One page as the JSON text of a list, newest first. Ids rise with time, so a page is found by the last id that was
 * seen: what is inserted meanwhile moves nothing.
 */
export function pageQuery(item: Sql, from: Sql, where: Sql, id: Sql, page: Page): Sql {
  const beyond = page.after === undefined ? sql`` : sql`AND ${id} < ${page.after}::uuid`;
  // One more than asked for tells whether there is a next page.
  return sql`
    SELECT json_build_object(
      'items', coalesce(json_agg(item ORDER BY id DESC) FILTER (WHERE place <= ${page.limit}::int), '[]'),
      'nextCursor', CASE WHEN count(*) > ${page.limit}::int
        THEN (array_agg(id ORDER BY place))[${page.limit}::int] END)
    FROM (
      SELECT ${item} AS item, ${id} AS id, row_number() OVER (ORDER BY ${id} DESC) AS place
      FROM ${from} WHERE ${where} ${beyond} ORDER BY ${id} DESC LIMIT ${page.limit + 1}::int
    ) AS found`;
}

/** The cursor that a client sends is the id of the last item that it has seen. */
export function pageOf(query: { limit?: number; cursor?: string }): Page {
  const { limit = defaultLimit, cursor } = query;
  if (cursor === undefined) return { limit, after: undefined };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(cursor)) {
    throw new ApiError("invalid_request", "The cursor is not one that this server has given.", {
      errors: [{ path: "cursor", message: "is not a cursor" }],
    });
  }
  return { limit, after: cursor };
}
