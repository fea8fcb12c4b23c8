// The backend under load: beside the baseline of the peers, in turns on one PostgreSQL, where both are there; then what
// its answers tell by their time, and how long it takes to start.
//
//   node bench/backend.mjs [--json]        BENCH_PARTS=load,logins,embedded
//
// The baseline lies outside of the project, in ../shared/peers/seed-baseline (or DBSCST_PEERS); it needs wrk, the
// binaries of a PostgreSQL server and the Python packages that its run.sh names. Without it that part is skipped.
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const root = path.join(import.meta.dirname, "..");
const program = path.join(root, "dist", "backend.js");
const peers = process.env.DBSCST_PEERS ?? path.join(root, "..", "shared", "peers");
const baseline = path.join(peers, "seed-baseline", "compare.mjs");
const settings = { SECRET_KEY: "a-key-for-measuring-only-0123456789-abcdef", LOG_LEVEL: "warn" };
const parts = process.env.BENCH_PARTS?.split(",") ?? ["load", "logins", "embedded"];
const tries = Number(process.env.BENCH_TRIES ?? 200);

const work = await mkdtemp(path.join(tmpdir(), "dbscst-bench-"));
const results = {};
try {
  if (parts.includes("load")) results.load = await load();
  if (parts.includes("logins")) results.logins = await duringLogins();
  if (parts.includes("embedded")) results.embedded = await embedded();
} finally {
  await rm(work, { recursive: true, force: true });
}
if (process.argv.includes("--json")) console.log(JSON.stringify(results, null, 2));

/** Reads and writes a second and CPU for each, against the baseline. */
async function load() {
  if (!existsSync(baseline)) {
    console.error(`load: skipped, ${baseline} is not there`);
    return { skipped: "the baseline is not there" };
  }
  const variants = path.join(work, "variants.json");
  const paths = {
    signup: "/v1/auth/signup",
    verify: "/verify",
    login: "/v1/auth/login",
    projects: "/v1/projects",
    tasks: "/v1/projects/:id/tasks",
  };
  await writeFile(
    variants,
    JSON.stringify([
      {
        label: "baseline",
        command:
          "/usr/bin/python3 -m uvicorn app:app --host 127.0.0.1 --port $PORT --loop uvloop --http httptools --no-access-log --log-level warning",
      },
      {
        label: "dbscst",
        command: `node ${program}`,
        env: { ...settings, REQUIRE_EMAIL_VERIFICATION: "false", DATA_DIR: path.join(work, "unused") },
        paths,
      },
    ]),
  );
  const args = [baseline, variants, "--rounds", "3", "--seconds", "4", "--wait", "5"];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
    const { result } = JSON.parse(stdout);
    for (const what of ["tasks_get", "task_post"]) {
      const [theirs, ours] = [result.baseline?.[what], result.dbscst?.[what]];
      if (!theirs || !ours) continue;
      console.error(
        `${what}: ${ours.rps} requests/s against ${theirs.rps} (${(ours.rps / theirs.rps).toFixed(1)}×), ` +
          `${ours.cpu_ms_per_request} ms of CPU against ${theirs.cpu_ms_per_request} (1/${(theirs.cpu_ms_per_request / ours.cpu_ms_per_request).toFixed(1)})`,
      );
    }
    return result;
  } catch (error) {
    const reason = String(error.stderr ?? error).split("\n")[0];
    console.error(`load: skipped, ${reason}`);
    return { skipped: reason };
  }
}

/** How long a page of 50 tasks takes while eight people log in, again and again, on the embedded database. */
async function duringLogins() {
  const { child, url } = await start({
    DATA_DIR: path.join(work, "logins"),
    REQUIRE_EMAIL_VERIFICATION: "false",
  });
  const ask = async (method, at, body, token) => {
    const response = await fetch(url + at, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${at} was answered with ${response.status}`);
    return answer;
  };
  const people = Array.from({ length: 8 }, (_, n) => ({
    email: `person-${n}@example.com`,
    password: "plenty-of-uncommon-words-7",
  }));
  for (const person of people) await ask("POST", "/v1/auth/signup", { ...person, name: "P" });
  const token = (await ask("POST", "/v1/auth/login", people[0])).accessToken;
  const { id } = await ask("POST", "/v1/projects", { name: "P" }, token);
  const tasks = `/v1/projects/${id}/tasks`;
  for (let n = 0; n < 50; n++) await ask("POST", tasks, { title: `Task ${n}` }, token);
  const times = [];
  let logins = 0;
  const end = performance.now() + 10_000;
  await Promise.all([
    ...people.map(async (person) => {
      for (; performance.now() < end; logins++) await ask("POST", "/v1/auth/login", person);
    }),
    (async () => {
      while (performance.now() < end) {
        const begun = performance.now();
        await ask("GET", tasks, undefined, token);
        times.push(performance.now() - begun);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })(),
  ]);
  await stop(child);
  times.sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((part) => times[Math.floor(times.length * part)] ?? NaN);
  console.error(
    `while ${logins} people log in, eight at once: a page of 50 tasks takes ${p50.toFixed(1)} ms (median), ${p99.toFixed(1)} ms (p99)`,
  );
  return { logins, requests: times.length, p50, p99 };
}

/** On the embedded database: how long it starts, and whether the time of an answer tells that an address is known. */
async function embedded() {
  const DATA_DIR = path.join(work, "data");
  const first = await start({ DATA_DIR });
  await stop(first.child);
  const again = await start({ DATA_DIR });
  await stop(again.child);
  const open = await start({ DATA_DIR, REQUIRE_EMAIL_VERIFICATION: "false" });
  const known = [];
  for (let i = 0; i < tries; i += 4) {
    const email = `known-${i}@example.com`;
    await post(open.url, "/v1/auth/signup", { email, password: "plenty-of-uncommon-words-7", name: "K" });
    known.push(email);
  }
  await stop(open.child);
  const { child, url, rss } = await start({ DATA_DIR });
  const gaps = {};
  for (const [name, at, body] of [
    ["login", "/v1/auth/login", (email) => ({ email, password: "wrong-but-long-enough" })],
    ["signup", "/v1/auth/signup", (email) => ({ email, password: "plenty-of-uncommon-words-8", name: "X" })],
    ["forgot", "/v1/auth/password/forgot", (email) => ({ email })],
  ]) {
    const times = { known: [], unknown: [] };
    for (let i = 0; i < tries / 4; i++) {
      for (const kind of i % 2 ? ["known", "unknown"] : ["unknown", "known"]) {
        const email = kind === "known" ? known[i] : `unknown-${name}-${i}@example.com`;
        const begun = performance.now();
        const status = await post(url, at, body(email));
        if (status !== 429) times[kind].push(performance.now() - begun);
      }
    }
    const [left, right] = [median(times.known), median(times.unknown)];
    gaps[name] = { known: left, unknown: right, gap: Math.abs(left - right), tries: times.known.length };
    console.error(
      `${name}: known ${left.toFixed(1)} ms, unknown ${right.toFixed(1)} ms, gap ${Math.abs(left - right).toFixed(1)} ms (${times.known.length} each)`,
    );
  }
  await stop(child);
  console.error(
    `start of the embedded database: ${Math.round(first.ms)} ms the first time, ${Math.round(again.ms)} ms then; ${rss} MB`,
  );
  return { firstStartMs: first.ms, startMs: again.ms, rssMb: rss, gaps };
}

function median(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

async function post(url, at, body) {
  const response = await fetch(url + at, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}

function start(environment) {
  const begun = performance.now();
  const child = spawn(process.execPath, [program], {
    cwd: work,
    env: { PATH: process.env.PATH, PORT: "0", ...settings, ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve, reject) => {
    child.on("exit", () => reject(new Error("the backend did not start")));
    child.stdout.once("data", (line) => {
      const rss = Math.round(
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024,
      );
      resolve({ child, rss, url: JSON.parse(String(line)).listening, ms: performance.now() - begun });
    });
  });
}

function stop(child) {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.on("exit", resolve);
    child.kill("SIGTERM");
  });
}
