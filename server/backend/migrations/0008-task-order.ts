import type { Migration } from "../database/migrate";
import { createTaskFunction, taskJson as taskJsonBefore } from "./0006-hot-paths";
import { listTasksFunction } from "./0007-list-tasks";

const taskJson = taskJsonBefore.replace(
  "'version', t.version",
  "'position', t.position, 'version', t.version",
);
const arguments14 = "uuid, uuid, uuid, uuid, text, text, text, text, uuid, date, uuid, text, text, text";
const before = `dbscst.create_task(${arguments14})`;
const after = `dbscst.create_task(${arguments14}, text)`;

/** They belong to the application's role, so that row-level security binds them whoever calls. */
function given(signature: string): string {
  return `
REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
GRANT CREATE ON SCHEMA dbscst TO dbscst_app;
ALTER FUNCTION ${signature} OWNER TO dbscst_app;
REVOKE CREATE ON SCHEMA dbscst FROM dbscst_app;
`;
}

/**
 * The order that people give to tasks. A rank is the digits of a position and then those of the id, so that no two are
 * equal, between any two there is room, and a task that nobody has placed stands by when it was made. Only those that
 * somebody has placed have it in a column: nothing is written to what is there before, however many tasks that are.
 */
export const taskOrder: Migration = {
  name: "0008-task-order",
  up: `
ALTER TABLE dbscst.tasks
  ADD COLUMN position text COLLATE "C" CHECK (position ~ '^[0-9a-f]{1,150}$'),
  ADD COLUMN rank text COLLATE "C";
CREATE INDEX tasks_rank_idx ON dbscst.tasks (project_id, rank) WHERE position IS NOT NULL;

CREATE FUNCTION dbscst.rank_task() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.rank := NEW.position || replace(NEW.id::text, '-', '');
  RETURN NEW;
END $$;
CREATE TRIGGER tasks_rank_at_first BEFORE INSERT ON dbscst.tasks FOR EACH ROW
  WHEN (NEW.position IS NOT NULL) EXECUTE FUNCTION dbscst.rank_task();
CREATE TRIGGER tasks_rank BEFORE UPDATE OF position ON dbscst.tasks FOR EACH ROW
  WHEN (NEW.position IS DISTINCT FROM OLD.position) EXECUTE FUNCTION dbscst.rank_task();

${listTasksFunction(taskJson)}

DROP FUNCTION ${before};
-- An older instance that still runs calls it without a position.
${createTaskFunction({
  json: taskJson,
  parameter: ",\n  p_position text DEFAULT NULL",
  column: ", position",
  value: ", p_position",
})}
${given(after)}
`,
  down: `
DROP FUNCTION ${after};
${createTaskFunction()}
${given(before)}
${listTasksFunction()}
DROP INDEX dbscst.tasks_rank_idx;
DROP TRIGGER IF EXISTS tasks_rank ON dbscst.tasks;
DROP TRIGGER IF EXISTS tasks_rank_at_first ON dbscst.tasks;
DROP FUNCTION IF EXISTS dbscst.rank_task();
ALTER TABLE dbscst.tasks DROP COLUMN rank, DROP COLUMN position;
`,
};
