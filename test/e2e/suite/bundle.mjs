// Bundles the suite that runs inside the extension host, for the browser build and for a desktop VS Code alike.
import path from "node:path";
import { build } from "esbuild";
import { out, root } from "../../../scripts/setup/paths.mjs";

/** @returns {Promise<string>} the entry that VS Code loads: it exports `run` */
export async function bundleSuite() {
  const outfile = path.join(out, "e2e/suite.cjs");
  await build({
    entryPoints: [path.join(root, "test/e2e/suite/index.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return outfile;
}
