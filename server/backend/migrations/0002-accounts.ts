import type { Migration } from "../database/migrate";

/** People, what they prove themselves with, and what happened to their accounts. */
export const accounts: Migration = {
  name: "0002-accounts",
  up: `
CREATE TABLE dbscst.users (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  name text NOT NULL,
  email_verified_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE dbscst.credentials (
  user_id uuid PRIMARY KEY REFERENCES dbscst.users ON DELETE CASCADE,
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint
);

CREATE TABLE dbscst.recovery_codes (
  user_id uuid NOT NULL REFERENCES dbscst.users ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

-- A sign-up is no account until its mail is answered; each carries the password of whoever sent it.
CREATE TABLE dbscst.signups (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  password_hash text NOT NULL,
  token_hash text UNIQUE,
  token_expires_at timestamptz,
  code_hash text,
  code_expires_at timestamptz,
  code_tries integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX signups_email_idx ON dbscst.signups (email, created_at);

CREATE TABLE dbscst.password_resets (
  token_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES dbscst.users ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX password_resets_user_idx ON dbscst.password_resets (user_id);

CREATE TABLE dbscst.sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES dbscst.users ON DELETE CASCADE,
  user_agent text NOT NULL,
  address text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX sessions_user_idx ON dbscst.sessions (user_id);

CREATE TABLE dbscst.refresh_tokens (
  token_hash text PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES dbscst.sessions ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX refresh_tokens_session_idx ON dbscst.refresh_tokens (session_id);

CREATE TABLE dbscst.audit_events (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES dbscst.users ON DELETE CASCADE,
  type text NOT NULL,
  address text NOT NULL,
  user_agent text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_events_user_idx ON dbscst.audit_events (user_id, id);

CREATE TABLE dbscst.rate_limits (
  key text PRIMARY KEY,
  points integer NOT NULL,
  resets_at timestamptz NOT NULL
);
CREATE INDEX rate_limits_resets_idx ON dbscst.rate_limits (resets_at);

-- What is done off the path of a request: mails. Written in the request's own transaction, so none is lost.
CREATE TABLE dbscst.jobs (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX jobs_run_idx ON dbscst.jobs (run_at);

CREATE TABLE dbscst.idempotency_keys (
  scope text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_created_idx ON dbscst.idempotency_keys (created_at);

-- Says in whose name the transaction runs; raises DB401 when the session is over.
CREATE FUNCTION dbscst.enter(p_user uuid, p_session uuid) RETURNS void LANGUAGE plpgsql
SET search_path = dbscst, pg_temp AS $$
BEGIN
  PERFORM set_config('dbscst.user_id', p_user::text, true), set_config('dbscst.system', '', true);
  IF NOT EXISTS (
    SELECT FROM sessions
    WHERE id = p_session AND user_id = p_user AND revoked_at IS NULL AND expires_at > now()
  ) THEN
    RAISE EXCEPTION 'the session has ended' USING ERRCODE = 'DB401';
  END IF;
END $$;

-- Runs one query of the application in the name of a user, in one round trip. It belongs to the application's
-- role, so row-level security binds it whoever calls.
CREATE FUNCTION dbscst.read_as(p_user uuid, p_session uuid, query text, args text[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = dbscst, pg_temp AS $$
DECLARE result text;
BEGIN
  IF p_user IS NULL THEN
    PERFORM set_config('dbscst.system', 'on', true);
  ELSE
    PERFORM enter(p_user, p_session);
  END IF;
  EXECUTE query INTO result USING args;
  RETURN result;
END $$;
REVOKE ALL ON FUNCTION dbscst.read_as(uuid, uuid, text, text[]) FROM PUBLIC;
GRANT CREATE ON SCHEMA dbscst TO dbscst_app;
ALTER FUNCTION dbscst.read_as(uuid, uuid, text, text[]) OWNER TO dbscst_app;
REVOKE CREATE ON SCHEMA dbscst FROM dbscst_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  dbscst.users, dbscst.credentials, dbscst.recovery_codes, dbscst.signups, dbscst.password_resets,
  dbscst.sessions, dbscst.refresh_tokens, dbscst.rate_limits, dbscst.jobs, dbscst.idempotency_keys
TO dbscst_app;
GRANT SELECT, INSERT ON dbscst.audit_events TO dbscst_app;

ALTER TABLE dbscst.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY users_own ON dbscst.users
  USING (id = (SELECT dbscst.current_user_id()) OR (SELECT dbscst.is_system()));

ALTER TABLE dbscst.credentials ENABLE ROW LEVEL SECURITY;
CREATE POLICY credentials_own ON dbscst.credentials
  USING (user_id = (SELECT dbscst.current_user_id()) OR (SELECT dbscst.is_system()));
ALTER TABLE dbscst.recovery_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY recovery_codes_own ON dbscst.recovery_codes
  USING (user_id = (SELECT dbscst.current_user_id()) OR (SELECT dbscst.is_system()));
ALTER TABLE dbscst.sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY sessions_own ON dbscst.sessions
  USING (user_id = (SELECT dbscst.current_user_id()) OR (SELECT dbscst.is_system()));
ALTER TABLE dbscst.audit_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_events_own ON dbscst.audit_events
  USING (user_id = (SELECT dbscst.current_user_id()) OR (SELECT dbscst.is_system()));
ALTER TABLE dbscst.idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_keys_own ON dbscst.idempotency_keys
  USING (scope = (SELECT dbscst.current_user_id())::text OR (SELECT dbscst.is_system()));

ALTER TABLE dbscst.signups ENABLE ROW LEVEL SECURITY;
CREATE POLICY signups_system ON dbscst.signups USING ((SELECT dbscst.is_system()));
ALTER TABLE dbscst.password_resets ENABLE ROW LEVEL SECURITY;
CREATE POLICY password_resets_system ON dbscst.password_resets USING ((SELECT dbscst.is_system()));
ALTER TABLE dbscst.refresh_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY refresh_tokens_system ON dbscst.refresh_tokens USING ((SELECT dbscst.is_system()));
ALTER TABLE dbscst.rate_limits ENABLE ROW LEVEL SECURITY;
CREATE POLICY rate_limits_system ON dbscst.rate_limits USING ((SELECT dbscst.is_system()));
ALTER TABLE dbscst.jobs ENABLE ROW LEVEL SECURITY;
CREATE POLICY jobs_system ON dbscst.jobs USING ((SELECT dbscst.is_system()));
CREATE POLICY jobs_ask ON dbscst.jobs FOR INSERT WITH CHECK (true);
`,
  down: `
DROP FUNCTION dbscst.read_as(uuid, uuid, text, text[]);
DROP FUNCTION dbscst.enter(uuid, uuid);
DROP TABLE dbscst.idempotency_keys, dbscst.jobs, dbscst.rate_limits, dbscst.audit_events, dbscst.refresh_tokens,
  dbscst.sessions, dbscst.password_resets, dbscst.signups, dbscst.recovery_codes, dbscst.credentials, dbscst.users;
`,
};
