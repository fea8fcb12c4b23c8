import { afterAll, beforeAll, expect, it } from "vitest";
import { sql, type Sql } from "../../server/backend/database/sql";
import { projectsQuery } from "../../server/backend/repositories/projects";
import { tasksQuery, type TaskFilter, type TaskSort } from "../../server/backend/repositories/tasks";
import { TestBackend, type Person } from "./harness";

// With many rows, no page of a list may be found by reading a whole table.

let backend: TestBackend;
let person: Person;
let project: string;
let many: string;

beforeAll(async () => {
  backend = await TestBackend.start("postgresql", { REQUIRE_EMAIL_VERIFICATION: "false" });
  person = await backend.person();
  const add = async (name: string) =>
    (await backend.call("POST", "/v1/projects", { token: person.token, body: { name } })).body.id;
  [project, many] = [await add("P"), await add("Many")];
  await backend.database.asOwner(async (tx) => {
    await tx.query(sql`
      INSERT INTO projects (id, name, description) SELECT gen_random_uuid(), 'p' || n, '' FROM generate_series(1, 2000) n`);
    await tx.query(sql`
      INSERT INTO members (project_id, user_id, role)
      SELECT id, ${person.id}::uuid, 'viewer' FROM projects WHERE id NOT IN (${project}::uuid, ${many}::uuid) LIMIT 300`);
    await tx.query(sql`
      INSERT INTO tasks (id, project_id, title, description, status, priority)
      SELECT gen_random_uuid(), p.id, 'task ' || n, '', 'todo', 'low' FROM projects p, generate_series(1, 50) n`);
    await tx.query(sql`
      INSERT INTO tasks (id, project_id, title, description, status, priority)
      SELECT gen_random_uuid(), ${many}::uuid, 'task ' || n, '', 'todo', 'low' FROM generate_series(1, 5000) n`);
    await tx.query(sql`ANALYZE`);
  });
});
afterAll(async () => {
  await backend.stop();
});

async function planOf(query: Sql): Promise<string> {
  const { userId, sessionId } = backend.backend.context.tokens.verify(person.token);
  return backend.database.transaction({ kind: "user", userId, sessionId }, async (tx) =>
    JSON.stringify(await tx.query(sql`EXPLAIN (FORMAT JSON) ${query}`)),
  );
}

it.each<[string, TaskFilter, TaskSort]>([
  ["all", {}, "newest"],
  ["by status", { statuses: ["todo"] }, "newest"],
  ["by assignee", { assignee: "01900000-0000-7000-8000-000000000000" }, "newest"],
  ["by text", { text: "needle" }, "newest"],
  ["by status in the order of people", { statuses: ["todo"] }, "position"],
])("finds a page of tasks, %s, by an index", async (_what, filter, sort) => {
  const after = sort === "position" ? project.replaceAll("-", "") : project;
  const plan = await planOf(tasksQuery(project, filter, sort, { limit: 50, after }));
  expect(plan).toContain('"Relation Name":"tasks"');
  expect(plan).not.toContain("Seq Scan");
});

it("reads for a page of all tasks little more than these, whatever newer projects have", async () => {
  const { userId, sessionId } = backend.backend.context.tokens.verify(person.token);
  await backend.database.transaction({ kind: "system" }, async (tx) => {
    await tx.query(sql`SELECT list_tasks(${userId}::uuid, ${sessionId}::uuid, ${project}::uuid, NULL, 50)`);
    const [read] = await tx.query<{ rows: number }>(sql`
      SELECT (seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'tasks'`);
    expect(read?.rows).toBeLessThan(200);
  });
});

it.each([
  ["many", () => many],
  ["few", () => project],
])(
  "reads for a page in the order of people little more than it, in a project of %s tasks",
  async (_n, of) => {
    const { userId, sessionId } = backend.backend.context.tokens.verify(person.token);
    const page = { limit: 50, after: "01900000000070008000000000000000" };
    const read = await backend.database.transaction({ kind: "user", userId, sessionId }, async (tx) => {
      await tx.query(tasksQuery(of(), {}, "position", page));
      const [counted] = await tx.query<{ rows: number }>(sql`
      SELECT (seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'tasks'`);
      return counted?.rows;
    });
    expect(read).toBeLessThan(200);
  },
);

it("finds a page of projects by an index", async () => {
  const plan = await planOf(projectsQuery(person.id, { limit: 50, after: undefined }));
  expect(plan).not.toContain("Seq Scan");
});
