import type { Migration } from "../database/migrate";

export const taskJson = `json_build_object(
    'id', t.id, 'projectId', t.project_id, 'title', t.title, 'description', t.description, 'status', t.status,
    'priority', t.priority, 'assigneeId', t.assignee_id, 'dueOn', t.due_on, 'schemaId', t.schema_id,
    'objectName', t.object_name, 'version', t.version, 'createdBy', t.created_by,
    'createdAt', rfc3339(t.created_at), 'updatedAt', rfc3339(t.updated_at))`;

const listTasks = "dbscst.list_tasks(uuid, uuid, uuid, uuid, integer)";
const createTask =
  "dbscst.create_task(uuid, uuid, uuid, uuid, text, text, text, text, uuid, date, uuid, text, text, text)";

/** As it stands after this migration. */
export const listTasksFunction = `
-- A page of a project's tasks as JSON, newest first; NULL for who is no member. The project stands as a range, so that
-- only the index by project has the wanted order: on a project with old tasks the one by id would read all newer ones.
CREATE OR REPLACE FUNCTION dbscst.list_tasks(
  p_user uuid, p_session uuid, p_project uuid, p_after uuid, p_limit integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = dbscst, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE result text;
BEGIN
  PERFORM enter(p_user, p_session);
  IF NOT EXISTS (SELECT FROM my_projects() AS mine WHERE mine = p_project) THEN
    RETURN NULL;
  END IF;
  SELECT json_build_object(
      'items', coalesce(json_agg(item ORDER BY id DESC) FILTER (WHERE place <= p_limit), '[]'),
      'nextCursor', CASE WHEN count(*) > p_limit THEN (array_agg(id ORDER BY place))[p_limit] END)
  INTO result
  FROM (
    SELECT ${taskJson} AS item, t.id, row_number() OVER () AS place
    FROM (
      SELECT * FROM tasks
      WHERE project_id >= p_project
        AND (project_id, id) < (p_project, coalesce(p_after, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      ORDER BY project_id DESC, id DESC LIMIT p_limit + 1) AS t
  ) AS found;
  RETURN result;
END $$;`;

/** As it stands after this migration, or with what a later one adds to it. */
export function createTaskFunction({
  json = taskJson,
  parameter = "",
  column = "",
  value = "",
} = {}): string {
  return `
-- Writes a task and its event, and the answer under an Idempotency-Key when there is one. NULL, and nothing is written,
-- when anything does not fit: the caller then finds out what, the long way.
CREATE FUNCTION dbscst.create_task(p_user uuid, p_session uuid, p_id uuid, p_project uuid, p_title text,
  p_description text, p_status text, p_priority text, p_assignee uuid, p_due date, p_schema uuid, p_object text,
  p_key text, p_fingerprint text${parameter})
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = dbscst, pg_temp AS $$
DECLARE result text;
BEGIN
  PERFORM enter(p_user, p_session);
  IF NOT EXISTS (SELECT FROM my_projects('editor') AS mine WHERE mine = p_project) THEN
    RETURN NULL;
  END IF;
  IF p_assignee IS NOT NULL AND NOT EXISTS (
    SELECT FROM members WHERE project_id = p_project AND user_id = p_assignee
  ) THEN
    RETURN NULL;
  END IF;
  IF p_schema IS NOT NULL AND NOT EXISTS (
    SELECT FROM schemas WHERE id = p_schema AND project_id = p_project
  ) THEN
    RETURN NULL;
  END IF;
  IF p_key IS NOT NULL THEN
    INSERT INTO idempotency_keys (scope, key, fingerprint) VALUES (p_user::text, p_key, p_fingerprint)
    ON CONFLICT (scope, key) DO NOTHING;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  INSERT INTO tasks AS t (id, project_id, title, description, status, priority, assignee_id, due_on, schema_id,
    object_name, created_by${column})
  VALUES (p_id, p_project, p_title, p_description, p_status, p_priority, p_assignee, p_due, p_schema, p_object,
    p_user${value})
  RETURNING ${json} INTO result;
  INSERT INTO events (project_id, type, object_id, actor_id) VALUES (p_project, 'task.created', p_id, p_user);
  IF p_key IS NOT NULL THEN
    UPDATE idempotency_keys SET body = json_build_object('status', 201, 'body', result, 'version', 1)::text
    WHERE scope = p_user::text AND key = p_key;
  END IF;
  RETURN result;
END $$;`;
}

/**
 * What is asked most often, each as one call: a function keeps its plans for as long as its connection lives, while a
 * statement of `read_as` is planned anew each time, which costs more than running it. Policies ask for the caller's
 * projects several times in a statement, so that function keeps its plan too.
 */
export const hotPaths: Migration = {
  name: "0006-hot-paths",
  up: `
CREATE OR REPLACE FUNCTION dbscst.my_projects(p_least dbscst.role DEFAULT 'viewer') RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp ROWS 20
AS $$ BEGIN
  RETURN QUERY SELECT project_id FROM members WHERE user_id = current_user_id() AND role >= p_least;
END $$;

${listTasksFunction}
${createTaskFunction()}

-- They belong to the application's role, so that row-level security binds them whoever calls.
REVOKE ALL ON FUNCTION ${listTasks}, ${createTask} FROM PUBLIC;
GRANT CREATE ON SCHEMA dbscst TO dbscst_app;
ALTER FUNCTION ${listTasks} OWNER TO dbscst_app;
ALTER FUNCTION ${createTask} OWNER TO dbscst_app;
REVOKE CREATE ON SCHEMA dbscst FROM dbscst_app;
`,
  down: `
DROP FUNCTION ${createTask};
DROP FUNCTION ${listTasks};
CREATE OR REPLACE FUNCTION dbscst.my_projects(p_least dbscst.role DEFAULT 'viewer') RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp
AS $$ SELECT project_id FROM members WHERE user_id = current_user_id() AND role >= p_least $$;
`,
};
