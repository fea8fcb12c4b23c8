import { setTimeout as sleep } from "node:timers/promises";

/** No answer takes longer to fail than this, all attempts and waits together, milliseconds. */
const failWithinMs = 85_000;

/** Less than this is not worth another attempt. */
const worthTryingMs = 3_000;

const attempts = 4;

/** How long one request, with all of its attempts, may still take. */
export interface Deadline {
  /** Milliseconds that an attempt may wait for its first byte. */
  firstByteMs(): number;
  /** Waits before attempt `attempt` (2 is the first repetition); false where there is no time or no attempt left. */
  wait(attempt: number, askedMs: number | undefined, signal: AbortSignal): Promise<boolean>;
}

/** A stall limit above the usual end is a person's wish, and moves the end. */
export function deadlineOf(stallTimeoutMs: number): Deadline {
  const end = performance.now() + Math.max(failWithinMs, stallTimeoutMs);
  const left = () => end - performance.now();
  return {
    firstByteMs: () => Math.max(1, Math.min(stallTimeoutMs, left())),
    async wait(attempt, askedMs, signal) {
      if (attempt > attempts) return false;
      const delay = askedMs ?? 500 * 2 ** (attempt - 2);
      if (left() - delay < worthTryingMs) return false;
      await sleep(delay, undefined, { signal });
      return true;
    },
  };
}
