// The browser build of VS Code as a running server: one address on the loopback, ended with us.
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { clearTimeout, setTimeout } from "node:timers";
import { start, stop } from "../setup/processes.mjs";
import { Expected } from "../setup/say.mjs";
import { frontDoor } from "./front-door.mjs";

/** Settings that make a fresh workbench quiet: no welcome, no questions, nothing from outside. */
const quiet = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "remote.autoForwardPorts": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Restricted mode, without the question. */
const restricted = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
};

/** Reads a random value that outlives a restart, or makes it. Only the person who runs us may read it. */
async function keptSecret(file, bytes) {
  const kept = await readFile(file).catch(() => Buffer.alloc(0));
  if (kept.length === bytes) return kept;
  const made = randomBytes(bytes);
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/**
 * Tells the server which extensions it has. The extension is used where it is (no copy), as one that was installed
 * from a location; so it is there in every browser that opens the page, and a new build needs only a reload.
 */
async function registerExtension(dataFolder, extension) {
  const { publisher, name, version } = JSON.parse(
    await readFile(path.join(extension, "package.json"), "utf8"),
  );
  const folder = path.join(dataFolder, "extensions");
  await mkdir(folder, { recursive: true });
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: uriPath(extension), scheme: "file" },
    metadata: { source: "resource", isMachineScoped: false, pinned: true },
  };
  await writeFile(path.join(folder, "extensions.json"), JSON.stringify([entry]));
}

/** A path as a URI has it: forward slashes, one of them first. */
function uriPath(file) {
  const slashes = file.split(path.sep).join("/");
  return slashes.startsWith("/") ? slashes : `/${slashes}`;
}

/**
 * Starts the server and gives its address.
 *
 * @param {object} options
 * @param {import("../setup/vscode.mjs").BrowserBuild} options.build
 * @param {string} options.dataFolder what the editor keeps: settings, secrets' key, logs
 * @param {string} options.folder the workspace
 * @param {string} [options.extension] folder of an extension that counts as installed
 * @param {{ extension: string, tests?: string }} [options.development] an extension, and a suite, to run as under development
 * @param {readonly string[]} [options.open] files to open in a workspace that was never opened before
 * @param {Record<string, unknown>} [options.settings] the person's settings, on top of the quiet ones
 * @param {boolean} [options.trust] false: the workspace is opened in restricted mode
 * @param {Record<string, string>} [options.env]
 * @param {number} [options.port] 0, or a port that is busy: any free one
 * @returns {Promise<{ url: string, origin: string, log: () => string, stop: () => Promise<void> }>}
 */
export async function startServer({
  build,
  dataFolder,
  folder,
  extension,
  development,
  open = [],
  settings = {},
  trust = true,
  env = {},
  port = 0,
}) {
  const userFolder = path.join(dataFolder, "data/User");
  await mkdir(userFolder, { recursive: true });
  await writeSettings(
    path.join(userFolder, "settings.json"),
    trust ? settings : { ...restricted, ...settings },
  );
  if (extension) await registerExtension(dataFolder, extension);
  const token = (await keptSecret(path.join(dataFolder, "token"), 16)).toString("hex");
  const secretsKey = await keptSecret(path.join(dataFolder, "secrets-key"), 32);

  const child = start(
    build.node,
    [
      build.server,
      ...["--host", "127.0.0.1", "--port", "0", "--connection-token", token],
      ...["--server-data-dir", dataFolder, "--accept-server-license-terms", "--telemetry-level", "off"],
      ...(trust ? ["--disable-workspace-trust"] : []),
    ],
    // An empty gallery keeps the workbench from asking a marketplace.
    { env: { ...process.env, EXTENSIONS_GALLERY: "{}", ...env } },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (log = (log + chunk).slice(-500_000)));
  const inner = await listening(child, () => log);

  const door = await frontDoor({
    port,
    inner,
    token,
    secretsKey,
    amend: (configuration, host) => amend(configuration, { host, folder, development, open }),
  });
  const origin = `http://127.0.0.1:${door.port}`;
  return {
    origin,
    url: `${origin}/?tkn=${token}&folder=${encodeURIComponent(uriPath(folder))}`,
    log: () => log,
    async stop() {
      await door.close();
      await stop(child);
    },
  };
}

/** The quiet settings are defaults: what a person changed in the editor stays. */
async function writeSettings(file, settings) {
  let kept = {};
  try {
    kept = JSON.parse(await readFile(file, "utf8"));
  } catch {
    // None yet, or with comments that a person wrote: then it is theirs and stays as it is.
    if (await readFile(file).catch(() => undefined)) return;
  }
  await writeFile(file, JSON.stringify({ ...quiet, ...kept, ...settings }, undefined, 2));
}

/** Adds to the page's configuration what the URL of a built VS Code cannot say, and takes out what only its host has. */
function amend(configuration, { host, folder, development, open }) {
  const {
    serviceWorker: _worker,
    updateEndpoint: _update,
    telemetryEndpoint: _telemetry,
    ...product
  } = configuration.productConfiguration;
  // The workbench calls the server by the name that the page was asked for by; another name is another file to it.
  const remote = (file) => ({ $mid: 1, scheme: "vscode-remote", authority: host, path: uriPath(file) });
  return {
    ...configuration,
    productConfiguration: { ...product, enableTelemetry: false },
    ...(open.length > 0 && {
      defaultLayout: { editors: open.map((file) => ({ uri: remote(path.join(folder, file)) })) },
    }),
    ...(development && {
      developmentOptions: {
        ...configuration.developmentOptions,
        extensions: [remote(development.extension)],
        ...(development.tests && { extensionTestsPath: remote(development.tests) }),
      },
    }),
  };
}

function listening(child, log) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Expected(`the server of VS Code ${why}:\n${log().trim().slice(-3000)}`));
    const late = setTimeout(() => fail("did not start within a minute"), 60_000);
    child.once("error", (error) => fail(`could not be started (${error.message})`));
    child.once("exit", (code) => {
      clearTimeout(late);
      fail(`ended with code ${code} before it was ready`);
    });
    child.stdout.on("data", () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (!port) return;
      clearTimeout(late);
      resolve(Number(port));
    });
  });
}
