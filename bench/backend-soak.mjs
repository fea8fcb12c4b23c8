// A hundred listeners on five instances of one database: whether each is told of each change, and how soon. Then load
// without a pause, as many requests as a company makes in an hour and more: whether memory stays flat.
//
//   node bench/backend-soak.mjs [--json]        BENCH_SECONDS=240
//
// Needs Debian's postgresql; without it a line says so.
import { readFileSync, chmodSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { TextDecoder } from "node:util";
import { call, newPostgres, newProject, postgresPrograms, startBackend } from "./backend-server.mjs";

const seconds = Number(process.env.BENCH_SECONDS ?? 240);
// Of one person an instance serves twenty at once.
const [instances, listeners, changes] = [5, 100, 200];

if (postgresPrograms() === undefined) {
  console.error("soak: skipped, Debian's package postgresql is not installed");
  if (process.argv.includes("--json")) console.log(JSON.stringify({ skipped: "no PostgreSQL" }));
  process.exit(0);
}
const work = await mkdtemp(path.join(tmpdir(), "dbscst-soak-"));
chmodSync(work, 0o777);
const postgres = await newPostgres(path.join(work, "one"), "fsync = off\nmax_connections = 200");
try {
  const results = { events: await events(), soak: await soak() };
  if (process.argv.includes("--json")) console.log(JSON.stringify(results, null, 2));
  if (results.events.missed > 0 || results.soak.failed > 0) process.exitCode = 1;
} finally {
  postgres.stop("immediate");
  rmSync(work, { recursive: true, force: true });
}

async function events() {
  const backends = [];
  // One after the other: the first makes the tables.
  for (let n = 0; n < instances; n++) backends.push(await startBackend({ DATABASE_URL: postgres.url() }));
  const target = await newProject(backends[0].url);
  const stop = new AbortController();
  const heard = Array.from({ length: listeners }, () => new Map());
  const done = heard.map((times, n) =>
    follow(backends[n % instances].url, target.token, stop.signal, (id) => times.set(id, performance.now())),
  );
  await Promise.all(done.map(({ ready }) => ready));
  const written = new Map();
  for (let n = 0; n < changes; n++) {
    const { status, body } = await call(
      backends[n % instances].url,
      "POST",
      `/v1/projects/${target.project}/tasks`,
      { token: target.token, body: { title: `change ${n}` } },
    );
    if (status === 201) written.set(body.id, performance.now());
  }
  const isTold = () => heard.every((times) => [...written.keys()].every((id) => times.has(id)));
  for (let waited = 0; waited < 10_000 && !isTold(); waited += 50) await delay(50);
  stop.abort();
  await Promise.all(done.map(({ end }) => end));
  for (const { end } of backends) await end("SIGTERM");
  const delays = heard
    .flatMap((times) => [...written].flatMap(([id, at]) => (times.has(id) ? times.get(id) - at : [])))
    .sort((a, b) => a - b);
  const missed = listeners * written.size - delays.length;
  const [median, p99] = [0.5, 0.99].map((part) => delays[Math.floor(delays.length * part)] ?? NaN);
  console.error(
    `${listeners} listeners on ${instances} instances, ${written.size} changes: ${delays.length} events, ${missed} missed; ` +
      `${median.toFixed(1)} ms (median) and ${p99.toFixed(1)} ms (p99) after the answer to the writer`,
  );
  return { listeners, instances, changes: written.size, missed, medianMs: median, p99Ms: p99 };
}

/** Listens to the events of an account; `onTask` gets the id of each new task. */
function follow(url, token, signal, onTask) {
  let ready;
  const isReady = new Promise((resolve) => (ready = resolve));
  const end = (async () => {
    const response = await fetch(`${url}/v1/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) throw new Error(`a listener was answered with ${response.status}`);
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop();
      for (const block of blocks) {
        const type = /^event: *(.*)$/m.exec(block)?.[1];
        if (type === "ready") ready();
        if (type !== "task.created") continue;
        onTask(JSON.parse(/^data: *(.*)$/m.exec(block)[1]).objectId);
      }
    }
  })().catch((error) => {
    if (!signal.aborted) throw error;
  });
  return { ready: Promise.race([isReady, end]), end };
}

async function soak() {
  const backend = await startBackend({ DATABASE_URL: postgres.url() });
  const { token, project } = await newProject(backend.url);
  const list = `/v1/projects/${project}/tasks`;
  const first = await call(backend.url, "POST", list, { token, body: { title: "first" } });
  let [requests, failed, isOver] = [0, 0, false];
  const ask = async (...args) => {
    const { status } = await call(backend.url, ...args);
    requests++;
    if (status === 0 || status >= 400) failed++;
  };
  const load = Array.from({ length: 6 }, async (_, worker) => {
    for (let n = 0; !isOver; n++) {
      if (n % 10 === 8) await ask("POST", list, { token, body: { title: `task ${worker} ${n}` } });
      else if (n % 10 === 9) await ask("GET", `/v1/tasks/${first.body.id}`, { token });
      else if (n % 10 === 7) await ask("GET", "/v1/projects", { token });
      else await ask("GET", list, { token });
    }
  });
  const memory = [];
  for (let second = 0; second < seconds; second += 5) {
    await delay(5_000);
    const status = readFileSync(`/proc/${backend.child.pid}/status`, "utf8");
    memory.push(Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024));
  }
  isOver = true;
  await Promise.all(load);
  await backend.end("SIGTERM");
  const quarter = Math.max(1, memory.length >> 2);
  const medianOf = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  // The first quarter is left out: code and caches come in then.
  const [early, late] = [memory.slice(quarter, 2 * quarter), memory.slice(-quarter)].map(medianOf);
  console.error(
    `${requests} requests in ${seconds} s, as ${Math.round(requests / 3600)} a second for an hour: ${failed} failed; ` +
      `memory ${early} MB in the second quarter, ${late} MB in the last`,
  );
  return { requests, seconds, failed, earlyMb: early, lateMb: late, memory };
}
