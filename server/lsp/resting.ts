import { Session } from "node:inspector/promises";
import type { Engines } from "../engine/node";
import { dialects } from "../sql";
import type { Documents } from "./documents";

/** An engine that is ended to be started anew is there again by then, in milliseconds. */
const settlingMs = 2000;

/**
 * When the engines have been ended because nobody needed them, the server lets go of what it can make again, and gives
 * the memory back. It stays so until somebody types or asks, and then until an engine has been ended once more.
 */
export function restWithEngines({ source }: Engines, documents: Documents): void {
  const all = dialects.flatMap((dialect) => source(dialect) ?? []);
  let settling: NodeJS.Timeout | undefined;
  const restWhereStopped = () => {
    if (all.some(({ state }) => state !== "stopped")) return;
    documents.rest();
    void collectGarbage();
  };
  for (const engine of all)
    engine.onStateChange((state) => {
      clearTimeout(settling);
      if (state === "stopped") settling = setTimeout(restWhereStopped, settlingMs).unref();
    });
}

/** V8 collects when it allocates, which a process that rests does not; the inspector has a way to order it. */
async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    // Disconnected before the answer it would take the order back; within the answer's callback the process would hang.
    await session.post("HeapProfiler.collectGarbage");
  } finally {
    session.disconnect();
  }
}
