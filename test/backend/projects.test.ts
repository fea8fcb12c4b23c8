import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestBackend, type Body, type DatabaseKind, type Person } from "./harness";

const kinds: DatabaseKind[] = ["postgresql", "pglite"];

describe.each(kinds)("projects on %s", (kind) => {
  let backend: TestBackend;
  let owner: Person;
  let admin: Person;
  let editor: Person;
  let stranger: Person;
  beforeAll(async () => {
    backend = await TestBackend.start(kind);
    [owner, admin, editor, stranger] = [
      await backend.person("Owner"),
      await backend.person("Admin"),
      await backend.person("Editor"),
      await backend.person("Stranger"),
    ];
  });
  afterAll(async () => {
    await backend.stop();
  });

  async function newProject(members: Record<string, Person> = {}): Promise<string> {
    const { body } = await backend.call("POST", "/v1/projects", { token: owner.token, body: { name: "P" } });
    for (const [role, person] of Object.entries(members)) await backend.join(body.id, owner, person, role);
    return body.id;
  }

  it("invites people with and without an account alike", async () => {
    const id = await newProject();
    const path = `/v1/projects/${id}/members`;
    const known = await backend.call("POST", path, {
      token: owner.token,
      body: { email: editor.email.toUpperCase(), role: "editor" },
    });
    const unknown = await backend.call("POST", path, {
      token: owner.token,
      body: { email: "nobody@example.com", role: "editor" },
    });
    const shape = (body: Body) => ({ ...body, id: "", email: "", createdAt: "", expiresAt: "" });
    expect([known.status, shape(known.body)]).toEqual([unknown.status, shape(unknown.body)]);
    expect(known.status).toBe(201);
    expect((await backend.mails("nobody@example.com"))[0]?.subject).toBe("You are invited to a project");

    const mine = await backend.call("GET", "/v1/invitations", { token: editor.token });
    expect(mine.body.items.map((one) => [one.projectName, one.invitedBy, one.role])).toEqual([
      ["P", "Owner", "editor"],
    ]);
    const others = await backend.call("GET", "/v1/invitations", { token: stranger.token });
    expect(others.body.items).toEqual([]);

    const accept = `/v1/invitations/${known.body.id}/accept`;
    expect((await backend.call("POST", accept, { token: stranger.token })).status).toBe(404);
    const answers = await Promise.all(
      [1, 2, 3].map(async () => backend.call("POST", accept, { token: editor.token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const members = await backend.call("GET", path, { token: editor.token });
    expect(members.body.items.map((member) => [member.userId, member.role])).toEqual([
      [owner.id, "owner"],
      [editor.id, "editor"],
    ]);
  });

  it("lets admins manage those below them and nobody else", async () => {
    const id = await newProject({ admin, editor });
    const path = (person: Person) => `/v1/projects/${id}/members/${person.id}`;
    const role = async (by: Person, of: Person, to: string) =>
      (await backend.call("PATCH", path(of), { token: by.token, body: { role: to } })).status;
    expect({
      editorRaisesHimself: await role(editor, editor, "admin"),
      adminMakesAdmin: await role(admin, editor, "admin"),
      adminMakesOwner: await role(admin, editor, "owner"),
      adminLowersOwner: await role(admin, owner, "viewer"),
      adminLowersHimself: await role(admin, admin, "viewer"),
      ownerLowersHimself: await role(owner, owner, "viewer"),
      adminLowersEditor: await role(admin, editor, "viewer"),
      adminRemovesOwner: (await backend.call("DELETE", path(owner), { token: admin.token })).status,
      adminInvitesAdmin: (
        await backend.call("POST", `/v1/projects/${id}/members`, {
          token: admin.token,
          body: { email: "x@example.com", role: "admin" },
        })
      ).status,
    }).toEqual({
      editorRaisesHimself: 403,
      adminMakesAdmin: 403,
      adminMakesOwner: 403,
      adminLowersOwner: 403,
      adminLowersHimself: 403,
      ownerLowersHimself: 409,
      adminLowersEditor: 200,
      adminRemovesOwner: 403,
      adminInvitesAdmin: 403,
    });
  });

  it("always has exactly one owner", async () => {
    const id = await newProject({ admin, editor });
    const owners = async (token: string) =>
      (await backend.call("GET", `/v1/projects/${id}/members`, { token })).body.items
        .filter((member) => member.role === "owner")
        .map((member) => member.userId);
    await backend.call("PATCH", `/v1/projects/${id}/members/${editor.id}`, {
      token: owner.token,
      body: { role: "owner" },
    });
    expect(await owners(owner.token)).toEqual([editor.id]);
    // The owner and the one who would follow leave at the same time.
    const leave = async (person: Person) =>
      (await backend.call("DELETE", `/v1/projects/${id}/members/${person.id}`, { token: person.token }))
        .status;
    expect(await Promise.all([leave(editor), leave(admin)])).toEqual([204, 204]);
    expect(await owners(owner.token)).toEqual([owner.id]);
    expect(await leave(owner)).toBe(409);
  });

  it("hands shared projects over when an account goes, and takes the others along", async () => {
    const leaving = await backend.person("Leaving");
    const create = async () =>
      (await backend.call("POST", "/v1/projects", { token: leaving.token, body: { name: "Q" } })).body.id;
    const [shared, alone] = [await create(), await create()];
    await backend.join(shared, leaving, editor, "editor");
    const task = await backend.call("POST", `/v1/projects/${shared}/tasks`, {
      token: editor.token,
      body: { title: "Stays", assigneeId: leaving.id },
    });
    expect((await backend.call("DELETE", "/v1/me", { token: leaving.token })).status).toBe(204);

    expect((await backend.call("GET", "/v1/me", { token: leaving.token })).body.code).toBe("token_invalid");
    const project = await backend.call("GET", `/v1/projects/${shared}`, { token: editor.token });
    expect(project.body.role).toBe("owner");
    const kept = await backend.call("GET", `/v1/tasks/${task.body.id}`, { token: editor.token });
    expect([kept.body.assigneeId, kept.body.title]).toEqual([null, "Stays"]);
    const rows = await backend.countRows("projects", alone);
    expect(rows).toBe(0);
  });

  it("filters tasks by text in which no sign is special, and pages through inserts", async () => {
    const id = await newProject();
    const path = `/v1/projects/${id}/tasks`;
    const add = async (title: string) => backend.call("POST", path, { token: owner.token, body: { title } });
    for (const title of [
      "100% sure",
      "100 sure",
      "snake_case",
      "snakeXcase",
      "O'Brien; DROP TABLE tasks; --",
    ]) {
      await add(title);
    }
    const found = async (text: string) =>
      (
        await backend.call("GET", `${path}?text=${encodeURIComponent(text)}`, { token: owner.token })
      ).body.items.map(({ title }) => title);
    expect(await found("0%")).toEqual(["100% sure"]);
    expect(await found("E_C")).toEqual(["snake_case"]);
    expect(await found("'brien; drop")).toEqual(["O'Brien; DROP TABLE tasks; --"]);
    expect(await found("\\")).toEqual([]);

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "?limit=2" : `?limit=2&cursor=${cursor}`;
      const page = await backend.call("GET", path + query, { token: owner.token });
      seen.push(...page.body.items.map(({ title }) => title));
      cursor = page.body.nextCursor;
      await add("inserted meanwhile");
    } while (cursor !== null);
    expect(seen).toEqual([
      "O'Brien; DROP TABLE tasks; --",
      "snakeXcase",
      "snake_case",
      "100 sure",
      "100% sure",
    ]);
    expect((await backend.call("GET", `${path}?cursor=nonsense`, { token: owner.token })).body.code).toBe(
      "invalid_request",
    );
  });

  it("gives tasks in the order that people have put them, in pages through moves", async () => {
    const id = await newProject({ editor });
    const path = `/v1/projects/${id}/tasks`;
    const { token } = owner;
    const add = async (title: string, position?: string) => {
      const body = { title, ...(position !== undefined && { position }) };
      return (await backend.call("POST", path, { token, body })).body;
    };
    const first = await add("first");
    const [second, third] = [await add("second"), await add("third")];
    const move = async ({ id: task, version }: Body, position: string | null) =>
      backend.call("PATCH", `/v1/tasks/${task}`, {
        token: editor.token,
        body: { position },
        headers: { "if-match": `"${version}"` },
      });
    const order = async (query = "") => {
      const titles: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const next = cursor === undefined ? "" : `&cursor=${cursor}`;
        const page = await backend.call("GET", `${path}?sort=position&limit=2${query}${next}`, { token });
        titles.push(...page.body.items.map(({ title }) => title));
        cursor = page.body.nextCursor;
      }
      return titles;
    };
    expect([first.position, await order()]).toEqual([null, ["first", "second", "third"]]);

    const digits = (task: Body) => task.id.replaceAll("-", "");
    const moved = await move(third, `${digits(first)}8`);
    expect([moved.status, moved.body.position]).toEqual([200, `${digits(first)}8`]);
    await add("top", "00");
    // Two at one place stand by when they were made.
    await add("top, too", "00");
    expect(await order()).toEqual(["top", "top, too", "first", "third", "second"]);
    expect(await order("&text=d&status=todo")).toEqual(["third", "second"]);
    expect((await move(third, "01")).body.code).toBe("version_conflict");
    expect((await move(moved.body, null)).body.position).toBe(null);
    expect(await order()).toEqual(["top", "top, too", "first", "second", "third"]);
    const history = await backend.call("GET", `/v1/tasks/${third.id}/history`, { token });
    expect(history.body.items.map(({ changes }) => changes)).toEqual([
      { position: { from: `${digits(first)}8`, to: null } },
      { position: { from: null, to: `${digits(first)}8` } },
    ]);

    const [page] = [await backend.call("GET", `${path}?sort=position&limit=2`, { token })];
    expect((await move(second, "000")).status).toBe(200);
    const rest = await backend.call("GET", `${path}?sort=position&cursor=${page.body.nextCursor}`, { token });
    expect(rest.body.items.map(({ title }) => title)).toEqual(["first", "third"]);
    const wrong = ["", "0g", "A", "%", "0".repeat(151)].map(async (position) => move(first, position));
    expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    const nonsense = await backend.call("GET", `${path}?sort=position&cursor=${first.id}`, { token });
    expect(nonsense.body.code).toBe("invalid_request");
  });

  it("keeps the history of a task and refuses a stale write", async () => {
    const id = await newProject({ editor });
    const created = await backend.call("POST", `/v1/projects/${id}/tasks`, {
      token: owner.token,
      body: { title: "Write", dueOn: "2027-02-28" },
    });
    expect(created.headers.etag).toBe('"1"');
    const path = `/v1/tasks/${created.body.id}`;
    const write = async (version: string, body: object) =>
      backend.call("PATCH", path, { token: editor.token, body, headers: { "if-match": version } });
    const first = await write('"1"', { status: "done", assigneeId: editor.id });
    expect([first.status, first.body.version, first.headers.etag]).toEqual([200, 2, '"2"']);
    const stale = await write('"1"', { status: "todo" });
    expect([stale.status, stale.body.code, stale.body.current]).toEqual([
      412,
      "version_conflict",
      first.body,
    ]);
    const both = await Promise.all([write('"2"', { title: "A" }), write('"2"', { title: "B" })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);

    await backend.call("POST", `${path}/comments`, { token: editor.token, body: { body: "Well done" } });
    const comments = await backend.call("GET", `${path}/comments`, { token: owner.token });
    expect(comments.body.items.map(({ body, authorName }) => [body, authorName])).toEqual([
      ["Well done", "Editor"],
    ]);
    const history = await backend.call("GET", `${path}/history`, { token: owner.token });
    expect(history.body.items.at(-1)?.changes).toEqual({
      status: { from: "todo", to: "done" },
      assigneeId: { from: null, to: editor.id },
    });
    const outsider = await backend.call("PATCH", path, {
      token: editor.token,
      body: { assigneeId: stranger.id },
    });
    expect([outsider.status, outsider.body.errors]).toEqual([
      400,
      [{ path: "/assigneeId", message: "is no member of this project" }],
    ]);
  });

  it("numbers versions of a schema without gaps and stores equal texts once", async () => {
    const id = await newProject({ editor });
    const schema = await backend.call("POST", `/v1/projects/${id}/schemas`, {
      token: editor.token,
      body: { name: "Library", dialect: "postgresql", sql: "CREATE TABLE a ();" },
    });
    expect([schema.status, schema.body.latestVersion]).toEqual([201, 1]);
    const path = `/v1/schemas/${schema.body.id}/versions`;
    const add = async (sql: string) => backend.call("POST", path, { token: editor.token, body: { sql } });
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => add(`CREATE TABLE t${i} ();`)),
    );
    expect(answers.map(({ body }) => body.n).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    const newest = await backend.call("GET", `${path}/9`, { token: owner.token });
    const again = await add(String(newest.body.sql));
    expect([again.status, again.body.n]).toEqual([200, 9]);
    const back = await add("CREATE TABLE a ();");
    expect([back.status, back.body.n]).toEqual([201, 10]);
    expect(await backend.countRows("schema_texts", id, "project_id")).toBe(9);
    const page = await backend.call("GET", `${path}?limit=4`, { token: owner.token });
    expect([page.body.items.map(({ n }) => n), page.body.nextCursor]).toEqual([[10, 9, 8, 7], "7"]);
  });

  it("takes 5 MB of schema text and refuses more, and 1 MB elsewhere", async () => {
    const id = await newProject();
    const schema = await backend.call("POST", `/v1/projects/${id}/schemas`, {
      token: owner.token,
      body: { name: "Big" },
    });
    const path = `/v1/schemas/${schema.body.id}/versions`;
    const send = async (to: string, body: object) =>
      (await backend.call("POST", to, { token: owner.token, body })).status;
    expect(await send(path, { sql: "-".repeat(5 * 1024 * 1024) })).toBe(201);
    expect(await send(path, { sql: "-".repeat(5 * 1024 * 1024 + 1) })).toBe(413);
    expect(await send("/v1/projects", { name: "x", description: "-".repeat(1024 * 1024) })).toBe(413);
  });

  it("does a request with an idempotency key once", async () => {
    const key = { "idempotency-key": "one-and-only" };
    const send = async (name: string, headers = key) =>
      backend.call("POST", "/v1/projects", { token: stranger.token, body: { name }, headers });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(async () => send("Once")));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const list = await backend.call("GET", "/v1/projects", { token: stranger.token });
    expect(list.body.items.map(({ name }) => name)).toEqual(["Once"]);
    expect((await send("Other")).body.code).toBe("idempotency_mismatch");
    // Another person's key is another key, and what failed is not remembered.
    const other = await backend.call("POST", "/v1/projects", {
      token: owner.token,
      body: { name: "Mine" },
      headers: key,
    });
    expect(other.body.name).toBe("Mine");
    const failing = { "idempotency-key": "failing" };
    expect((await send("", failing)).status).toBe(400);
    expect((await send("Fine", failing)).status).toBe(201);
  });

  it("refuses what no text column can hold", async () => {
    const bodies = ['{"name":"a\\u0000b"}', '{"name":"\\ud800"}', '{"name":"ok","description":"\\udfff!"}'];
    for (const body of bodies) {
      const answer = await backend.call("POST", "/v1/projects", { token: owner.token, body });
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
    }
    const query = await backend.call("GET", `/v1/projects?cursor=%00`, { token: owner.token });
    expect(query.status).toBe(400);
  });
});
