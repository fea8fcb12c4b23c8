// The local backend for `npm start`: dist/backend.js on its embedded database, on a free loopback port.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { clearTimeout, setTimeout } from "node:timers";
import { root } from "../setup/paths.mjs";
import { start, stop } from "../setup/processes.mjs";

/** Signs the tokens of this machine's own accounts; made once and kept. */
async function secretKey(dataFolder) {
  const file = path.join(dataFolder, "secret-key");
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept) return kept;
  const made = randomBytes(48).toString("base64url");
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/** A port that was free a moment ago. */
async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Starts the backend without waiting for it: its database takes some seconds, and the editor works without it.
 * `ready` resolves to its last words when it could not start.
 *
 * @param {string} dataFolder
 * @param {(mail: { subject: string, link?: string, code?: string }) => void} onMail called for each mail that it would
 * send, were there a mail server: sign-up waits for what is in it
 */
export async function startBackend(dataFolder, onMail) {
  const program = path.join(root, "dist/backend.js");
  if (!existsSync(program)) return undefined;
  await mkdir(dataFolder, { recursive: true });
  const port = await freePort();
  const child = start(process.execPath, [program], {
    cwd: dataFolder,
    env: {
      ...process.env,
      DATA_DIR: dataFolder,
      HOST: "127.0.0.1",
      PORT: String(port),
      SECRET_KEY: await secretKey(dataFolder),
    },
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    const entry = parsed(line);
    if (entry?.subject && (entry.link ?? entry.code)) onMail(entry);
  });
  return { url: `http://127.0.0.1:${port}`, dataFolder, ready: readiness(child), stop: () => stop(child) };
}

/** A line of the backend's log, which is JSON; anything else is not for us. */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readiness(child) {
  let log = "";
  return new Promise((resolve) => {
    const failed = () => resolve(log.trim().slice(-1500) || "nothing");
    const late = setTimeout(failed, 120_000);
    late.unref();
    child.once("error", (error) => resolve(error.message));
    child.once("exit", failed);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        log = (log + chunk).slice(-20_000);
        if (!/"listening":\s*"http/.test(log)) return;
        clearTimeout(late);
        resolve(undefined);
      });
    }
  });
}
