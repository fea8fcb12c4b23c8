import { sql, type Sql } from "../database/sql";
import { ApiError } from "../errors";

/** How many items a page has where nobody says. */
export const defaultLimit = 50;

/** Which part of a list. */
export interface Page {
  readonly limit: number;
  /** The key of the last item that was seen; undefined at the start. */
  readonly after: string | undefined;
}

/** In which order a list is given, by what its cursor says. */
interface Order {
  readonly type: Sql;
  readonly direction: Sql;
  readonly beyond: Sql;
}

/** Ids rise with time. */
const newestFirst: Order = { type: sql`uuid`, direction: sql`DESC`, beyond: sql`<` };
export const byRank: Order = { type: sql`text`, direction: sql`ASC`, beyond: sql`>` };

/**
 * One page as the JSON text of a list, newest first where nothing else is said. A page is found by the key of the last
 * item that was seen: what is inserted meanwhile moves nothing.
 */
export function pageQuery(item: Sql, from: Sql, where: Sql, key: Sql, page: Page, order = newestFirst): Sql {
  const { type, direction, beyond } = order;
  const rest = page.after === undefined ? sql`` : sql`AND ${key} ${beyond} ${page.after}::${type}`;
  // One more than asked for tells whether there is a next page.
  return sql`
    SELECT json_build_object(
      'items', coalesce(json_agg(item ORDER BY place) FILTER (WHERE place <= ${page.limit}::int), '[]'),
      'nextCursor', CASE WHEN count(*) > ${page.limit}::int
        THEN (array_agg(key ORDER BY place))[${page.limit}::int] END)
    FROM (
      SELECT ${item} AS item, ${key} AS key, row_number() OVER (ORDER BY ${key} ${direction}) AS place
      FROM ${from} WHERE ${where} ${rest} ORDER BY ${key} ${direction} LIMIT ${page.limit + 1}::int
    ) AS found`;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A position and the digits of an id. */
export const rank = /^[0-9a-f]{32,182}$/;

/** The cursor that a client sends is the key of the last item that it has seen. */
export function pageOf(query: { limit?: number; cursor?: string }, cursors = uuid): Page {
  const { limit = defaultLimit, cursor } = query;
  if (cursor === undefined) return { limit, after: undefined };
  if (!cursors.test(cursor)) {
    throw new ApiError("invalid_request", "The cursor is not one that this server has given.", {
      errors: [{ path: "cursor", message: "is not a cursor" }],
    });
  }
  return { limit, after: cursor };
}
