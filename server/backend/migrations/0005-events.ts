import type { Migration } from "../database/migrate";

/** What happened in projects, for those who listen. */
export const events: Migration = {
  name: "0005-events",
  up: `
-- Sequence numbers are given before the commit, so they alone do not say what a reader may have missed. A row is
-- ordered by its transaction, and read only when no older transaction is open any more.
CREATE TABLE dbscst.events (
  transaction bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  project_id uuid NOT NULL,
  type text NOT NULL,
  object_id uuid NOT NULL,
  user_id uuid,
  actor_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (transaction, seq)
);
CREATE INDEX events_project_idx ON dbscst.events (project_id, transaction, seq);
CREATE INDEX events_created_idx ON dbscst.events (created_at);

GRANT SELECT, INSERT, DELETE ON dbscst.events TO dbscst_app;
ALTER TABLE dbscst.events ENABLE ROW LEVEL SECURITY;
CREATE POLICY events_read ON dbscst.events FOR SELECT
  USING (project_id IN (SELECT dbscst.my_projects()) OR (SELECT dbscst.is_system()));
CREATE POLICY events_add ON dbscst.events FOR INSERT
  WITH CHECK (project_id IN (SELECT dbscst.my_projects()) OR (SELECT dbscst.is_system()));
CREATE POLICY events_forget ON dbscst.events FOR DELETE USING ((SELECT dbscst.is_system()));
`,
  down: `
DROP TABLE dbscst.events;
`,
};
