import type { Migration } from "../database/migrate";

/** Projects, who belongs to them and who is asked to. */
export const projects: Migration = {
  name: "0003-projects",
  up: `
-- In rising order of power, so that roles compare.
CREATE TYPE dbscst.role AS ENUM ('viewer', 'editor', 'admin', 'owner');

CREATE TABLE dbscst.projects (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL,
  created_by uuid REFERENCES dbscst.users ON DELETE SET NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX projects_created_by_idx ON dbscst.projects (created_by);

CREATE TABLE dbscst.members (
  project_id uuid NOT NULL REFERENCES dbscst.projects ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES dbscst.users ON DELETE CASCADE,
  role dbscst.role NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX members_user_idx ON dbscst.members (user_id, project_id) INCLUDE (role);
CREATE UNIQUE INDEX members_one_owner_idx ON dbscst.members (project_id) WHERE role = 'owner';

CREATE TABLE dbscst.invitations (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES dbscst.projects ON DELETE CASCADE,
  email text NOT NULL CHECK (email = lower(email)),
  role dbscst.role NOT NULL CHECK (role <> 'owner'),
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'accepted', 'declined', 'revoked')),
  invited_by uuid REFERENCES dbscst.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX invitations_pending_idx ON dbscst.invitations (project_id, email) WHERE status = 'pending';
CREATE INDEX invitations_email_idx ON dbscst.invitations (email) WHERE status = 'pending';
CREATE INDEX invitations_invited_by_idx ON dbscst.invitations (invited_by);

-- These read members with the rights of the tables' owner: a policy of members cannot ask members itself.
CREATE FUNCTION dbscst.my_projects(p_least dbscst.role DEFAULT 'viewer') RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp
AS $$ SELECT project_id FROM members WHERE user_id = current_user_id() AND role >= p_least $$;

CREATE FUNCTION dbscst.has_no_member(p_project uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp
AS $$ SELECT NOT EXISTS (SELECT FROM members WHERE project_id = p_project) $$;

CREATE FUNCTION dbscst.my_email() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp
AS $$ SELECT email FROM users WHERE id = current_user_id() $$;

CREATE FUNCTION dbscst.my_invited_role(p_project uuid) RETURNS dbscst.role
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp
AS $$ SELECT role FROM invitations
      WHERE project_id = p_project AND email = my_email() AND status = 'pending' AND expires_at > now() $$;

-- Who is invited may know to what and by whom, before being a member.
CREATE FUNCTION dbscst.invited_project(p_project uuid) RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp
AS $$ SELECT p.name FROM projects p WHERE p.id = p_project AND (
        is_system() OR p.id IN (SELECT my_projects()) OR EXISTS (
          SELECT FROM invitations i WHERE i.project_id = p.id AND i.email = my_email())) $$;

CREATE FUNCTION dbscst.inviting_user(p_user uuid) RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dbscst, pg_temp
AS $$ SELECT u.name FROM users u WHERE u.id = p_user AND (is_system() OR EXISTS (
        SELECT FROM invitations i WHERE i.invited_by = u.id
          AND (i.email = my_email() OR i.project_id IN (SELECT my_projects('admin'))))) $$;

REVOKE ALL ON FUNCTION dbscst.my_projects(dbscst.role), dbscst.has_no_member(uuid), dbscst.my_email(),
  dbscst.my_invited_role(uuid), dbscst.invited_project(uuid), dbscst.inviting_user(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dbscst.my_projects(dbscst.role), dbscst.has_no_member(uuid), dbscst.my_email(),
  dbscst.my_invited_role(uuid), dbscst.invited_project(uuid), dbscst.inviting_user(uuid) TO dbscst_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON dbscst.projects, dbscst.members, dbscst.invitations TO dbscst_app;

ALTER TABLE dbscst.projects ENABLE ROW LEVEL SECURITY;
CREATE POLICY projects_read ON dbscst.projects FOR SELECT
  USING (id IN (SELECT dbscst.my_projects()) OR (SELECT dbscst.is_system()));
CREATE POLICY projects_create ON dbscst.projects FOR INSERT
  WITH CHECK (created_by = (SELECT dbscst.current_user_id()));
CREATE POLICY projects_change ON dbscst.projects FOR UPDATE
  USING (id IN (SELECT dbscst.my_projects('admin')) OR (SELECT dbscst.is_system()));
CREATE POLICY projects_delete ON dbscst.projects FOR DELETE
  USING (id IN (SELECT dbscst.my_projects('owner')) OR (SELECT dbscst.is_system()));

ALTER TABLE dbscst.members ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_read ON dbscst.members FOR SELECT
  USING (project_id IN (SELECT dbscst.my_projects()) OR (SELECT dbscst.is_system()));
CREATE POLICY members_add ON dbscst.members FOR INSERT
  WITH CHECK (
    (user_id = (SELECT dbscst.current_user_id()) AND role = 'owner' AND dbscst.has_no_member(project_id))
    OR (user_id = (SELECT dbscst.current_user_id()) AND role = dbscst.my_invited_role(project_id))
  );
CREATE POLICY members_change ON dbscst.members FOR UPDATE
  USING (project_id IN (SELECT dbscst.my_projects('admin')) OR (SELECT dbscst.is_system()));
CREATE POLICY members_remove ON dbscst.members FOR DELETE
  USING (
    project_id IN (SELECT dbscst.my_projects('admin'))
    OR user_id = (SELECT dbscst.current_user_id())
    OR (SELECT dbscst.is_system())
  );

ALTER TABLE dbscst.invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY invitations_manage ON dbscst.invitations
  USING (project_id IN (SELECT dbscst.my_projects('admin')) OR (SELECT dbscst.is_system()));
CREATE POLICY invitations_own ON dbscst.invitations FOR SELECT USING (email = (SELECT dbscst.my_email()));
CREATE POLICY invitations_answer ON dbscst.invitations FOR UPDATE USING (email = (SELECT dbscst.my_email()));

-- Who shares a project sees the other's name.
CREATE POLICY users_of_my_projects ON dbscst.users FOR SELECT
  USING (EXISTS (SELECT FROM dbscst.members WHERE members.user_id = users.id));
`,
  down: `
DROP POLICY users_of_my_projects ON dbscst.users;
DROP TABLE dbscst.invitations, dbscst.members, dbscst.projects CASCADE;
DROP FUNCTION dbscst.inviting_user(uuid);
DROP FUNCTION dbscst.invited_project(uuid);
DROP FUNCTION dbscst.my_invited_role(uuid);
DROP FUNCTION dbscst.my_email();
DROP FUNCTION dbscst.has_no_member(uuid);
DROP FUNCTION dbscst.my_projects(dbscst.role);
DROP TYPE dbscst.role;
`,
};
