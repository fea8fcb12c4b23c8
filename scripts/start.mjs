// `npm start`: the extension in a real VS Code on a sample workspace, with the local backend beside it.
//
//   npm start [-- --browser] [-- --fresh] [-- --port N]
//
// A desktop VS Code is taken where there is one (`code` on the PATH, or VSCODE_PATH), else, or with --browser, the
// browser build is installed once and served on the loopback. --fresh forgets what earlier starts left.
import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { bootstrap } from "./bootstrap.mjs";
import { findChromium, onPath } from "./setup/chromium.mjs";
import { root, scratch } from "./setup/paths.mjs";
import { isStopping, onStop, run, start, stopWithNpm } from "./setup/processes.mjs";
import { Expected, main, say, step } from "./setup/say.mjs";
import { startBackend } from "./workbench/backend.mjs";
import { startServer } from "./workbench/server.mjs";

/** The same port each time, so that the browser finds its window state and secrets again. */
const usualPort = 8931;

await main(async () => {
  const { browser, fresh, port } = options();
  stopWithNpm();
  const desktop = browser ? undefined : await findDesktop();
  say(desktop ? `opening dbscst in ${desktop}` : "opening dbscst in the browser build of VS Code");
  const { vscode } = await bootstrap({ vscode: !desktop });
  if (fresh) await rm(scratch, { recursive: true, force: true });
  const workspace = await sampleWorkspace();
  await (desktop ? openDesktop(desktop, workspace) : openBrowser(vscode, workspace, port));
});

function options() {
  const usage = "usage: npm start [-- --browser] [-- --fresh] [-- --port N]";
  try {
    const { values } = parseArgs({
      options: {
        browser: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        port: { type: "string", default: String(usualPort) },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is no port`);
    return { ...values, port };
  } catch (error) {
    throw new Expected(`${error.message}\n${usage}`);
  }
}

async function findDesktop() {
  const named = process.env.VSCODE_PATH;
  if (named && !existsSync(named)) {
    throw new Expected(`VSCODE_PATH is set to ${named}, which does not exist. Correct it or unset it.`);
  }
  return named || (await onPath(["code"]));
}

/** A copy, so that trying things out leaves the clone as it is; it is kept from start to start. */
async function sampleWorkspace() {
  const folder = path.join(scratch, "sample");
  if (!existsSync(folder)) await cp(path.join(root, "media/sample-workspace"), folder, { recursive: true });
  return folder;
}

async function openDesktop(code, workspace) {
  const args = ["--new-window", `--extensionDevelopmentPath=${root}`, workspace];
  const files = ["brief.md", "shop.sql"].map((file) => path.join(workspace, file));
  const { code: exit, output } = await run(code, [...args, ...files], {
    shell: process.platform === "win32",
  });
  if (exit !== 0) {
    throw new Expected(
      `${code} could not be opened:\n${output.trim()}\n` +
        "Set VSCODE_PATH to another VS Code, or use the browser build: npm start -- --browser",
    );
  }
  say('opened. Press F1 and run "Generate Schema".');
}

async function openBrowser(build, workspace, port) {
  const backend = await startBackend(path.join(scratch, "backend"), ({ subject, link, code }) => {
    const parts = [link, code && `code ${code}`].filter(Boolean);
    say(`mail of the local backend, "${subject}": ${parts.join(", ")}`);
  });
  const server = await step("starting VS Code", () =>
    startServer({
      build,
      dataFolder: path.join(scratch, "vscode"),
      folder: workspace,
      extension: root,
      open: ["brief.md", "shop.sql"],
      settings: { "dbscst.backend.url": backend?.url ?? "" },
      port,
    }),
  );
  onStop(async () => {
    say("stopping");
    await server.stop();
    await backend?.stop();
  });
  console.log(`\n  dbscst is ready: ${server.url}\n`);
  await showWindow(server);
  say('press F1 there and run "Generate Schema"; Ctrl-C here stops everything');
  void backend?.ready.then((failure) => {
    if (isStopping()) return;
    if (failure) say(`the local backend did not start; the editor works without it. It said:\n${failure}`);
    else say(`local backend: ${backend.url} (its data: ${path.relative(root, backend.dataFolder)})`);
  });
}

/** Opens the address where there is a display; elsewhere it is for the person to open. */
async function showWindow({ url, origin }) {
  const opener = await windowOpener();
  if (!opener) {
    const { port } = new URL(origin);
    say("there is no display here, so open the address in a browser on this machine, or from another one:");
    say(`  ssh -N -L ${port}:127.0.0.1:${port} ${os.userInfo().username}@${os.hostname()}`);
    return;
  }
  say(`opening it with ${opener.file}`);
  const child = start(opener.file, [...opener.args, url], { stdio: "ignore" });
  child.once("error", (error) =>
    say(`the browser could not be opened (${error.message}); open the address yourself`),
  );
}

async function windowOpener() {
  if (process.env.CI || process.env.BROWSER === "none") return undefined;
  if (process.platform === "darwin") return { file: "open", args: [] };
  if (process.platform === "win32") return { file: "explorer.exe", args: [] };
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const chosen = await onPath(["xdg-open"]);
  if (chosen) return { file: chosen, args: [] };
  const chromium = await findChromium();
  return chromium && { file: chromium, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] };
}
