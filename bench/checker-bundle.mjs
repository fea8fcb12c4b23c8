// The checker with its engines, bundled from the source beside the engine's own process.
import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { importMetaUrl } from "../scripts/build-engine.mjs";

const root = path.join(import.meta.dirname, "..");

/** What `server/checker`, `server/engine/node`, `server/sql` and `server/schema` give. */
export async function checkerBundle(name) {
  await promisify(execFile)(process.execPath, [path.join(root, "scripts/build-engine.mjs")]);
  const folder = path.join(root, ".dbscst-dev/engine-process");
  const outfile = path.join(folder, `${name}-bench.cjs`);
  await build({
    stdin: {
      contents: ["checker", "engine/node", "sql", "schema"]
        .map((one) => `export * from "./server/${one}";`)
        .join("\n"),
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
