// Makes a fresh clone ready: dependencies, dist/ and, when asked for, the browser build of VS Code and Chromium.
//
//   node scripts/bootstrap.mjs [--vscode] [--chromium]
//
// Everything that is there already is reused; a second run says nothing and takes a fraction of a second.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuild } from "./setup/build.mjs";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { exclusively } from "./setup/lock.mjs";
import { root } from "./setup/paths.mjs";
import { Expected, main, say } from "./setup/say.mjs";
import { ensureBrowserBuild } from "./setup/vscode.mjs";

/** The lowest Node that the product and its tools run on; package.json's `engines` says the same. */
const lowest = [20, 20];

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > lowest[0] || (major === lowest[0] && minor >= lowest[1])) return;
  throw new Expected(
    `dbscst needs Node ${lowest.join(".")} or newer, and this is Node ${version} (${process.execPath}). ` +
      "Install a newer one from https://nodejs.org or with a version manager (nvm install), then run the command again.",
  );
}

/**
 * @param {{ vscode?: boolean, chromium?: boolean }} [parts] what is wanted beyond dependencies and build
 * @returns {Promise<{ vscode?: import("./setup/vscode.mjs").BrowserBuild, chromium?: string }>}
 */
export async function bootstrap({ vscode = false, chromium = false } = {}) {
  checkNode();
  // They do not need each other, and each waits for the network most of the time.
  const [browserBuild, browser] = await Promise.all([
    vscode ? ensureBrowserBuild() : undefined,
    chromium ? ensureChromium() : undefined,
    ensureClone(),
  ]);
  return { ...(browserBuild && { vscode: browserBuild }), ...(browser && { chromium: browser }) };
}

async function ensureClone() {
  await exclusively(path.join(root, ".dbscst-dev/setup.lock"), "setting up this clone", async () => {
    await ensureDependencies();
    await ensureBuild();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const parts = {
      vscode: process.argv.includes("--vscode"),
      chromium: process.argv.includes("--chromium"),
    };
    const { vscode, chromium } = await bootstrap(parts);
    if (vscode) say(`VS Code: ${vscode.server}`);
    if (chromium) say(`Chromium: ${chromium}`);
    say("ready");
  });
}
