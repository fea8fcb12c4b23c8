import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../server/backend/database/sql";
import { TestBackend, type Body, type Call, type DatabaseKind, type Person } from "./harness";

// Every route × every role × what is the project's own, another project's, and nobody's. The rows are written by hand,
// the routes come from the server: a route without a row fails.

const roles = ["owner", "admin", "editor", "viewer", "stranger", "nobody"] as const;
type Role = (typeof roles)[number];
/** The statuses of owner, admin, editor, viewer, stranger and of a call without a token. */
type Row = readonly [number, number, number, number, number, number];

interface Case {
  readonly row: Row;
  readonly body?: (fixture: Fixture) => object;
  /** The path's parameters, where they are not the fixture's. */
  readonly path?: (fixture: Fixture) => string;
}

interface Fixture {
  readonly people: Record<Exclude<Role, "nobody">, Person>;
  readonly project: string;
  readonly task: string;
  readonly schema: string;
  readonly invitation: string;
}

const read: Row = [200, 200, 200, 200, 404, 401];
const write = (status: number): Row => [status, status, status, 403, 404, 401];
const manage = (status: number): Row => [status, status, 403, 403, 404, 401];
const own = (status: number): Row => [status, 403, 403, 403, 404, 401];
const anyone = (status: number): Row => [status, status, status, status, status, 401];
const open = (status: number): Row => [status, status, status, status, status, status];

const cases: Record<string, Case> = {
  "POST /v1/auth/signup": { row: open(400) },
  "POST /v1/auth/verify": { row: open(400) },
  "POST /v1/auth/verify/resend": { row: open(400) },
  "POST /v1/auth/login": { row: open(400) },
  "POST /v1/auth/refresh": { row: open(400) },
  "POST /v1/auth/password/forgot": { row: open(400) },
  "POST /v1/auth/password/reset": { row: open(400) },
  "POST /v1/auth/password/change": { row: anyone(400) },
  "POST /v1/auth/logout": { row: anyone(204) },
  "POST /v1/auth/logout-all": { row: anyone(204) },
  "GET /v1/me": { row: anyone(200) },
  "PATCH /v1/me": { row: anyone(200), body: () => ({ name: "New" }) },
  "DELETE /v1/me": { row: anyone(204) },
  "GET /v1/me/sessions": { row: anyone(200) },
  "DELETE /v1/me/sessions/:id": { row: anyone(404) },
  "GET /v1/me/audit": { row: anyone(200) },
  "POST /v1/me/totp": { row: anyone(201) },
  "POST /v1/me/totp/confirm": { row: anyone(409), body: () => ({ code: "123456" }) },
  "DELETE /v1/me/totp": { row: anyone(401), body: () => ({ password: "wrong" }) },
  "GET /v1/projects": { row: anyone(200) },
  "POST /v1/projects": { row: anyone(201), body: () => ({ name: "N" }) },
  "GET /v1/projects/:id": { row: read },
  "PATCH /v1/projects/:id": { row: manage(200), body: () => ({ name: "N" }) },
  "DELETE /v1/projects/:id": { row: own(204) },
  "GET /v1/projects/:id/members": { row: read },
  "POST /v1/projects/:id/members": {
    row: manage(201),
    body: () => ({ email: "new@example.com", role: "viewer" }),
  },
  "PATCH /v1/projects/:id/members/:userId": {
    row: manage(200),
    path: ({ project, people }) => `/v1/projects/${project}/members/${people.editor.id}`,
    body: () => ({ role: "viewer" }),
  },
  "DELETE /v1/projects/:id/members/:userId": {
    // The last of the roles takes himself out.
    row: [204, 204, 403, 204, 404, 401],
    path: ({ project, people }) => `/v1/projects/${project}/members/${people.viewer.id}`,
  },
  "GET /v1/projects/:id/invitations": { row: manage(200) },
  "DELETE /v1/projects/:id/invitations/:invitationId": {
    row: manage(204),
    path: ({ project, invitation }) => `/v1/projects/${project}/invitations/${invitation}`,
  },
  "GET /v1/invitations": { row: anyone(200) },
  "POST /v1/invitations/:id/accept": { row: anyone(404) },
  "POST /v1/invitations/:id/decline": { row: anyone(404) },
  "GET /v1/projects/:id/tasks": { row: read },
  "POST /v1/projects/:id/tasks": { row: write(201), body: () => ({ title: "T" }) },
  "GET /v1/tasks/:id": { row: read },
  "PATCH /v1/tasks/:id": { row: write(200), body: () => ({ title: "T2" }) },
  "DELETE /v1/tasks/:id": { row: write(204) },
  "GET /v1/tasks/:id/history": { row: read },
  "GET /v1/tasks/:id/comments": { row: read },
  "POST /v1/tasks/:id/comments": { row: write(201), body: () => ({ body: "C" }) },
  "GET /v1/projects/:id/schemas": { row: read },
  "POST /v1/projects/:id/schemas": { row: write(201), body: () => ({ name: "S" }) },
  "GET /v1/schemas/:id": { row: read },
  "PATCH /v1/schemas/:id": { row: write(200), body: () => ({ name: "S2" }) },
  "DELETE /v1/schemas/:id": { row: write(204) },
  "GET /v1/schemas/:id/versions": { row: read },
  "POST /v1/schemas/:id/versions": { row: write(201), body: () => ({ sql: "SELECT 2;" }) },
  "GET /v1/schemas/:id/versions/:n": { row: read, path: ({ schema }) => `/v1/schemas/${schema}/versions/1` },
  "GET /v1/events": { row: open(401) },
  "POST /v1/generate": { row: anyone(400) },
};

/** `:id` names a row of what the path speaks of. */
function pathOf(route: string, fixture: Fixture): string {
  const { path } = cases[route] ?? {};
  if (path) return path(fixture);
  const [, template = ""] = route.split(" ");
  const id = template.startsWith("/v1/projects/")
    ? fixture.project
    : template.startsWith("/v1/tasks/")
      ? fixture.task
      : template.startsWith("/v1/schemas/")
        ? fixture.schema
        : "01900000-0000-7000-8000-000000000000";
  return template.replace(":id", id);
}

const kinds: DatabaseKind[] = ["postgresql", "pglite"];

describe.each(kinds)("authorization on %s", (kind) => {
  let backend: TestBackend;
  let routes: string[] = [];
  let shared: Fixture["people"];
  let untouched: Fixture;
  beforeAll(async () => {
    backend = await TestBackend.start(kind, { REQUIRE_EMAIL_VERIFICATION: "false" });
    const document = (await backend.call("GET", "/openapi.json")).body;
    routes = Object.entries(document.paths as Record<string, object>)
      .filter(([path]) => path.startsWith("/v1/"))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map(
          (method) => `${method.toUpperCase()} ${path.replaceAll("{", ":").replaceAll("}", "")}`,
        ),
      );
    shared = await newPeople();
    untouched = await newFixture(shared);
  });
  afterAll(async () => {
    await backend.stop();
  });

  async function newPeople(): Promise<Fixture["people"]> {
    const names = ["owner", "admin", "editor", "viewer", "stranger"] as const;
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await backend.person(name)] as const)),
    ) as Fixture["people"];
  }

  async function newFixture(people: Fixture["people"]): Promise<Fixture> {
    const post = async (path: string, body: object): Promise<Body> =>
      (await backend.call("POST", path, { token: people.owner.token, body })).body;
    const project = (await post("/v1/projects", { name: "P" })).id;
    for (const role of ["admin", "editor", "viewer"] as const) {
      await backend.join(project, people.owner, people[role], role);
    }
    const task = (await post(`/v1/projects/${project}/tasks`, { title: "T" })).id;
    const schema = (await post(`/v1/projects/${project}/schemas`, { name: "S", sql: "SELECT 1;" })).id;
    const invited = await post(`/v1/projects/${project}/members`, { email: "i@example.com", role: "viewer" });
    return { people, project, task, schema, invitation: invited.id };
  }

  it("has a row for every route", () => {
    expect(Object.keys(cases).sort()).toEqual([...routes].sort());
  });

  it.each(Object.entries(cases))("%s", async (route, { row, body }) => {
    const [method = ""] = route.split(" ");
    const changesAccounts = /logout|DELETE \/v1\/me$|totp/.test(route);
    const changesProjects = method !== "GET" && /\/(projects|tasks|schemas)\/:/.test(route);
    const people = changesAccounts ? await newPeople() : shared;
    let fixture = changesAccounts || changesProjects ? await newFixture(people) : untouched;
    const answers: Partial<Record<Role, number>> = {};
    let isChanged = false;
    for (const role of roles) {
      // What a role has changed must not be what the next one meets.
      if (isChanged) fixture = await newFixture(people);
      const token = role === "nobody" ? undefined : fixture.people[role].token;
      const call: Call = {
        ...(token !== undefined && { token: route === "GET /v1/events" ? "x" : token }),
        ...(body ? { body: body(fixture) } : method === "POST" || method === "PATCH" ? { body: {} } : {}),
      };
      const { status } = await backend.call(method, pathOf(route, fixture), call);
      answers[role] = status;
      isChanged = changesProjects && status < 400;
    }
    expect(answers).toEqual(Object.fromEntries(roles.map((role, i) => [role, row[i]])));
  });

  it("answers for another's rows as for those that are not there", async () => {
    const [fixture, other] = [await newFixture(shared), await newFixture(await newPeople())];
    const missing: Fixture = {
      ...fixture,
      project: "01900000-0000-7000-8000-000000000000",
      task: "01900000-0000-7000-8000-000000000000",
      schema: "01900000-0000-7000-8000-000000000000",
    };
    const { token } = fixture.people.owner;
    for (const route of Object.keys(cases).filter((one) => /\/(projects|tasks|schemas)\/:/.test(one))) {
      const [method = ""] = route.split(" ");
      const body = cases[route]?.body?.(fixture) ?? (method === "POST" ? {} : undefined);
      const ask = async (target: Fixture) => {
        const path = pathOf(route, { ...target, people: fixture.people, invitation: other.invitation });
        const answer = await backend.call(method, path, { token, ...(body && { body }) });
        return { status: answer.status, body: { ...answer.body, requestId: "" } };
      };
      expect([route, await ask(other)]).toEqual([route, await ask(missing)]);
    }
    const rows = await backend.database.asOwner(async (tx) =>
      tx.query(sql`SELECT id FROM tasks WHERE id = ${other.task}`),
    );
    expect(rows.length).toBe(1);
  });
});
