import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Bundles the engine process for the tests; takes seconds the first time and next to nothing later. */
export default async function setup(): Promise<void> {
  const script = fileURLToPath(new URL("../../scripts/build-engine.mjs", import.meta.url));
  await promisify(execFile)(process.execPath, [script]);
}
