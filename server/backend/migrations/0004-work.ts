import type { Migration } from "../database/migrate";

const readable = "project_id IN (SELECT dbscst.my_projects()) OR (SELECT dbscst.is_system())";
const writable = "project_id IN (SELECT dbscst.my_projects('editor')) OR (SELECT dbscst.is_system())";

/** Schemas with their versions, tasks with their history and comments. */
export const work: Migration = {
  name: "0004-work",
  up: `
CREATE TABLE dbscst.schemas (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES dbscst.projects ON DELETE CASCADE,
  name text NOT NULL,
  description text NOT NULL,
  dialect text NOT NULL CHECK (dialect IN ('postgresql', 'mysql', 'mariadb', 'sqlite')),
  latest_version integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  created_by uuid REFERENCES dbscst.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX schemas_project_idx ON dbscst.schemas (project_id, id);
CREATE INDEX schemas_created_by_idx ON dbscst.schemas (created_by);

-- Equal texts of a project are stored once.
CREATE TABLE dbscst.schema_texts (
  project_id uuid NOT NULL REFERENCES dbscst.projects ON DELETE CASCADE,
  hash text NOT NULL,
  sql text NOT NULL,
  PRIMARY KEY (project_id, hash)
);

CREATE TABLE dbscst.schema_versions (
  schema_id uuid NOT NULL REFERENCES dbscst.schemas ON DELETE CASCADE,
  n integer NOT NULL CHECK (n > 0),
  project_id uuid NOT NULL,
  hash text NOT NULL,
  message text NOT NULL,
  created_by uuid REFERENCES dbscst.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (schema_id, n),
  FOREIGN KEY (project_id, hash) REFERENCES dbscst.schema_texts ON DELETE CASCADE
);
CREATE INDEX schema_versions_text_idx ON dbscst.schema_versions (project_id, hash);
CREATE INDEX schema_versions_created_by_idx ON dbscst.schema_versions (created_by);

CREATE TABLE dbscst.tasks (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES dbscst.projects ON DELETE CASCADE,
  title text NOT NULL,
  description text NOT NULL,
  status text NOT NULL CHECK (status IN ('todo', 'in_progress', 'done')),
  priority text NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
  assignee_id uuid REFERENCES dbscst.users ON DELETE SET NULL,
  due_on date,
  schema_id uuid REFERENCES dbscst.schemas ON DELETE SET NULL,
  object_name text,
  version integer NOT NULL DEFAULT 1,
  created_by uuid REFERENCES dbscst.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tasks_project_idx ON dbscst.tasks (project_id, id);
CREATE INDEX tasks_project_status_idx ON dbscst.tasks (project_id, status, id);
CREATE INDEX tasks_assignee_idx ON dbscst.tasks (assignee_id, project_id, id);
CREATE INDEX tasks_schema_idx ON dbscst.tasks (schema_id);
CREATE INDEX tasks_created_by_idx ON dbscst.tasks (created_by);

CREATE TABLE dbscst.task_changes (
  id uuid PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES dbscst.tasks ON DELETE CASCADE,
  project_id uuid NOT NULL,
  actor_id uuid REFERENCES dbscst.users ON DELETE SET NULL,
  changes jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX task_changes_task_idx ON dbscst.task_changes (task_id, id);
CREATE INDEX task_changes_actor_idx ON dbscst.task_changes (actor_id);

CREATE TABLE dbscst.task_comments (
  id uuid PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES dbscst.tasks ON DELETE CASCADE,
  project_id uuid NOT NULL,
  author_id uuid REFERENCES dbscst.users ON DELETE SET NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX task_comments_task_idx ON dbscst.task_comments (task_id, id);
CREATE INDEX task_comments_author_idx ON dbscst.task_comments (author_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON dbscst.schemas, dbscst.tasks TO dbscst_app;
-- What is immutable cannot be changed by the application at all.
GRANT SELECT, INSERT ON dbscst.schema_texts, dbscst.schema_versions, dbscst.task_changes, dbscst.task_comments
  TO dbscst_app;
${["schemas", "tasks", "schema_texts", "schema_versions", "task_changes", "task_comments"]
  .map(
    (table) => `
ALTER TABLE dbscst.${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_read ON dbscst.${table} FOR SELECT USING (${readable});
CREATE POLICY ${table}_add ON dbscst.${table} FOR INSERT WITH CHECK (${writable});
CREATE POLICY ${table}_change ON dbscst.${table} FOR UPDATE USING (${writable});
CREATE POLICY ${table}_remove ON dbscst.${table} FOR DELETE USING (${writable});`,
  )
  .join("\n")}
`,
  down: `
DROP TABLE dbscst.task_comments, dbscst.task_changes, dbscst.tasks, dbscst.schema_versions, dbscst.schema_texts,
  dbscst.schemas;
`,
};
