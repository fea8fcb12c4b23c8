// What the benchmarks of the backend share: a PostgreSQL of their own from Debian's packages, and a started backend.
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import net from "node:net";
import path from "node:path";

const program = path.join(import.meta.dirname, "..", "dist", "backend.js");
const versions = "/usr/lib/postgresql";
const root = process.getuid?.() === 0;

/** The folder with `initdb`, `pg_basebackup` and the rest; undefined where Debian's package is not installed. */
export function postgresPrograms() {
  if (!existsSync(versions)) return undefined;
  const newest = readdirSync(versions)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1);
  const bin = path.join(versions, newest ?? "", "bin");
  return existsSync(path.join(bin, "initdb")) ? bin : undefined;
}

/** Runs a program as a user that PostgreSQL accepts. */
export function asPlainUser(command, args, options = {}) {
  const all = root
    ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--", command, ...args]
    : [command, ...args];
  return execFileSync(all[0], all.slice(1), {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    ...options,
  });
}

export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server on loopback in `folder`; `start` may be called again after `stop`. */
export async function newPostgres(folder, settings = "") {
  const bin = postgresPrograms();
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  const data = path.join(folder, "data");
  asPlainUser(path.join(bin, "initdb"), [
    "-D",
    data,
    "-U",
    "bench",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--no-locale",
  ]);
  return runPostgres(folder, await freePort(), settings);
}

/** Starts what lies in `folder`/data. */
export function runPostgres(folder, port, settings) {
  const bin = postgresPrograms();
  const data = path.join(folder, "data");
  appendFileSync(
    path.join(data, "postgresql.auto.conf"),
    `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${folder}'\n${settings}\n`,
  );
  const control = (...args) =>
    asPlainUser(path.join(bin, "pg_ctl"), ["-D", data, "-l", path.join(folder, "log"), "-w", ...args], {
      stdio: "ignore",
    });
  control("start");
  return {
    port,
    url: (database = "postgres") => `postgres://bench@127.0.0.1:${port}/${database}`,
    sql: (text, database = "postgres") =>
      asPlainUser(path.join(bin, "psql"), [
        "-h",
        "127.0.0.1",
        "-p",
        String(port),
        "-U",
        "bench",
        "-d",
        database,
        "-XAtqc",
        text,
      ]).trim(),
    stop: (mode = "fast") => control("stop", "-m", mode),
    promote: () => control("promote"),
  };
}

/** Starts `node dist/backend.js` and waits until it listens. */
export function startBackend(environment) {
  const begun = performance.now();
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      LOG_LEVEL: "fatal",
      SECRET_KEY: "a-key-for-measuring-only-0123456789-abcdef",
      REQUIRE_EMAIL_VERIFICATION: "false",
      BACKUP_HOURS: "0",
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const end = (signal) =>
    new Promise((resolve) => {
      child.on("exit", resolve);
      child.kill(signal);
    });
  return new Promise((resolve, reject) => {
    child.on("exit", () => reject(new Error("the backend did not start")));
    child.stdout.once("data", (line) =>
      resolve({ child, end, url: JSON.parse(String(line)).listening, ms: performance.now() - begun }),
    );
  });
}

/** One request; status 0 when there was no answer. */
export async function call(url, method, at, { token, body } = {}) {
  try {
    const response = await fetch(url + at, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  } catch {
    return { status: 0, body: {} };
  }
}

/** A person with a project: what the load writes into. */
export async function newProject(url) {
  const credentials = {
    email: `bench-${process.pid}-${Date.now()}@example.com`,
    password: "plenty-of-uncommon-words-7",
  };
  await call(url, "POST", "/v1/auth/signup", { body: { ...credentials, name: "Bench" } });
  const { body } = await call(url, "POST", "/v1/auth/login", { body: credentials });
  const project = await call(url, "POST", "/v1/projects", {
    token: body.accessToken,
    body: { name: "Load" },
  });
  return { token: body.accessToken, project: project.body.id };
}

/** Writes tasks until it is stopped; gives the ids that were acknowledged and how the rest was answered. */
export function writeTasks(url, { token, project }, writers = 4) {
  const acknowledged = [];
  const refused = {};
  let writing = true;
  const all = Array.from({ length: writers }, async (_, writer) => {
    for (let n = 0; writing; n++) {
      const body = { title: `${writer} ${n}` };
      const { status, body: task } = await call(url, "POST", `/v1/projects/${project}/tasks`, {
        token,
        body,
      });
      if (status === 201) acknowledged.push(task.id);
      else {
        refused[status] = (refused[status] ?? 0) + 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  });
  return {
    acknowledged,
    refused,
    stop: async () => {
      writing = false;
      await Promise.all(all);
    },
  };
}

/** The ids of all tasks of a project, through the API. */
export async function storedTasks(url, { token, project }) {
  const ids = new Set();
  for (let cursor = ""; cursor !== null;) {
    const at = `/v1/projects/${project}/tasks?limit=200${cursor && `&cursor=${cursor}`}`;
    const { status, body } = await call(url, "GET", at, { token });
    if (status !== 200) throw new Error(`the list answered ${status}`);
    for (const { id } of body.items) ids.add(id);
    cursor = body.nextCursor;
  }
  return ids;
}
