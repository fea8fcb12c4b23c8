// The local backend for `npm start`: dist/backend.js on its embedded database, on a free loopback port.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { clearTimeout, setTimeout } from "node:timers";
import { root } from "../setup/paths.mjs";
import { start, stop } from "../setup/processes.mjs";
import { say } from "../setup/say.mjs";

/** Signs the tokens of this machine's own accounts; made once and kept. */
async function secretKey(dataFolder) {
  const file = path.join(dataFolder, "secret-key");
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept) return kept;
  const made = randomBytes(48).toString("base64url");
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/**
 * Starts the backend, or gives undefined with a line that says why: the editor works without it.
 *
 * @param {string} dataFolder
 */
export async function startBackend(dataFolder) {
  const program = path.join(root, "dist/backend.js");
  if (!existsSync(program)) return undefined;
  await mkdir(dataFolder, { recursive: true });
  const child = start(process.execPath, [program], {
    cwd: dataFolder,
    env: {
      ...process.env,
      DATA_DIR: dataFolder,
      HOST: "127.0.0.1",
      PORT: "0",
      SECRET_KEY: await secretKey(dataFolder),
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (log = (log + chunk).slice(-20_000)));
  const url = await listening(child, () => log);
  if (url) return { url, dataFolder, stop: () => stop(child) };
  await stop(child);
  say(
    `the local backend did not start; the editor works without it. Its last words:\n${log.trim().slice(-1500)}`,
  );
  return undefined;
}

function listening(child, log) {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(undefined), 60_000);
    const done = (url) => {
      clearTimeout(late);
      resolve(url);
    };
    child.once("error", () => done(undefined));
    child.once("exit", () => done(undefined));
    child.stdout.on("data", () => {
      const url = /"listening":\s*"(http:\/\/[^"]+)"/.exec(log())?.[1];
      if (url) done(url);
    });
  });
}
