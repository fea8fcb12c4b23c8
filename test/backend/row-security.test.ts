import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../server/backend/database/database";
import { raw, sql, type Sql } from "../../server/backend/database/sql";
import { TestBackend, type DatabaseKind, type Person } from "./harness";

const kinds: DatabaseKind[] = ["postgresql", "pglite"];

// The services decide who may do what. Here they are left out: what they would have let through by mistake, the
// database itself must hold back.

describe.each(kinds)("row-level security on %s", (kind) => {
  let backend: TestBackend;
  let owner: Person;
  let viewer: Person;
  let stranger: Person;
  let project: string;
  let task: string;
  beforeAll(async () => {
    backend = await TestBackend.start(kind, { REQUIRE_EMAIL_VERIFICATION: "false" });
    [owner, viewer, stranger] = [
      await backend.person("Owner"),
      await backend.person("Viewer"),
      await backend.person("Stranger"),
    ];
    const { token } = owner;
    project = (await backend.call("POST", "/v1/projects", { token, body: { name: "P" } })).body.id;
    const path = `/v1/projects/${project}/tasks`;
    task = (await backend.call("POST", path, { token, body: { title: "T" } })).body.id;
    await backend.call("POST", `/v1/projects/${project}/schemas`, {
      token,
      body: { name: "S", sql: "SELECT 1;" },
    });
    await backend.join(project, owner, viewer, "viewer");
  });
  afterAll(async () => {
    await backend.stop();
  });

  async function actorOf(person: Person): Promise<Actor> {
    const rows = await backend.database.asOwner(async (tx) =>
      tx.query<{ id: string }>(sql`SELECT id FROM sessions WHERE user_id = ${person.id} LIMIT 1`),
    );
    return { kind: "user", userId: person.id, sessionId: rows[0]?.id ?? "" };
  }

  async function as(person: Person, statement: Sql): Promise<number | string> {
    try {
      return await backend.database.transaction(
        await actorOf(person),
        async (tx) => (await tx.query(statement)).length,
      );
    } catch (error) {
      return error instanceof Error ? error.message.replace(/ (for )?(table|relation) .*/, "") : "?";
    }
  }

  it("shows a stranger nothing and a member what is the project's", async () => {
    const tables = ["projects", "members", "tasks", "schemas", "schema_texts", "schema_versions", "events"];
    for (const table of tables) {
      const all = sql`SELECT * FROM ${raw(table)}`;
      expect([table, await as(stranger, all)]).toEqual([table, 0]);
      expect([table, (await as(viewer, all)) !== 0]).toEqual([table, true]);
    }
    expect(await as(stranger, sql`SELECT * FROM users`)).toBe(1);
    expect(await as(viewer, sql`SELECT * FROM users`)).toBe(2);
    expect(await as(viewer, sql`SELECT * FROM credentials WHERE user_id = ${owner.id}`)).toBe(0);
    expect(await as(viewer, sql`SELECT * FROM signups`)).toBe(0);
    expect(await as(viewer, sql`SELECT * FROM refresh_tokens`)).toBe(0);
  });

  it("holds writes back that the role does not allow", async () => {
    const rename = sql`UPDATE tasks SET title = 'stolen' WHERE id = ${task} RETURNING id`;
    expect([await as(stranger, rename), await as(viewer, rename), await as(owner, rename)]).toEqual([
      0, 0, 1,
    ]);
    const raise = sql`UPDATE members SET role = 'owner' WHERE user_id = ${viewer.id} RETURNING role`;
    expect(await as(viewer, raise)).toBe(0);
    const enter = sql`INSERT INTO members (project_id, user_id, role) VALUES (${project}, ${stranger.id}, 'editor')`;
    expect(await as(stranger, enter)).toBe("new row violates row-level security policy");
    expect(await as(owner, sql`UPDATE schema_versions SET message = 'x'`)).toBe("permission denied");
    expect(await as(owner, sql`DELETE FROM audit_events`)).toBe("permission denied");
  });

  it("shows nothing when nobody said in whose name", async () => {
    const rows = await backend.database.asOwner(async (tx) => {
      await tx.query(sql`SET LOCAL ROLE dbscst_app`);
      return tx.query(sql`SELECT * FROM tasks`);
    });
    expect(rows).toEqual([]);
  });

  it("binds every table", async () => {
    const open = await backend.database.asOwner(async (tx) =>
      tx.query<{ name: string }>(sql`
        SELECT relname AS name FROM pg_class
        WHERE relnamespace = 'dbscst'::regnamespace AND relkind = 'r' AND NOT relrowsecurity
          AND relname NOT LIKE 'kysely%'`),
    );
    expect(open).toEqual([]);
    const role = await backend.database.asOwner(async (tx) =>
      tx.query(sql`SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'dbscst_app'`),
    );
    expect(role).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false }]);
  });
});
