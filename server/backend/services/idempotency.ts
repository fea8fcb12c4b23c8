import { createHash } from "node:crypto";
import type { Context } from "../context";
import type { Actor, Transaction } from "../database/database";
import { ApiError } from "../errors";
import * as keys from "../repositories/idempotency";

export interface OnceRequest {
  /** As the client sent it; undefined: the request is simply done. */
  readonly key: string | undefined;
  /** Whose keys these are. */
  readonly scope: string;
  /** What was asked: method, path and body. */
  readonly asked: readonly unknown[];
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly version?: number;
}

/**
 * Does the work once for a key: the key is written in the transaction of the work, so either both are there or
 * none, and of two that come at once the second waits for the first and gets its answer.
 */
export async function once(
  context: Context,
  actor: Actor,
  request: OnceRequest,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  const { key, scope } = request;
  return context.database.transaction(actor, async (tx) => {
    if (key === undefined) return { ...(await work(tx)), replayed: false };
    const fingerprint = fingerprintOf(request.asked);
    if (!(await keys.insertKey(tx, scope, key, fingerprint))) {
      const found = await keys.findKey(tx, scope, key);
      if (found?.fingerprint !== fingerprint || found.answer === null) {
        throw new ApiError(
          "idempotency_mismatch",
          "This Idempotency-Key came before with another request: take a new one for each request.",
        );
      }
      return { ...found.answer, replayed: true };
    }
    const answer = await work(tx);
    await keys.setAnswer(tx, scope, key, answer);
    return { ...answer, replayed: false };
  });
}

/** What tells one request from another: method, path and body. */
export function fingerprintOf(asked: readonly unknown[]): string {
  return createHash("sha256").update(canonical(asked)).digest("base64url");
}

/** JSON with sorted names, so that their order does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
