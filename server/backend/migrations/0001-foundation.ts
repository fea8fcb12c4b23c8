import type { Migration } from "../database/migrate";

/**
 * The role that the application runs as, and how a transaction says in whose name it runs.
 * The role belongs to the whole server, other databases may use it, so the way down leaves it where it is needed.
 */
export const foundation: Migration = {
  name: "0001-foundation",
  up: `
CREATE SCHEMA IF NOT EXISTS dbscst;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dbscst_app') THEN
    BEGIN
      CREATE ROLE dbscst_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database's migration was faster
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'dbscst_app', 'MEMBER') THEN
    EXECUTE format('GRANT dbscst_app TO %I', current_user);
  END IF;
END $$;

GRANT USAGE ON SCHEMA dbscst TO dbscst_app;

CREATE FUNCTION dbscst.current_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('dbscst.user_id', true), '')::uuid $$;

CREATE FUNCTION dbscst.is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(current_setting('dbscst.system', true), '') = 'on' $$;

-- RFC 3339 in UTC with milliseconds, as the API writes times.
CREATE FUNCTION dbscst.rfc3339(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
`,
  down: `
DROP FUNCTION dbscst.rfc3339(timestamptz);
DROP FUNCTION dbscst.is_system();
DROP FUNCTION dbscst.current_user_id();
REVOKE USAGE ON SCHEMA dbscst FROM dbscst_app;
DO $$
BEGIN
  DROP ROLE dbscst_app;
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege OR object_in_use THEN NULL;
END $$;
`,
};
