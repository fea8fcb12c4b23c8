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
 * equal, between any two there is room, and a task that nobody has placed stands by when it was made.
 */
export const taskOrder: Migration = {
  name: "0008-task-order",
  up: `
ALTER TABLE dbscst.tasks
  ADD COLUMN position text COLLATE "C" CHECK (position ~ '^[0-9a-f]{1,150}$'),
  ADD COLUMN rank text COLLATE "C"
    GENERATED ALWAYS AS (coalesce(position, '') || replace(id::text, '-', '')) STORED;
CREATE INDEX tasks_rank_idx ON dbscst.tasks (project_id, rank);

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
ALTER TABLE dbscst.tasks DROP COLUMN rank, DROP COLUMN position;
`,
};
