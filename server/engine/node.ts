import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Dialect } from "../sql";
import { EngineUnavailable, type Engine, type EngineStatement, type Verdict } from "./engine";
import type { Migration } from "./migration/messages";
import { planMigration, type MigrationOptions, type MigrationRequest } from "./migration/plan-migration";
import { postgres } from "./postgres/kind";
import { ProcessEngine } from "./process-engine";
import { Sandbox } from "./sandbox/sandbox";
import { sqlite } from "./sqlite/kind";

export { SandboxEnded, type Sandbox, type SandboxAnswer } from "./sandbox/sandbox";

export type { Migration } from "./migration/messages";
export { EngineUnavailable, type Failure } from "./engine";
export { dangersOf, migrationScript } from "./migration/script";

export interface EnginesOptions {
  /** After this long without a run the process of an engine is ended, in milliseconds; 60,000 unless given. */
  readonly idleMs?: number;
  /** The bundle of the engine process; found by itself unless given. */
  readonly worker?: string;
}

/** The engines of a process, shared by all of its documents. */
export interface Engines {
  /** The engine of a dialect, or undefined where it has none. Nothing is started before the first run. */
  readonly source: (dialect: Dialect) => Engine | undefined;
  /**
   * The way from one PostgreSQL schema to another, in a process of its own that is gone afterwards.
   * Rejects with EngineUnavailable when it cannot be found, and says why.
   */
  migration(request: MigrationRequest, options?: MigrationOptions): Promise<Migration>;
  /**
   * A database of its own with a schema in it, for whoever asks; it must be ended. Undefined where the dialect has no
   * engine. Rejects with EngineUnavailable, or with SandboxEnded when aborted.
   */
  openSandbox(
    dialect: Dialect,
    statements: readonly EngineStatement[],
    signal?: AbortSignal,
  ): Promise<{ readonly sandbox: Sandbox; readonly verdicts: readonly Verdict[] } | undefined>;
  dispose(): Promise<void>;
}

/** Where no engine can be had: nothing is run. */
export const noEngines: Engines = {
  source: () => undefined,
  migration: () => Promise.reject(new EngineUnavailable("There is no engine to compare schemas with.")),
  openSandbox: () => Promise.reject(new EngineUnavailable("There is no engine to try the schema on.")),
  dispose: () => Promise.resolve(),
};

/**
 * The engines for Node: one process for each dialect that has an engine, started at the first run and ended when
 * idle. Rejects with EngineUnavailable when the bundle of the process is missing.
 */
export function createEngines(options: EnginesOptions = {}): Promise<Engines> {
  const worker = options.worker ?? findWorker();
  if (worker === undefined) {
    return Promise.reject(
      new EngineUnavailable("The engine is not built. Run `npm run build`, then try again."),
    );
  }
  const settings = { worker, idleMs: options.idleMs ?? 60_000 };
  const engines = [postgres, sqlite].map((kind) => new ProcessEngine(kind, settings));
  const sandboxes = new Set<Sandbox>();
  return Promise.resolve({
    source: (dialect) => engines.find((engine) => engine.dialect === dialect),
    migration: (request, how) => planMigration(join(dirname(worker), "migration-worker.js"), request, how),
    openSandbox: async (dialect, statements, signal) => {
      const kind = [postgres, sqlite].find((one) => one.dialect === dialect);
      const opened = kind && (await Sandbox.open(worker, kind, statements, signal));
      for (const sandbox of sandboxes) if (!sandbox.alive) sandboxes.delete(sandbox);
      if (opened) sandboxes.add(opened.sandbox);
      return opened;
    },
    dispose: async () => {
      for (const sandbox of sandboxes) sandbox.end();
      await Promise.all(engines.map((engine) => engine.dispose()));
    },
  });
}

/** Beside this bundle; for code that runs from source, where `scripts/build-engine.mjs` puts it. */
function findWorker(): string | undefined {
  return [
    join(__dirname, "engine-worker.js"),
    join(__dirname, "..", "..", ".dbscst-dev", "engine-process", "engine-worker.js"),
  ].find((path) => existsSync(path));
}
