import { type TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import { Type } from "typebox";
import type { Context } from "../context";
import { system, type Transaction } from "../database/database";
import { ApiError } from "../errors";
import type { EventHub } from "../event-hub";
import { Uuid } from "../model";
import { callerOf } from "../plugins/authentication";
import type { Generation } from "../services/generation";
import { fingerprintOf, once } from "../services/idempotency";
import type { Precondition } from "../services/preconditions";

/** A Fastify whose handlers know the types of their schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A group of routes. */
export type Routes = (api: Api, context: Context, live: Live) => void;

/** What lives as long as the server. */
export interface Live {
  readonly events: EventHub;
  readonly generation: Generation;
}

export const publicRoute = { config: { auth: "public" } } as const;
export const userRoute = { config: { auth: "user" } } as const;

export const IdParams = Type.Object({ id: Uuid });

const problem = {
  description: "A problem (RFC 9457).",
  content: { "application/problem+json": { schema: Type.Ref("Problem") } },
};

/** The answers of a route for its documentation: its success, and problems for the rest. */
export function answers(success: Record<number, unknown>) {
  return { ...success, "4xx": problem };
}

export const noContent = { 204: Type.Null({ description: "Done." }) };

/** Sends JSON that the database has written, as it is. */
export function sendJson(reply: FastifyReply, json: string, status = 200): FastifyReply {
  return reply.code(status).type("application/json; charset=utf-8").send(json);
}

/** Sends a row that people edit, with its version. */
export function sendRow(reply: FastifyReply, row: { version: number }, status = 200): FastifyReply {
  return sendJson(reply.header("etag", `"${row.version}"`), JSON.stringify(row), status);
}

/** The JSON text of a new row whose version is 1, or nothing. */
type Shortcut = (
  key: { readonly key: string; readonly fingerprint: string } | undefined,
) => Promise<string | undefined>;

/**
 * Answers a POST that writes: in one transaction in the caller's name, once for each Idempotency-Key.
 * `work` gives the row and, where it is not 201, the status. A `shortcut` may do it all in one call of the database;
 * when it gives nothing, nothing was done and `work` does it or says why not.
 */
export async function answerOnce(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Transaction) => Promise<{ row: object; status?: number }>,
  shortcut?: Shortcut,
): Promise<FastifyReply> {
  const caller = request.routeOptions.config.auth === "public" ? undefined : callerOf(request);
  const key = idempotencyKey(request);
  const asked = [request.method, request.url, request.body];
  const done = await shortcut?.(key === undefined ? undefined : { key, fingerprint: fingerprintOf(asked) });
  if (done !== undefined) return sendJson(reply.header("etag", '"1"'), done, 201);
  const answer = await once(
    context,
    caller?.actor ?? system,
    { key, scope: caller?.userId ?? "public", asked },
    async (tx) => {
      const { row, status = 201 } = await work(tx);
      const version = "version" in row && typeof row.version === "number" ? { version: row.version } : {};
      return { status, body: JSON.stringify(row), ...version };
    },
  );
  if (answer.version !== undefined) void reply.header("etag", `"${answer.version}"`);
  if (answer.replayed) void reply.header("idempotency-replayed", "true");
  return sendJson(reply, answer.body, answer.status);
}

/** As the client sent it; undefined where it sent none. */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key === "string" && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new ApiError("invalid_request", "Idempotency-Key must be 1 to 255 visible ASCII characters.", {
    errors: [{ path: "Idempotency-Key", message: "must be 1 to 255 visible ASCII characters" }],
  });
}

/** `If-Match` (RFC 9110, 13.1.1) over versions. A weak tag never matches. */
export function preconditionOf(request: FastifyRequest): Precondition {
  const header = request.headers["if-match"]?.trim();
  if (header === undefined || header === "*") return undefined;
  const tags = header.split(",").map((tag) => tag.trim());
  if (!tags.every((tag) => /^(W\/)?"[^"]*"$|^\d+$/.test(tag))) {
    throw new ApiError("invalid_request", 'If-Match must be the version in quotes, such as "3".', {
      errors: [{ path: "If-Match", message: "must be the version in quotes" }],
    });
  }
  return tags.map((tag) => (/^"?\d{1,9}"?$/.test(tag) ? Number(tag.replaceAll('"', "")) : NaN));
}
