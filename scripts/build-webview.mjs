// Bundles the pages of client/webview for a browser, and the layout's worker beside them.
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

/** Writes `dist/webview`; returns when all is there. */
export async function buildWebviews({ outdir, production, watch }) {
  await mkdir(outdir, { recursive: true });
  const require = createRequire(import.meta.url);
  const worker = require.resolve("elkjs/lib/elk-worker.min.js");
  await copyFile(worker, path.join(outdir, "elk-worker.js"));
  const options = {
    bundle: true,
    platform: "browser",
    format: "iife",
    target: "es2022",
    outdir,
    entryPoints: {
      diagram: "client/webview/diagram/main.tsx",
      designer: "client/webview/designer/main.tsx",
      task: "client/webview/task/main.tsx",
      codicon: "@vscode/codicons/dist/codicon.css",
    },
    loader: { ".ttf": "file" },
    jsx: "automatic",
    define: { "process.env.NODE_ENV": production || !watch ? '"production"' : '"development"' },
    sourcemap: !production,
    minify: production,
    logLevel: "warning",
  };
  const { metafile } = await build({ ...options, metafile: true });
  return metafile;
}
