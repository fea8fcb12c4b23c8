import type { Migration } from "../database/migrate";

const unused =
  "NOT EXISTS (SELECT FROM dbscst.schema_versions v WHERE v.project_id = x.project_id AND v.hash = x.hash)";

/** A text that no version uses any more goes with the last one that did. */
export const unusedTexts: Migration = {
  name: "0010-unused-texts",
  up: `
CREATE FUNCTION dbscst.drop_unused_texts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = dbscst, pg_temp AS $$ BEGIN
  -- Held before it is looked at: a version that somebody adds meanwhile holds its text until it can be seen.
  PERFORM FROM schema_texts x WHERE (x.project_id, x.hash) IN (SELECT project_id, hash FROM gone)
    ORDER BY x.project_id, x.hash FOR UPDATE;
  DELETE FROM schema_texts x WHERE (x.project_id, x.hash) IN (SELECT project_id, hash FROM gone) AND ${unused};
  RETURN NULL;
END $$;
CREATE TRIGGER schema_versions_deleted AFTER DELETE ON dbscst.schema_versions REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION dbscst.drop_unused_texts();
CREATE TRIGGER schema_versions_moved AFTER UPDATE ON dbscst.schema_versions REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION dbscst.drop_unused_texts();

-- Whoever adds a version holds the text that is there already by an update of nothing.
GRANT UPDATE (project_id) ON dbscst.schema_texts TO dbscst_app;

DELETE FROM dbscst.schema_texts x WHERE ${unused};
`,
  down: `
REVOKE UPDATE (project_id) ON dbscst.schema_texts FROM dbscst_app;
DROP TRIGGER schema_versions_moved ON dbscst.schema_versions;
DROP TRIGGER schema_versions_deleted ON dbscst.schema_versions;
DROP FUNCTION dbscst.drop_unused_texts();
`,
};
