// The engine as it is in the source, bundled beside its process, for benchmarks that ask it without a language server.
import { readFileSync } from "node:fs";
import { sourceBundle } from "./source-bundle.mjs";

const { createEngines, loadParsers, parseScript } = await sourceBundle(
  `engine-${process.pid}`,
  ["engine/node", "sql"],
  { engine: true },
);
await loadParsers();

export { parseScript };

/** An engine of its own that is not stopped when idle. */
export async function openEngine(options = {}) {
  const engines = await createEngines({ idleMs: 3_600_000, ...options });
  return { engines, engine: engines.source("postgresql") };
}

/** CPU time of this process and the engine's, in milliseconds; Linux alone tells the latter this way. */
export function spent(pid) {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1000;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return own + (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return own;
  }
}

/** Resident memory in MB. */
export function resident(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
  } catch {
    return 0;
  }
}
