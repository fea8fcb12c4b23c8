import type { Caller, Context } from "../context";
import type { Transaction } from "../database/database";
import { invalid, notFound } from "../errors";
import type { Comment, Task } from "../model";
import { putEvent, putMoved } from "../repositories/events";
import { findRole } from "../repositories/members";
import type { Page } from "../repositories/pages";
import { findSchema } from "../repositories/schemas";
import * as tasks from "../repositories/tasks";
import { uuidV7 } from "../uuid";
import { assertRight, type Right } from "./access";
import { assertCurrent, type Precondition } from "./preconditions";

/** The JSON text of a page. */
export async function listTasks(
  context: Context,
  caller: Caller,
  projectId: string,
  filter: tasks.TaskFilter,
  sort: tasks.TaskSort,
  page: Page,
): Promise<string> {
  const { database } = context;
  const json =
    sort === "newest" && Object.keys(filter).length === 0
      ? await database.call(tasks.allTasksCall(caller, projectId, page))
      : await database.readJson(caller.actor, tasks.tasksQuery(projectId, filter, sort, page));
  if (json === undefined) throw notFound("project");
  return json;
}

/** The JSON text of a new task, in one round trip; undefined, with nothing done, when `createTask` has to say why not. */
export async function createTaskAtOnce(
  context: Context,
  caller: Caller,
  projectId: string,
  input: tasks.TaskInput,
  key: { readonly key: string; readonly fingerprint: string } | undefined,
): Promise<string | undefined> {
  return context.database.call(tasks.createTaskCall(caller, { ...input, id: uuidV7(), projectId }, key));
}

export async function createTask(
  tx: Transaction,
  caller: Caller,
  projectId: string,
  input: tasks.TaskInput,
): Promise<Task> {
  await assertRight(tx, projectId, caller.userId, "write");
  await assertOfProject(tx, projectId, input);
  return existing(
    await tasks.insertTask(tx, { ...input, id: uuidV7(), projectId, createdBy: caller.userId }),
  );
}

export async function getTask(context: Context, caller: Caller, id: string): Promise<Task> {
  return context.database.transaction(caller.actor, async (tx) => findWithRight(tx, caller, id, "read"));
}

export async function updateTask(
  context: Context,
  caller: Caller,
  id: string,
  changes: Partial<tasks.TaskInput & { projectId: string }>,
  precondition: Precondition,
): Promise<Task> {
  return context.database.transaction(caller.actor, async (tx) => {
    await findWithRight(tx, caller, id, "write");
    const before = existing(await tasks.lockTask(tx, id));
    assertCurrent(precondition, before);
    const projectId = changes.projectId ?? before.projectId;
    const isMoved = projectId !== before.projectId;
    if (isMoved) await assertRight(tx, projectId, caller.userId, "write");
    const [standing] = isMoved ? await tasks.standingIn(tx, [id], projectId) : [];
    const kept = { ...before, projectId, ...standing };
    const after: Task = { ...kept, ...changes };
    const differences = differencesOf(before, after);
    if (Object.keys(differences).length === 0) return before;
    await assertOfProject(tx, projectId, {
      assigneeId: after.assigneeId === kept.assigneeId ? null : after.assigneeId,
      schemaId: after.schemaId === kept.schemaId ? null : after.schemaId,
    });
    await tasks.updateTask(tx, id, after);
    if (isMoved) await tasks.moveActivity(tx, [id], projectId);
    await tasks.insertChange(tx, { taskId: id, projectId, actorId: caller.userId, changes: differences });
    if (isMoved) await putMoved(tx, "task", id, { from: before.projectId, to: projectId }, caller);
    else await putEvent(tx, { type: "task.updated", projectId, objectId: id, actorId: caller.userId });
    return existing(await tasks.findTask(tx, id));
  });
}

export async function deleteTask(
  context: Context,
  caller: Caller,
  id: string,
  precondition: Precondition,
): Promise<void> {
  await context.database.transaction(caller.actor, async (tx) => {
    await findWithRight(tx, caller, id, "write");
    const task = existing(await tasks.lockTask(tx, id));
    assertCurrent(precondition, task);
    await putEvent(tx, {
      type: "task.deleted",
      projectId: task.projectId,
      objectId: id,
      actorId: caller.userId,
    });
    await tasks.deleteTask(tx, id);
  });
}

export async function listChanges(context: Context, caller: Caller, id: string, page: Page): Promise<string> {
  await getTask(context, caller, id);
  return (await context.database.readJson(caller.actor, tasks.changesQuery(id, page))) ?? "";
}

export async function listComments(
  context: Context,
  caller: Caller,
  id: string,
  page: Page,
): Promise<string> {
  await getTask(context, caller, id);
  return (await context.database.readJson(caller.actor, tasks.commentsQuery(id, page))) ?? "";
}

export async function addComment(
  tx: Transaction,
  caller: Caller,
  taskId: string,
  body: string,
): Promise<Comment> {
  const { projectId } = await findWithRight(tx, caller, taskId, "write");
  const id = uuidV7();
  const comment = await tasks.insertComment(tx, { id, taskId, projectId, authorId: caller.userId, body });
  if (!comment) throw notFound("task");
  await putEvent(tx, { type: "comment.created", projectId, objectId: taskId, actorId: caller.userId });
  return comment;
}

async function findWithRight(tx: Transaction, caller: Caller, id: string, right: Right): Promise<Task> {
  const task = existing(await tasks.findTask(tx, id));
  await assertRight(tx, task.projectId, caller.userId, right);
  return task;
}

/** The tasks about a schema follow it to another project. */
export async function moveWithSchema(
  tx: Transaction,
  caller: Caller,
  schemaId: string,
  projectId: string,
): Promise<void> {
  const moved = await tasks.lockTasksOfSchema(tx, schemaId);
  const ids = moved.map(({ id }) => id);
  const standings = new Map((await tasks.standingIn(tx, ids, projectId)).map((each) => [each.id, each]));
  await tasks.moveActivity(tx, ids, projectId);
  for (const before of moved) {
    const standing = standings.get(before.id);
    if (!standing) throw notFound("task");
    await tasks.moveTaskOfSchema(tx, standing, projectId);
    const after = existing(await tasks.findTask(tx, before.id));
    const changes = differencesOf(before, after);
    await tasks.insertChange(tx, { taskId: before.id, projectId, actorId: caller.userId, changes });
    await putMoved(tx, "task", before.id, { from: before.projectId, to: projectId }, caller);
  }
}

/** Whom a task is given to, and the schema that it is about, belong to its project. */
async function assertOfProject(
  tx: Transaction,
  projectId: string,
  { assigneeId, schemaId }: Pick<tasks.TaskInput, "assigneeId" | "schemaId">,
): Promise<void> {
  if (assigneeId !== null && (await findRole(tx, projectId, assigneeId)) === undefined) {
    throw invalid([{ path: "/assigneeId", message: "is no member of this project" }]);
  }
  if (schemaId !== null && (await findSchema(tx, schemaId))?.projectId !== projectId) {
    throw invalid([{ path: "/schemaId", message: "is no schema of this project" }]);
  }
}

const editable = [
  "projectId",
  "title",
  "description",
  "status",
  "priority",
  "assigneeId",
  "dueOn",
  "schemaId",
  "objectName",
  "position",
] as const satisfies readonly (keyof tasks.TaskInput | "projectId")[];

function differencesOf(before: Task, after: Task): Record<string, { from: unknown; to: unknown }> {
  return Object.fromEntries(
    editable
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, { from: before[field], to: after[field] }]),
  );
}

function existing(task: Task | undefined): Task {
  if (!task) throw notFound("task");
  return task;
}
