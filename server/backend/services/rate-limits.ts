import { createHash } from "node:crypto";
import type { Context, RateLimit } from "../context";
import { system } from "../database/database";
import { ApiError } from "../errors";
import { forgetPoints, givePointBack, takePoint } from "../repositories/rate-limits";

export interface Bucket {
  readonly name: string;
  /** The account or the address; stored as a hash. */
  readonly of: string;
  readonly limit: RateLimit;
}

/**
 * Takes a point of each bucket, or throws `rate_limited`. The points lie in the database, so all instances share
 * them, and they are taken in a transaction of their own: what the request does later cannot give them back.
 */
export async function takePoints(context: Context, buckets: readonly Bucket[]): Promise<void> {
  const wait = await context.database.transaction(system, async (tx) => {
    let longest = 0;
    // In one order for all, so that two requests cannot wait for each other.
    for (const bucket of [...buckets].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
      const taken = await takePoint(tx, keyOf(bucket), bucket.limit.seconds);
      if (taken.points > bucket.limit.points) longest = Math.max(longest, taken.wait, 1);
    }
    return longest;
  });
  if (wait > 0) {
    throw new ApiError("rate_limited", `Too many attempts: wait ${wait} seconds and try again.`, {
      retryAfterSeconds: wait,
    });
  }
}

/** A success: its points do not count, and those of `cleared` start anew. */
export async function returnPoints(
  context: Context,
  cleared: readonly Bucket[],
  returned: readonly Bucket[],
): Promise<void> {
  await context.database.transaction(system, async (tx) => {
    for (const bucket of cleared) await forgetPoints(tx, keyOf(bucket));
    for (const bucket of returned) await givePointBack(tx, keyOf(bucket));
  });
}

/** The key of a bucket in the table. */
export function keyOf(bucket: Bucket): string {
  return `${bucket.name}:${createHash("sha256").update(bucket.of).digest("base64url")}`;
}
