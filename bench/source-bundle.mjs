// Folders of `server/` bundled from the source, for benchmarks that call them without a process between.
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { importMetaUrl } from "../scripts/build-engine.mjs";

const root = path.join(import.meta.dirname, "..");

/**
 * What the folders give together. `engine`: beside the engine's own process, so that engines can be created.
 *
 * @param {string} name of the bundle; two that run at once need two names
 * @param {readonly string[]} folders below `server/`
 */
export async function sourceBundle(name, folders, { engine = false } = {}) {
  const folder = path.join(root, ".dbscst-dev", engine ? "engine-process" : "source-bundles");
  if (engine) await promisify(execFile)(process.execPath, [path.join(root, "scripts/build-engine.mjs")]);
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, `${name}-bench.cjs`);
  await build({
    stdin: {
      contents: folders.map((one) => `export * from "./server/${one}";`).join("\n"),
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
