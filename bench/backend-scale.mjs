// A million tasks in ten thousand projects: how long the database takes for a page of each list, and that no plan reads
// a whole table.
//
//   node bench/backend-scale.mjs [--json]        BENCH_TASKS=1000000
//
// Needs Debian's postgresql; without it a line says so.
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { chmodSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { call, newPostgres, newProject, postgresPrograms, startBackend } from "./backend-server.mjs";

const pg = createRequire(import.meta.url)("pg");
const tasks = Number(process.env.BENCH_TASKS ?? 1_000_000);
const projects = Math.max(10, Math.round(tasks / 100));
const samples = 200;

if (postgresPrograms() === undefined) {
  console.error("scale: skipped, Debian's package postgresql is not installed");
  if (process.argv.includes("--json")) console.log(JSON.stringify({ skipped: "no PostgreSQL" }));
  process.exit(0);
}
const work = await mkdtemp(path.join(tmpdir(), "dbscst-scale-"));
chmodSync(work, 0o777);
const postgres = await newPostgres(
  path.join(work, "one"),
  "shared_buffers = 512MB\nfsync = off\nmax_wal_size = 4GB",
);
try {
  const backend = await startBackend({ DATABASE_URL: postgres.url() });
  const target = await newProject(backend.url);
  await call(backend.url, "POST", `/v1/projects/${target.project}/tasks`, {
    token: target.token,
    body: { title: "first" },
  });
  fill();
  const results = { tasks, projects, lists: await lists(backend, target) };
  await backend.end("SIGTERM");
  if (process.argv.includes("--json")) console.log(JSON.stringify(results, null, 2));
  if (Object.values(results.lists).some(({ seqScans }) => seqScans > 0)) process.exitCode = 1;
} finally {
  postgres.stop("immediate");
  rmSync(work, { recursive: true, force: true });
}

/** The caller's project is the oldest and has as many tasks as the others: its page lies far from the newest ids. */
function fill() {
  postgres.sql(`
    SET search_path = dbscst, public;
    CREATE FUNCTION pg_temp.id7(n bigint) RETURNS uuid LANGUAGE sql AS $$
      SELECT (lpad(to_hex(1800000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid $$;
    INSERT INTO projects (id, name, description) SELECT pg_temp.id7(n), 'p' || n, '' FROM generate_series(1, ${projects}) n;
    INSERT INTO members (project_id, user_id, role)
      SELECT p.id, u.id, 'viewer' FROM projects p, users u WHERE p.created_by IS NULL AND right(p.name, 1) = '7';
    INSERT INTO tasks (id, project_id, title, description, status, priority)
      SELECT pg_temp.id7(n), pg_temp.id7(1 + n % ${projects}), 'task ' || n, 'what is to be done', (ARRAY['todo','in_progress','done'])[1 + n % 3], 'low'
      FROM generate_series(1, ${tasks}) n;
    INSERT INTO tasks (id, project_id, title, description, status, priority)
      SELECT gen_random_uuid(), p.id, 'own ' || n, '', 'todo', 'low'
      FROM (SELECT id FROM projects WHERE created_by IS NOT NULL LIMIT 1) p, generate_series(1, 300) n;
    ANALYZE;`);
}

/** Each list through the API; what the database took, and its plans, come from auto_explain-like counters of its own. */
async function lists(backend, { token, project }) {
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  const scans = async () => {
    // Statistics reach the view a moment after the statement that made them.
    await client.query("SELECT pg_sleep(1.2)");
    const { rows } = await client.query(
      "SELECT coalesce(sum(seq_scan), 0)::int AS n FROM pg_stat_user_tables WHERE schemaname = 'dbscst' AND n_live_tup > 2000",
    );
    return rows[0].n;
  };
  const found = {};
  for (const [name, at] of Object.entries({
    "tasks of a project": `/v1/projects/${project}/tasks`,
    "by status": `/v1/projects/${project}/tasks?status=todo`,
    "by assignee": `/v1/projects/${project}/tasks?assignee=me`,
    "by text": `/v1/projects/${project}/tasks?text=own`,
    projects: "/v1/projects",
  })) {
    const first = await call(backend.url, "GET", at, { token });
    if (first.status !== 200) throw new Error(`${at} answered ${first.status}`);
    const before = await scans();
    const times = [];
    for (let n = 0; n < samples; n++) {
      const begun = performance.now();
      await call(backend.url, "GET", at, { token });
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const seqScans = (await scans()) - before;
    found[name] = {
      items: first.body.items.length,
      medianMs: times[samples >> 1],
      p95Ms: times[Math.floor(samples * 0.95)],
      seqScans,
    };
    console.error(
      `${name}: ${first.body.items.length} items, ${found[name].medianMs.toFixed(1)} ms median and ${found[name].p95Ms.toFixed(1)} ms p95 over HTTP, ${seqScans} scans of whole tables`,
    );
  }
  await client.end();
  return found;
}
