import { fork } from "node:child_process";
import { EngineUnavailable, type EngineStatement } from "../engine";
import { postgres } from "../postgres/kind";
import type { FromMigration, Migration, MigrationOrder } from "./messages";

export interface MigrationRequest {
  readonly before: readonly EngineStatement[];
  readonly after: readonly EngineStatement[];
  readonly renames: boolean;
  /** What is tried before the schemas are compared; nothing unless given. */
  readonly first?: readonly string[];
}

export interface MigrationOptions {
  readonly signal?: AbortSignal;
  /** For the whole of it, in milliseconds; 120,000 unless given. */
  readonly timeoutMs?: number;
}

/**
 * The statements that turn one PostgreSQL schema into another, found by comparing the catalogs of two throw-away
 * databases and proven by running them on the first. Both schemas must be free of errors; what the sandbox cannot
 * know is in neither.
 * Rejects with the signal's reason when aborted, with EngineUnavailable when it cannot be done, and says why.
 */
export async function planMigration(
  worker: string,
  { before, after, renames, first = [] }: MigrationRequest,
  { signal, timeoutMs = 120_000 }: MigrationOptions = {},
): Promise<Migration> {
  signal?.throwIfAborted();
  const order: MigrationOrder = {
    before: postgres.plan(before).map(({ step }) => step),
    after: postgres.plan(after).map(({ step }) => step),
    renames,
    first,
  };
  const { ELECTRON_RUN_AS_NODE, PATH, SystemRoot } = process.env;
  const child = fork(worker, {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
    execArgv: [],
    env: {
      ...(ELECTRON_RUN_AS_NODE && { ELECTRON_RUN_AS_NODE }),
      ...(PATH && { PATH }),
      ...(SystemRoot && { SystemRoot }),
    },
  });
  const late = AbortSignal.timeout(timeoutMs);
  const stop = () => child.kill("SIGKILL");
  const either = signal ? AbortSignal.any([signal, late]) : late;
  either.addEventListener("abort", stop);
  try {
    return await new Promise<Migration>((resolve, reject) => {
      child.on("error", (error) => {
        reject(new EngineUnavailable(`The databases to compare did not start: ${error.message}.`));
      });
      child.on("message", (message: FromMigration) => {
        if (message.type === "done") resolve(message.migration);
        else reject(new EngineUnavailable(message.message));
      });
      child.on("exit", () => {
        if (signal?.aborted) reject(signal.reason as Error);
        else if (late.aborted) {
          reject(new EngineUnavailable(`Comparing the schemas took longer than ${timeoutMs / 1000} s.`));
        } else reject(new EngineUnavailable("The databases to compare ended unexpectedly."));
      });
      child.send(order);
    });
  } finally {
    either.removeEventListener("abort", stop);
    child.kill("SIGKILL");
  }
}
