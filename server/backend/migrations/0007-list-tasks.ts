import type { Migration } from "../database/migrate";
import { listTasksFunction as listTasksBefore, taskJson } from "./0006-hot-paths";

/** As it stands after this migration, or with what a later one adds to a task. */
export function listTasksFunction(json = taskJson): string {
  return `
CREATE OR REPLACE FUNCTION dbscst.list_tasks(
  p_user uuid, p_session uuid, p_project uuid, p_after uuid, p_limit integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = dbscst, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  result text;
  bound uuid := coalesce(p_after, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
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
    SELECT ${json} AS item, t.id, row_number() OVER () AS place
    FROM (
      SELECT * FROM tasks
      WHERE project_id >= p_project
        AND (project_id, id) < (p_project, bound)
      ORDER BY project_id DESC, id DESC LIMIT p_limit + 1) AS t
  ) AS found;
  RETURN result;
END $$;`;
}

/**
 * The page of tasks as before, but by a bound that is worked out beforehand: under row-level security a comparison with
 * a call in it may not be used to search an index, and all tasks of newer projects were read.
 */
export const listTasks: Migration = {
  name: "0007-list-tasks",
  up: listTasksFunction(),
  down: listTasksBefore,
};
