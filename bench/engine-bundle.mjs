// The engine as it is in the source, bundled beside its process, for benchmarks that ask it without a language server.
import { execFile } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { importMetaUrl } from "../scripts/build-engine.mjs";

const root = path.join(import.meta.dirname, "..");
const { createEngines, loadParsers, parseScript } = await bundle();
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

async function bundle() {
  await promisify(execFile)(process.execPath, [path.join(root, "scripts/build-engine.mjs")]);
  const folder = path.join(root, ".dbscst-dev/engine-process");
  const outfile = path.join(folder, `bench-${process.pid}.cjs`);
  await build({
    stdin: {
      contents: `export { createEngines } from "./server/engine/node"; export * from "./server/sql";`,
      resolveDir: root,
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    logLevel: "error",
    ...importMetaUrl,
  });
  copyFileSync(
    path.join(root, "node_modules/libpg-query/wasm/libpg-query.wasm"),
    path.join(folder, "libpg-query.wasm"),
  );
  return createRequire(import.meta.url)(outfile);
}
