// Builds all of dist/. `--watch` rebuilds on change, `--production` minifies.
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import path from "node:path";
import { build, context } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { buildWebviews } from "./scripts/build-webview.mjs";
import {
  backendParts,
  copyBackendAssets,
  exportParts,
  extensionParts,
  partsForLater,
} from "./scripts/build-backend.mjs";
import { sayBuiltFrom, sourcesHash } from "./scripts/setup/sources.mjs";
import { copyEngineAssets, importMetaUrl, importsOfEngines } from "./scripts/build-engine.mjs";

const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

/** Shared by everything that runs in Node; CommonJS, because VS Code's extension host and `__dirname` want it. */
const node = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  outdir: "dist",
  sourcemap: !production,
  minify: production,
  logLevel: "warning",
  // Chosen at run time and shipped beside the bundle, or provided by the host.
  external: ["vscode", "@node-rs/bcrypt", "pg-native"],
  ...importMetaUrl,
};

const entryPoints = {
  extension: "client/extension.ts",
  lsp: "server/startup/lsp.ts",
  "engine-worker": "server/startup/engine-worker.ts",
  "engine-worker-program": "server/engine/worker.ts",
  "compile-ahead": "server/startup/compile-ahead.ts",
  "migration-worker": "server/engine/migration/worker.ts",
  backend: "server/backend/entry.ts",
  "local-backend": "client/api/local-backend-process.ts",
  ...backendParts,
  ...extensionParts,
  ...exportParts,
  "backend-database-worker": "server/backend/database/pglite-worker.ts",
  "backend-bcrypt-worker": "server/backend/bcrypt-worker.ts",
  cli: "server/cli/main.ts",
};
const present = Object.fromEntries(Object.entries(entryPoints).filter(([, file]) => existsSync(file)));

/** Of what is built now; whoever changes a source meanwhile builds again. What is minified is for a package alone. */
const hash = watch || production ? undefined : await sourcesHash();

if (!watch) await rm("dist", { recursive: true, force: true });
const plugins = [partsForLater, importsOfEngines];
const bundles = [
  { ...node, entryPoints: present, plugins },
  {
    ...node,
    entryPoints: { "lsp-program": "server/lsp/main.ts" },
    plugins,
    // A script that V8 compiled before cannot import, so that it loads its parts by `require` (server/startup).
    supported: { "dynamic-import": false },
  },
];
await mkdir("dist", { recursive: true });
await sayBuiltFrom(undefined);
// The parser looks for its WASM beside the bundle that holds it.
const parser = createRequire(import.meta.url).resolve("libpg-query/wasm/libpg-query.wasm");
await copyFile(parser, "dist/libpg-query.wasm");
await copyEngineAssets("dist/engine");
await copyBackendAssets("dist/backend");
await buildWebviews({ outdir: "dist/webview", production, watch });
if (watch) for (const bundle of bundles) await (await context(bundle)).watch();
else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
  await sayBuiltFrom(hash);
  compileAhead();
}

/** What the language server would otherwise start once it has time: goes on by itself, at the lowest priority. */
function compileAhead() {
  const program = path.resolve("dist/compile-ahead.js");
  const files = ["dist/libpg-query.wasm", "dist/engine/pglite.wasm"].map((file) => path.resolve(file));
  const child = spawn(process.execPath, ["--v8-pool-size=0", program, ...files], {
    detached: true,
    stdio: "ignore",
  });
  child.on("error", () => undefined);
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or this system has no priorities.
  }
  child.unref();
}
