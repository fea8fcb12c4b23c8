import { afterAll, beforeAll, expect, it } from "vitest";
import { contentOf, createApi, pageOf, type Api } from "../../client/api/client";
import { copyProject, projectsOf } from "../../client/api/copy-project";
import { SignedOut } from "../../client/api/failure";
import { TestBackend } from "./harness";

let computer: TestBackend;
let team: TestBackend;
let from: Api;
let to: Api;

beforeAll(async () => {
  [computer, team] = await Promise.all([TestBackend.start("pglite"), TestBackend.start("postgresql")]);
  [from, to] = await Promise.all([signedIn(computer), signedIn(team)]);
});
afterAll(() => Promise.all([computer.stop(), team.stop()]));

async function signedIn(backend: TestBackend): Promise<Api> {
  const { token } = await backend.person();
  const address = await backend.app.listen({ host: "127.0.0.1", port: 0 });
  return createApi({
    address: () => Promise.resolve(address),
    tokens: {
      access: () => Promise.resolve(token),
      renew: () => Promise.reject(new SignedOut()),
    },
  });
}

async function library() {
  const project = await contentOf(
    from.POST("/v1/projects", { body: { name: "Library", description: "Books" } }),
  );
  const id = { params: { path: { id: project.id } } };
  const schema = await contentOf(
    from.POST("/v1/projects/{id}/schemas", {
      ...id,
      body: { name: "books", dialect: "postgresql", sql: "CREATE TABLE book (id int);", message: "first" },
    }),
  );
  await from.POST("/v1/schemas/{id}/versions", {
    params: { path: { id: schema.id } },
    body: { sql: "CREATE TABLE book (id int PRIMARY KEY);", message: "its key" },
  });
  for (const [title, position] of [
    ["Number the books", null],
    ["Lend them", "00"],
  ] as const) {
    const task = await contentOf(
      from.POST("/v1/projects/{id}/tasks", {
        ...id,
        body: { title, status: "in_progress", schemaId: schema.id, objectName: "book", position },
      }),
    );
    for (const body of [`${title}: how?`, "Like this."])
      await from.POST("/v1/tasks/{id}/comments", { params: { path: { id: task.id } }, body: { body } });
  }
  return project;
}

it("copies schemas with their versions, and tasks with their comments, in their order", async () => {
  const copy = await copyProject(from, to, await library());
  const of = { params: { path: { id: copy.id } } };
  expect(copy).toMatchObject({ name: "Library", description: "Books" });
  const { items: schemas } = await pageOf(to.GET("/v1/projects/{id}/schemas", of));
  expect(schemas).toMatchObject([{ name: "books", dialect: "postgresql" }]);
  const schemaId = schemas[0]!.id;
  const versionOf = (n: number) =>
    contentOf(to.GET("/v1/schemas/{id}/versions/{n}", { params: { path: { id: schemaId, n } } }));
  expect(await versionOf(1)).toMatchObject({ sql: "CREATE TABLE book (id int);", message: "first" });
  expect(await versionOf(2)).toMatchObject({ message: "its key" });
  const { items: tasks } = await pageOf(to.GET("/v1/projects/{id}/tasks", of));
  expect(tasks.map(({ title }) => title)).toEqual(["Lend them", "Number the books"]);
  const byHand = await pageOf(
    to.GET("/v1/projects/{id}/tasks", { params: { path: { id: copy.id }, query: { sort: "position" } } }),
  );
  expect(byHand.items.map(({ title }) => title)).toEqual(["Lend them", "Number the books"]);
  expect(tasks[0]).toMatchObject({ status: "in_progress", objectName: "book", schemaId });
  const { items: comments } = await pageOf(
    to.GET("/v1/tasks/{id}/comments", { params: { path: { id: tasks[0]!.id } } }),
  );
  expect(new Set(comments.map(({ body }) => body))).toEqual(new Set(["Lend them: how?", "Like this."]));
});

it("leaves nothing behind of a project whose copying is stopped", async () => {
  const before = await projectsOf(to);
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  await expect(copyProject(from, to, await library(), stop.signal)).rejects.toThrow("enough");
  expect((await projectsOf(to)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});
