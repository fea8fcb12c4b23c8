import { contentOf, pageOf, type Api, type Project, type Schema, type Task } from "./client";

/**
 * Copies a project from one backend to another: schemas with all their versions, tasks and their comments. Who
 * copies owns the copy; members are not invited again, and nobody is assigned.
 *
 * Rejects as the requests do, or with the signal's reason; what was copied of the project by then is deleted again, so
 * that a second try begins anew.
 */
export async function copyProject(
  from: Api,
  to: Api,
  original: Project,
  signal?: AbortSignal,
): Promise<Project> {
  const { name, description } = original;
  const project = await contentOf(to.POST("/v1/projects", { body: { name, description } }));
  try {
    await copyContent(from, to, original.id, project.id, signal);
    return project;
  } catch (error) {
    // What fails here says less than what failed before.
    await to.DELETE("/v1/projects/{id}", { params: { path: { id: project.id } } }).catch(() => undefined);
    throw error;
  }
}

/** The projects of the person whose the connection is. */
export function projectsOf(api: Api): Promise<Project[]> {
  return all((cursor) => pageOf(api.GET("/v1/projects", { params: page(cursor) })));
}

async function copyContent(
  from: Api,
  to: Api,
  id: string,
  copyId: string,
  signal?: AbortSignal,
): Promise<void> {
  const of = { path: { id } };
  const target = { path: { id: copyId } };
  const schemas = await all((cursor) =>
    pageOf(from.GET("/v1/projects/{id}/schemas", { params: { ...of, ...page(cursor) } })),
  );
  const ids = new Map<string, string>();
  // Lists are newest first; copies are made in the order of the originals.
  for (const schema of schemas.reverse()) {
    signal?.throwIfAborted();
    const copy = await copySchema(from, to, schema, copyId);
    if (copy !== undefined) ids.set(schema.id, copy);
  }
  const tasks = await all((cursor) =>
    pageOf(from.GET("/v1/projects/{id}/tasks", { params: { ...of, ...page(cursor) } })),
  );
  for (const task of tasks.reverse()) {
    signal?.throwIfAborted();
    const { title, description: more, status, priority, dueOn, objectName } = task;
    const schemaId = ids.get(task.schemaId ?? "") ?? null;
    // Where it stands without a position depends on its id, which the copy has not.
    const position = task.position ?? task.id.replaceAll("-", "");
    const body = { title, description: more, status, priority, dueOn, objectName, schemaId, position };
    const made = await contentOf(to.POST("/v1/projects/{id}/tasks", { params: target, body }));
    await copyComments(from, to, task, made);
  }
}

async function copySchema(
  from: Api,
  to: Api,
  { id, name, description, dialect }: Schema,
  projectId: string,
): Promise<string | undefined> {
  const versions = await all((cursor) =>
    pageOf(from.GET("/v1/schemas/{id}/versions", { params: { path: { id }, ...page(cursor) } })),
  );
  let copy: string | undefined;
  for (const { n } of versions.sort((a, b) => a.n - b.n)) {
    const params = { path: { id, n } };
    const { sql, message } = await contentOf(from.GET("/v1/schemas/{id}/versions/{n}", { params }));
    if (copy === undefined) {
      const body = { name, description, dialect, sql, message };
      const schema = await contentOf(
        to.POST("/v1/projects/{id}/schemas", { params: { path: { id: projectId } }, body }),
      );
      copy = schema.id;
    } else {
      await to.POST("/v1/schemas/{id}/versions", { params: { path: { id: copy } }, body: { sql, message } });
    }
  }
  return copy;
}

async function copyComments(from: Api, to: Api, task: Task, made: Task): Promise<void> {
  const comments = await all((cursor) =>
    pageOf(from.GET("/v1/tasks/{id}/comments", { params: { path: { id: task.id }, ...page(cursor) } })),
  );
  for (const { body } of comments.sort((a, b) => a.createdAt.localeCompare(b.createdAt))) {
    await to.POST("/v1/tasks/{id}/comments", { params: { path: { id: made.id } }, body: { body } });
  }
}

function page(cursor: string | undefined) {
  return { query: { limit: 200, ...(cursor !== undefined && { cursor }) } };
}

/** Every page of a list. */
async function all<T>(
  load: (cursor: string | undefined) => Promise<{ items: readonly T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ;) {
    const next = await load(cursor);
    items.push(...next.items);
    if (next.nextCursor === null) return items;
    cursor = next.nextCursor;
  }
}
