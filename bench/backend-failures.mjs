// What is lost when things break under load: the process is killed again and again on both databases, a PostgreSQL is
// restarted, a primary is lost and its synchronous standby promoted, and pgbouncer stands between.
//
//   node bench/backend-failures.mjs [--json]        BENCH_ROUNDS=50
//
// Needs Debian's postgresql, and pgbouncer for the last; what is not installed is skipped with a line that says so.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  asPlainUser,
  call,
  freePort,
  newPostgres,
  newProject,
  postgresPrograms,
  runPostgres,
  startBackend,
  storedTasks,
  writeTasks,
} from "./backend-server.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 50);
const work = await mkdtemp(path.join(tmpdir(), "dbscst-failures-"));
chmodSync(work, 0o777);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const results = {};
const parts = process.env.BENCH_PARTS?.split(",") ?? ["pglite", "postgresql", "standby", "pgbouncer"];

try {
  if (parts.includes("pglite"))
    results.pglite = await killRounds({ DATA_DIR: path.join(work, "embedded") }, "embedded");
  if (postgresPrograms() === undefined) {
    console.error("PostgreSQL: skipped, Debian's package postgresql is not installed");
  } else {
    const postgres = await newPostgres(path.join(work, "one"));
    try {
      const DATABASE_URL = postgres.url();
      if (parts.includes("postgresql")) results.postgresql = await killRounds({ DATABASE_URL }, "PostgreSQL");
      if (parts.includes("postgresql")) results.restart = await restart(postgres);
      if (parts.includes("pgbouncer")) results.pgbouncer = await throughPgbouncer(postgres);
    } finally {
      postgres.stop();
    }
    if (parts.includes("standby")) results.standby = await promotion();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (process.argv.includes("--json")) console.log(JSON.stringify(results, null, 2));

/** `kill -9` while tasks are written, again and again; what was acknowledged has to be there at the end. */
async function killRounds(environment, name) {
  const starts = [];
  const acknowledged = [];
  let target;
  for (let round = 0; round < rounds; round++) {
    const backend = await startBackend(environment);
    if (round > 0) starts.push(backend.ms);
    target ??= await newProject(backend.url);
    const load = writeTasks(backend.url, target);
    const begun = Date.now();
    while (load.acknowledged.length < 20 && Date.now() - begun < 20_000) await sleep(5);
    await sleep(Math.random() * 100);
    await backend.end("SIGKILL");
    await load.stop();
    acknowledged.push(...load.acknowledged);
  }
  const backend = await startBackend(environment);
  const stored = await storedTasks(backend.url, target);
  await backend.end("SIGTERM");
  const lost = acknowledged.filter((id) => !stored.has(id)).length;
  starts.sort((a, b) => a - b);
  const [median, slowest] = [starts[starts.length >> 1], starts.at(-1)].map(Math.round);
  console.error(
    `${name}: ${rounds} × kill -9, ${acknowledged.length} writes acknowledged, ${lost} lost; start again ${median} ms (median), ${slowest} ms (slowest)`,
  );
  return { rounds, acknowledged: acknowledged.length, lost, startMedianMs: median, startSlowestMs: slowest };
}

/** The database is stopped at once and comes back: the backend goes on by itself. */
async function restart(postgres) {
  const backend = await startBackend({ DATABASE_URL: postgres.url() });
  const target = await newProject(backend.url);
  const load = writeTasks(backend.url, target);
  await sleep(1500);
  postgres.stop("immediate");
  await sleep(1000);
  const outcome = await recovery(load, () => runPostgres(path.join(work, "one"), postgres.port, ""));
  return report("PostgreSQL restarted", backend, target, load, outcome);
}

/** The primary is lost; its standby, which every commit has waited for, is promoted behind the same address. */
async function promotion() {
  const primary = await newPostgres(
    path.join(work, "primary"),
    "wal_level = replica\nmax_wal_senders = 4\nsynchronous_commit = on",
  );
  const folder = path.join(work, "standby");
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  asPlainUser(path.join(postgresPrograms(), "pg_basebackup"), [
    ...["-h", "127.0.0.1", "-p", String(primary.port), "-U", "bench", "-D", path.join(folder, "data"), "-R"],
  ]);
  chmodSync(path.join(folder, "data"), 0o700);
  const standby = runPostgres(
    folder,
    await freePort(),
    `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=bench application_name=second'`,
  );
  primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'second'");
  primary.sql("SELECT pg_reload_conf()");
  while (primary.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") !== "1")
    await sleep(100);
  const door = await forward(primary.port);
  const backend = await startBackend({ DATABASE_URL: `postgres://bench@127.0.0.1:${door.port}/postgres` });
  try {
    const target = await newProject(backend.url);
    const load = writeTasks(backend.url, target);
    await sleep(2000);
    primary.stop("immediate");
    const outcome = await recovery(load, () => {
      standby.promote();
      door.to(standby.port);
    });
    return await report("primary lost, standby promoted", backend, target, load, outcome);
  } finally {
    door.close();
    standby.stop();
  }
}

/** How long until a write is acknowledged again. */
async function recovery(load, mend) {
  mend();
  const before = load.acknowledged.length;
  const begun = performance.now();
  while (load.acknowledged.length === before && performance.now() - begun < 60_000) await sleep(10);
  const ms = Math.round(performance.now() - begun);
  await sleep(1000);
  await load.stop();
  return ms;
}

async function report(name, backend, target, load, recoveredMs) {
  const stored = await storedTasks(backend.url, target);
  await backend.end("SIGTERM");
  const lost = load.acknowledged.filter((id) => !stored.has(id)).length;
  const answers = Object.entries(load.refused).map(([status, count]) => `${count} × ${status}`);
  console.error(
    `${name}: ${load.acknowledged.length} writes acknowledged, ${lost} lost; others answered ${answers.join(", ") || "none"}; writes again after ${recoveredMs} ms`,
  );
  return { acknowledged: load.acknowledged.length, lost, refused: load.refused, recoveredMs };
}

/** A port that passes connections on, as a name that points at the present primary would. */
async function forward(first) {
  let target = first;
  const open = new Set();
  const server = net.createServer((client) => {
    const upstream = net.connect(target, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ]) {
      open.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    to: (port) => {
      target = port;
      for (const socket of open) socket.destroy();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** Two instances behind pgbouncer in transaction mode, with fewer connections to the server than they ask for. */
async function throughPgbouncer(postgres) {
  let version;
  try {
    version = /(\d+\.\d+)/.exec(execFileSync("pgbouncer", ["--version"], { encoding: "utf8" }))?.[1];
  } catch {
    console.error("pgbouncer: skipped, Debian's package pgbouncer is not installed");
    return { skipped: "not installed" };
  }
  const folder = path.join(work, "bouncer");
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const port = await freePort();
  writeFileSync(path.join(folder, "users.txt"), '"bench" ""\n');
  writeFileSync(
    path.join(folder, "pgbouncer.ini"),
    [
      "[databases]",
      `* = host=127.0.0.1 port=${postgres.port} user=bench`,
      "[pgbouncer]",
      `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any`,
      "pool_mode = transaction\ndefault_pool_size = 4\nmax_client_conn = 200",
      ...(Number(version?.split(".")[1]) >= 21 ? ["max_prepared_statements = 400"] : []),
      "",
    ].join("\n"),
  );
  postgres.sql("CREATE DATABASE bounced");
  const bouncer = spawn(
    "setpriv",
    [
      "--reuid",
      "nobody",
      "--regid",
      "nogroup",
      "--clear-groups",
      "--",
      "pgbouncer",
      path.join(folder, "pgbouncer.ini"),
    ],
    { stdio: "ignore" },
  );
  await sleep(1000);
  try {
    const environment = {
      DATABASE_URL: `postgres://bench@127.0.0.1:${port}/bounced`,
      DATABASE_PREPARED_STATEMENTS: Number(version?.split(".")[1]) >= 21 ? "true" : "false",
    };
    const backends = [await startBackend(environment), await startBackend(environment)];
    const target = await newProject(backends[0].url);
    const loads = backends.map(({ url }) => writeTasks(url, target, 8));
    const patched = { 200: 0 };
    for (let n = 0; n < 200; n++) {
      const { body } = await call(
        backends[n % 2].url,
        "GET",
        `/v1/projects/${target.project}/tasks?limit=1&status=todo`,
        target,
      );
      const id = body.items?.[0]?.id;
      if (id === undefined) continue;
      const { status } = await call(backends[(n + 1) % 2].url, "PATCH", `/v1/tasks/${id}`, {
        ...target,
        body: { status: "done" },
      });
      patched[status] = (patched[status] ?? 0) + 1;
    }
    await Promise.all(loads.map(async (load) => load.stop()));
    const stored = await storedTasks(backends[0].url, target);
    for (const backend of backends) await backend.end("SIGTERM");
    const acknowledged = loads.flatMap((load) => load.acknowledged);
    const refused = loads.map((load) => load.refused);
    const lost = acknowledged.filter((id) => !stored.has(id)).length;
    console.error(
      `pgbouncer ${version}, transaction mode, 4 connections for 2 instances: ${acknowledged.length} writes, ${lost} lost, refused ${JSON.stringify(refused)}, changes ${JSON.stringify(patched)}`,
    );
    return { version, acknowledged: acknowledged.length, lost, refused, patched };
  } finally {
    bouncer.kill("SIGTERM");
  }
}
