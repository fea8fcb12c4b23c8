import type { Call, Transaction } from "../database/database";
import { join, sql, type Sql } from "../database/sql";
import type { Comment, Task } from "../model";
import { uuidV7 } from "../uuid";
import { eventsChannel } from "./events";
import { byRank, pageQuery, type Page } from "./pages";

const taskJson = sql`json_build_object(
  'id', t.id, 'projectId', t.project_id, 'title', t.title, 'description', t.description, 'status', t.status,
  'priority', t.priority, 'assigneeId', t.assignee_id, 'dueOn', t.due_on, 'schemaId', t.schema_id,
  'objectName', t.object_name, 'position', t.position, 'version', t.version, 'createdBy', t.created_by,
  'createdAt', rfc3339(t.created_at), 'updatedAt', rfc3339(t.updated_at))`;

interface CallerIds {
  readonly userId: string;
  readonly sessionId: string;
}

export interface TaskFilter {
  readonly statuses?: readonly string[];
  /** A user's id, or `none`. */
  readonly assignee?: string;
  readonly schemaId?: string;
  /** Anywhere in title, description or object name, without regard to case. */
  readonly text?: string;
}

/** A page of all tasks of a project; NULL for who is no member. */
export function allTasksCall(caller: CallerIds, projectId: string, page: Page): Call {
  const { userId, sessionId } = caller;
  return { name: "list_tasks", values: [userId, sessionId, projectId, page.after ?? null, page.limit] };
}

export type TaskSort = "newest" | "position";

/** A page of those tasks of a project that fit; NULL for who is no member. */
export function tasksQuery(projectId: string, filter: TaskFilter, sort: TaskSort, page: Page) {
  const { statuses, assignee, schemaId, text } = filter;
  const conditions = [sql`t.project_id = ${projectId}::uuid`];
  if (statuses) conditions.push(sql`t.status = ANY (${statuses}::text[])`);
  if (assignee === "none") conditions.push(sql`t.assignee_id IS NULL`);
  else if (assignee !== undefined) conditions.push(sql`t.assignee_id = ${assignee}::uuid`);
  if (schemaId !== undefined) conditions.push(sql`t.schema_id = ${schemaId}::uuid`);
  if (text !== undefined) {
    // A position, not a pattern: no sign of the text means anything but itself.
    conditions.push(sql`strpos(lower(t.title || ' ' || t.description || ' ' || coalesce(t.object_name, '')),
      lower(${text}::text)) > 0`);
  }
  const where = join(conditions, " AND ");
  const list =
    sort === "newest"
      ? pageQuery(taskJson, sql`tasks t`, where, sql`t.id`, page)
      : pageQuery(taskJson, placedTasks(where, page), sql`true`, sql`t.place`, page, byRank);
  return sql`
    SELECT (${list}) FROM members
    WHERE project_id = ${projectId}::uuid AND user_id = current_user_id()`;
}

/**
 * Tasks with their place in the order made by hand, as many as a page needs of those that somebody has placed and of
 * those that stand by when they were made: each kind has an index of its own, in that order.
 */
function placedTasks(where: Sql, { after, limit }: Page): Sql {
  const most = sql`LIMIT ${limit + 1}::int`;
  const ranked = after === undefined ? sql`` : sql`AND t.rank > ${after}::text`;
  // The digits of an id: a rank that is longer than they are stands behind that which it begins with.
  const made = after === undefined ? sql`` : sql`AND t.id > ${after.slice(0, 32)}::uuid`;
  return sql`(
    (SELECT t.*, t.rank AS place FROM tasks t WHERE ${where} AND t.position IS NOT NULL ${ranked}
      ORDER BY t.rank ${most})
    UNION ALL
    (SELECT t.*, replace(t.id::text, '-', '') COLLATE "C" FROM tasks t WHERE ${where} AND t.position IS NULL ${made}
      ORDER BY t.id ${most})) t`;
}

export async function findTask(tx: Transaction, id: string): Promise<Task | undefined> {
  const [row] = await tx.query<{ json: Task }>(
    sql`SELECT ${taskJson} AS json FROM tasks t WHERE t.id = ${id}`,
  );
  return row?.json;
}

/** Locked until the end; only for who may write it. */
export async function lockTask(tx: Transaction, id: string): Promise<Task | undefined> {
  const [row] = await tx.query<{ json: Task }>(
    sql`SELECT ${taskJson} AS json FROM tasks t WHERE t.id = ${id} FOR UPDATE`,
  );
  return row?.json;
}

export type TaskInput = Pick<
  Task,
  | "title"
  | "description"
  | "status"
  | "priority"
  | "assigneeId"
  | "dueOn"
  | "schemaId"
  | "objectName"
  | "position"
>;

/**
 * Writes a task and its event, and the answer under an Idempotency-Key where there is one. NULL, and nothing is written,
 * when anything does not fit.
 */
export function createTaskCall(
  caller: CallerIds,
  task: TaskInput & { id: string; projectId: string },
  key: { readonly key: string; readonly fingerprint: string } | undefined,
): Call {
  return {
    name: "create_task",
    values: [
      caller.userId,
      caller.sessionId,
      task.id,
      task.projectId,
      task.title,
      task.description,
      task.status,
      task.priority,
      task.assigneeId,
      task.dueOn,
      task.schemaId,
      task.objectName,
      key?.key ?? null,
      key?.fingerprint ?? null,
      task.position,
    ],
    notify: eventsChannel,
  };
}

/**
 * Writes a task, the first line of its history and its event in one statement. Gives undefined when the caller may
 * not write in the project, or when the assignee or the schema is not of the project.
 */
export async function insertTask(
  tx: Transaction,
  task: TaskInput & { id: string; projectId: string; createdBy: string },
): Promise<Task | undefined> {
  const [row] = await tx.query<{ json: Task }>(sql`
    WITH t AS (
      INSERT INTO tasks (id, project_id, title, description, status, priority, assignee_id, due_on, schema_id,
        object_name, created_by, position)
      SELECT ${task.id}::uuid, ${task.projectId}::uuid, ${task.title}::text, ${task.description}::text,
        ${task.status}::text, ${task.priority}::text, ${task.assigneeId}::uuid, ${task.dueOn}::date,
        ${task.schemaId}::uuid, ${task.objectName}::text, ${task.createdBy}::uuid, ${task.position}::text
      RETURNING *
    ), event AS (
      INSERT INTO events (project_id, type, object_id, actor_id)
      SELECT project_id, 'task.created', id, created_by FROM t
    )
    SELECT ${taskJson} AS json FROM t`);
  tx.notify(eventsChannel);
  return row?.json;
}

export async function updateTask(
  tx: Transaction,
  id: string,
  task: TaskInput & { projectId: string },
): Promise<void> {
  await tx.query(sql`
    UPDATE tasks SET project_id = ${task.projectId}::uuid, title = ${task.title},
      description = ${task.description}, status = ${task.status}, priority = ${task.priority}, assignee_id = ${task.assigneeId}::uuid, due_on = ${task.dueOn}::date,
      schema_id = ${task.schemaId}::uuid, object_name = ${task.objectName},
      position = ${task.position}, version = version + 1, updated_at = now()
    WHERE id = ${id}`);
}

/** What was done to tasks and said about them goes along to another project. */
export async function moveActivity(
  tx: Transaction,
  taskIds: readonly string[],
  projectId: string,
): Promise<void> {
  for (const table of [sql`task_changes`, sql`task_comments`]) {
    await tx.query(
      sql`UPDATE ${table} SET project_id = ${projectId}::uuid WHERE task_id = ANY (${taskIds}::uuid[])`,
    );
  }
}

/** The tasks about a schema, locked until the end. */
export async function lockTasksOfSchema(tx: Transaction, schemaId: string): Promise<readonly Task[]> {
  const rows = await tx.query<{ json: Task }>(
    sql`SELECT ${taskJson} AS json FROM tasks t WHERE t.schema_id = ${schemaId} ORDER BY t.id FOR UPDATE`,
  );
  return rows.map(({ json }) => json);
}

/** What a task has in another project: nothing that is only of the one that it comes from. */
export type Standing = Pick<Task, "id" | "assigneeId" | "schemaId" | "position">;

/**
 * What tasks will have in a project that they are moved to. Who is no member there has them no more; those that come
 * back have again what they lost when they left it, unless somebody has changed that since then.
 */
export async function standingIn(
  tx: Transaction,
  taskIds: readonly string[],
  projectId: string,
): Promise<readonly Standing[]> {
  const lost = (field: string) => sql`CASE WHEN NOT EXISTS (
      SELECT FROM task_changes l WHERE l.task_id = h.task_id AND l.id > h.id AND l.changes ? ${field}::text)
    THEN h.changes #>> ARRAY[${field}::text, 'from'] END`;
  const member = (id: Sql) =>
    sql`(SELECT user_id FROM members WHERE project_id = ${projectId}::uuid AND user_id = ${id})`;
  return tx.query<Standing>(sql`
    SELECT t.id, ${lost("position")} AS position,
      coalesce(${member(sql`t.assignee_id`)}, ${member(sql`(${lost("assigneeId")})::uuid`)}) AS "assigneeId",
      (SELECT id FROM schemas WHERE project_id = ${projectId}::uuid
        AND id = (${lost("schemaId")})::uuid) AS "schemaId"
    FROM tasks t LEFT JOIN (
      SELECT DISTINCT ON (task_id) id, task_id, changes FROM task_changes
      WHERE task_id = ANY (${taskIds}::uuid[]) AND changes #>> '{projectId,from}' = ${projectId}::text
      ORDER BY task_id, id DESC
    ) AS h ON h.task_id = t.id
    WHERE t.id = ANY (${taskIds}::uuid[])`);
}

/** Puts a task into another project, to which the schema that it is about goes. */
export async function moveTaskOfSchema(
  tx: Transaction,
  { id, assigneeId, position }: Standing,
  projectId: string,
): Promise<void> {
  await tx.query(sql`
    UPDATE tasks SET project_id = ${projectId}::uuid, position = ${position}, assignee_id = ${assigneeId}::uuid,
      version = version + 1, updated_at = now()
    WHERE id = ${id}`);
}

export async function deleteTask(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM tasks WHERE id = ${id}`);
}

export async function insertChange(
  tx: Transaction,
  change: { taskId: string; projectId: string; actorId: string; changes: object },
): Promise<void> {
  await tx.query(sql`
    INSERT INTO task_changes (id, task_id, project_id, actor_id, changes)
    VALUES (${uuidV7()}, ${change.taskId}, ${change.projectId}, ${change.actorId},
      ${JSON.stringify(change.changes)}::jsonb)`);
}

/** What was changed in a task, newest first. */
export function changesQuery(taskId: string, page: Page) {
  const item = sql`json_build_object('id', h.id, 'taskId', h.task_id, 'actorId', h.actor_id,
    'changes', h.changes, 'createdAt', rfc3339(h.created_at))`;
  return pageQuery(item, sql`task_changes h`, sql`h.task_id = ${taskId}::uuid`, sql`h.id`, page);
}

const commentJson = sql`json_build_object('id', c.id, 'taskId', c.task_id, 'authorId', c.author_id,
  'authorName', (SELECT u.name FROM users u WHERE u.id = c.author_id), 'body', c.body,
  'createdAt', rfc3339(c.created_at))`;

export function commentsQuery(taskId: string, page: Page) {
  return pageQuery(commentJson, sql`task_comments c`, sql`c.task_id = ${taskId}::uuid`, sql`c.id`, page);
}

export async function insertComment(
  tx: Transaction,
  comment: { id: string; taskId: string; projectId: string; authorId: string; body: string },
): Promise<Comment | undefined> {
  const [row] = await tx.query<{ json: Comment }>(sql`
    WITH c AS (
      INSERT INTO task_comments (id, task_id, project_id, author_id, body)
      VALUES (${comment.id}, ${comment.taskId}, ${comment.projectId}, ${comment.authorId}, ${comment.body})
      RETURNING *
    ) SELECT ${commentJson} AS json FROM c`);
  return row?.json;
}
