import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestBackend, type Body, type DatabaseKind, type Person } from "./harness";

const kinds: DatabaseKind[] = ["postgresql", "pglite"];
const sqlText = "CREATE TABLE berth (id int PRIMARY KEY);\n";

describe.each(kinds)("moving to another project on %s", (kind) => {
  let backend: TestBackend;
  let owner: Person;
  let editor: Person;
  let stranger: Person;
  let from: string;
  let to: string;
  let theirs: string;
  beforeAll(async () => {
    backend = await TestBackend.start(kind);
    [owner, editor, stranger] = [
      await backend.person("Owner"),
      await backend.person("Editor"),
      await backend.person("Stranger"),
    ];
    [from, to, theirs] = [await newProject(owner), await newProject(owner), await newProject(stranger)];
    await backend.join(from, owner, editor, "editor");
  });
  afterAll(async () => {
    await backend.stop();
  });

  async function newProject({ token }: Person): Promise<string> {
    return (await backend.call("POST", "/v1/projects", { token, body: { name: "P" } })).body.id;
  }

  async function make(path: string, body: object, { token }: Person = owner): Promise<Body> {
    const answer = await backend.call("POST", path, { token, body });
    expect([200, 201]).toContain(answer.status);
    return answer.body;
  }

  async function patch(path: string, body: object, { token }: Person = owner, version?: number) {
    const condition = version !== undefined && { headers: { "if-match": `"${version}"` } };
    return backend.call("PATCH", path, { token, body, ...condition });
  }

  async function list(path: string, { token }: Person = owner): Promise<readonly Body[]> {
    return (await backend.call("GET", path, { token })).body.items;
  }

  it("takes a task's history and comments along, and nothing that the other project does not know", async () => {
    const { id: schemaId } = await make(`/v1/projects/${from}/schemas`, { name: "s" });
    const task = await make(`/v1/projects/${from}/tasks`, {
      title: "Number the berths",
      assigneeId: editor.id,
      schemaId,
      objectName: "berth",
      position: "8",
    });
    await make(`/v1/tasks/${task.id}/comments`, { body: "From the left." }, editor);
    const known = (await backend.events()).length;
    const moved = await patch(`/v1/tasks/${task.id}`, { projectId: to.toUpperCase() }, owner, task.version);
    expect([moved.status, moved.body]).toEqual([
      200,
      {
        ...task,
        projectId: to,
        assigneeId: null,
        schemaId: null,
        position: null,
        version: 2,
        updatedAt: expect.any(String) as string,
      },
    ]);
    expect((await backend.events()).slice(known)).toEqual([
      ["task.deleted", from, task.id],
      ["task.created", to, task.id],
    ]);
    expect((await list(`/v1/projects/${from}/tasks`)).map(({ id }) => id)).not.toContain(task.id);
    expect((await list(`/v1/projects/${to}/tasks`)).map(({ id }) => id)).toContain(task.id);
    expect((await list(`/v1/tasks/${task.id}/comments`)).map((each) => each.body)).toEqual([
      "From the left.",
    ]);
    expect((await list(`/v1/tasks/${task.id}/history`)).map((each) => each.changes)).toEqual([
      {
        projectId: { from, to },
        assigneeId: { from: editor.id, to: null },
        schemaId: { from: schemaId, to: null },
        position: { from: "8", to: null },
      },
    ]);
    // Who is no member of the other project has lost sight of it.
    for (const path of ["", "/comments", "/history"])
      expect((await backend.call("GET", `/v1/tasks/${task.id}${path}`, { token: editor.token })).status).toBe(
        404,
      );
  });

  it("takes with it what is said in the same breath, as far as it is of the other project", async () => {
    const task = await make(`/v1/projects/${from}/tasks`, { title: "Paint", assigneeId: owner.id });
    const { id: schemaId } = await make(`/v1/projects/${to}/schemas`, { name: "there" });
    const old = await make(`/v1/projects/${from}/schemas`, { name: "here" });
    const path = `/v1/tasks/${task.id}`;
    const refusals = [
      await patch(path, { projectId: to, assigneeId: editor.id }),
      await patch(path, { projectId: to, schemaId: old.id }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 400]);
    const moved = await patch(path, { projectId: to, schemaId, position: "4", status: "done" });
    expect(moved.body).toMatchObject({
      projectId: to,
      schemaId,
      position: "4",
      status: "done",
      assigneeId: owner.id,
    });
  });

  it("asks for the right to write in both projects", async () => {
    const task = await make(`/v1/projects/${from}/tasks`, { title: "Stay" });
    const schema = await make(`/v1/projects/${from}/schemas`, { name: "stays", sql: sqlText });
    const reading = await newProject(stranger);
    await backend.join(reading, stranger, owner, "viewer");
    for (const path of [`/v1/tasks/${task.id}`, `/v1/schemas/${schema.id}`]) {
      const nowhere = "01900000-0000-7000-8000-000000000000";
      const tries = [
        await patch(path, { projectId: theirs }),
        await patch(path, { projectId: nowhere }),
        await patch(path, { projectId: to }, editor),
        await patch(path, { projectId: reading }),
        await patch(path, { projectId: theirs }, stranger),
        await patch(path, { projectId: "nonsense" }),
        await patch(path, { projectId: null }),
        await patch(path, { projectId: to }, owner, 77),
      ];
      expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 403, 404, 400, 400, 412]);
      const { body } = await backend.call("GET", path, { token: owner.token });
      expect(body.projectId).toBe(from);
    }
    expect(await list(`/v1/projects/${theirs}/tasks`, stranger)).toEqual([]);
    expect(await list(`/v1/projects/${theirs}/schemas`, stranger)).toEqual([]);
  });

  it("takes a schema's versions and its tasks along", async () => {
    const schema = await make(`/v1/projects/${from}/schemas`, { name: "harbour", sql: sqlText });
    await make(`/v1/schemas/${schema.id}/versions`, { sql: `${sqlText}-- two\n`, message: "two" });
    // The same text is there already, for another schema.
    await make(`/v1/projects/${to}/schemas`, { name: "copy", sql: sqlText });
    const given = { title: "His", assigneeId: editor.id, schemaId: schema.id, position: "1" };
    const his = await make(`/v1/projects/${from}/tasks`, given);
    const mine = await make(`/v1/projects/${from}/tasks`, {
      title: "Mine",
      assigneeId: owner.id,
      schemaId: schema.id,
    });
    await make(`/v1/tasks/${his.id}/comments`, { body: "Mine now?" });
    const known = (await backend.events()).length;
    const moved = await patch(`/v1/schemas/${schema.id}`, { projectId: to, name: "port" });
    expect([moved.status, moved.body]).toMatchObject([
      200,
      { projectId: to, name: "port", latestVersion: 2 },
    ]);
    expect((await backend.events()).slice(known)).toEqual([
      ["schema.deleted", from, schema.id],
      ["schema.created", to, schema.id],
      ["task.deleted", from, his.id],
      ["task.created", to, his.id],
      ["task.deleted", from, mine.id],
      ["task.created", to, mine.id],
    ]);
    const texts = [1, 2].map(async (n) =>
      backend.call("GET", `/v1/schemas/${schema.id}/versions/${n}`, { token: owner.token }),
    );
    expect((await Promise.all(texts)).map(({ body }) => body.sql)).toEqual([sqlText, `${sqlText}-- two\n`]);
    const { body: task } = await backend.call("GET", `/v1/tasks/${his.id}`, { token: owner.token });
    expect(task).toMatchObject({ projectId: to, schemaId: schema.id, assigneeId: null, position: null });
    const { body: own } = await backend.call("GET", `/v1/tasks/${mine.id}`, { token: owner.token });
    expect(own).toMatchObject({ projectId: to, schemaId: schema.id, assigneeId: owner.id, version: 2 });
    expect((await list(`/v1/tasks/${his.id}/comments`)).length).toBe(1);
    expect((await backend.call("GET", `/v1/schemas/${schema.id}`, { token: editor.token })).body.code).toBe(
      "not_found",
    );
    const third = await make(`/v1/schemas/${schema.id}/versions`, { sql: "SELECT 3;" });
    expect(third.n).toBe(3);
  });

  it("gives tasks that come back what they lost, unless somebody has changed it meanwhile", async () => {
    const schema = await make(`/v1/projects/${from}/schemas`, { name: "returns", sql: sqlText });
    const given = { assigneeId: editor.id, schemaId: schema.id };
    const kept = await make(`/v1/projects/${from}/tasks`, { title: "Kept", position: "3", ...given });
    const taken = await make(`/v1/projects/${from}/tasks`, { title: "Taken", ...given });
    const given2 = { title: "Mine", assigneeId: owner.id, schemaId: schema.id };
    const mine = await make(`/v1/projects/${from}/tasks`, given2);
    await patch(`/v1/schemas/${schema.id}`, { projectId: to });
    await patch(`/v1/tasks/${taken.id}`, { assigneeId: owner.id });
    await patch(`/v1/tasks/${taken.id}`, { assigneeId: null });
    await patch(`/v1/tasks/${kept.id}`, { status: "done" });
    // What it lost here it does not get elsewhere.
    const elsewhere = await newProject(owner);
    const task = async ({ id }: Body) =>
      (await backend.call("GET", `/v1/tasks/${id}`, { token: owner.token })).body;
    await patch(`/v1/schemas/${schema.id}`, { projectId: elsewhere });
    expect(await task(kept)).toMatchObject({ assigneeId: null, position: null });
    await patch(`/v1/schemas/${schema.id}`, { projectId: to });
    await patch(`/v1/schemas/${schema.id}`, { projectId: from });
    const known = await list(`/v1/tasks/${kept.id}/history`);
    expect(known[0]?.changes).toEqual({
      projectId: { from: to, to: from },
      assigneeId: { from: null, to: editor.id },
      position: { from: null, to: "3" },
    });
    expect([await task(kept), await task(taken), await task(mine)]).toMatchObject([
      { projectId: from, ...given, position: "3", status: "done" },
      { projectId: from, schemaId: schema.id, assigneeId: null },
      { projectId: from, schemaId: schema.id, assigneeId: owner.id },
    ]);
    // Alone it has its schema back as well.
    await patch(`/v1/tasks/${kept.id}`, { projectId: to });
    expect(await task(kept)).toMatchObject({ assigneeId: null, schemaId: null, position: null });
    await patch(`/v1/tasks/${kept.id}`, { projectId: from });
    expect(await task(kept)).toMatchObject({ ...given, position: "3" });
  });

  it("keeps no text that no version uses any more", async () => {
    const [here, there] = [await newProject(owner), await newProject(owner)];
    const texts = async (id: string) => backend.countRows("schema_texts", id, "project_id");
    const [one, two] = [`${sqlText}-- one\n`, `${sqlText}-- two\n`];
    const first = await make(`/v1/projects/${here}/schemas`, { name: "a", sql: one });
    await make(`/v1/schemas/${first.id}/versions`, { sql: two });
    const second = await make(`/v1/projects/${here}/schemas`, { name: "b", sql: one });
    await patch(`/v1/schemas/${first.id}`, { projectId: there });
    expect([await texts(here), await texts(there)]).toEqual([1, 2]);
    // Whoever adds the text while its last version goes has it.
    const [gone, added] = await Promise.all([
      backend.call("DELETE", `/v1/schemas/${second.id}`, { token: owner.token }),
      backend.call("POST", `/v1/projects/${here}/schemas`, {
        token: owner.token,
        body: { name: "c", sql: one },
      }),
    ]);
    expect([gone.status, added.status]).toEqual([204, 201]);
    const path = `/v1/schemas/${added.body.id}`;
    expect((await backend.call("GET", `${path}/versions/1`, { token: owner.token })).body.sql).toBe(one);
    await backend.call("DELETE", path, { token: owner.token });
    await patch(`/v1/schemas/${first.id}`, { projectId: here });
    expect([await texts(here), await texts(there)]).toEqual([2, 0]);
    await backend.call("DELETE", `/v1/projects/${here}`, { token: owner.token });
    expect(await texts(here)).toBe(0);
  });
});
