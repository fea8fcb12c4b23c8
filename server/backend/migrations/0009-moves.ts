import type { Migration } from "../database/migrate";

const tables = "dbscst.task_changes, dbscst.task_comments, dbscst.schema_versions";

/** Tasks and schemas go from one project to another: of what cannot be changed otherwise, the project alone can. */
export const moves: Migration = {
  name: "0009-moves",
  up: `GRANT UPDATE (project_id) ON ${tables} TO dbscst_app;`,
  down: `REVOKE UPDATE (project_id) ON ${tables} FROM dbscst_app;`,
};
