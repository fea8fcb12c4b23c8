/* 💬 A forum 💬 – names in quotes, a search path, transactions and PL/pgSQL. */
BEGIN;
CREATE SCHEMA forum AUTHORIZATION postgres;
SET search_path = forum, public;

CREATE TABLE "User" (
	"userId" serial PRIMARY KEY,
	"Name" varchar(40) NOT NULL,
	bio text DEFAULT '🙂',
	joined timestamptz DEFAULT now(),
	CONSTRAINT "User_Name_unique" UNIQUE ("Name")
);
CREATE TABLE board (
	board_id integer GENERATED ALWAYS AS IDENTITY (START WITH 10) PRIMARY KEY,
	title text NOT NULL, owner_id integer REFERENCES "User" ON DELETE SET NULL,
	created date NOT NULL DEFAULT CURRENT_DATE
);
CREATE TABLE thread (
	thread_id bigint PRIMARY KEY, board_id integer NOT NULL, subject text NOT NULL,
	locked boolean NOT NULL DEFAULT FALSE, votes integer[] DEFAULT ARRAY[]::integer[],
	FOREIGN KEY (board_id) REFERENCES board (board_id)
);
CREATE TABLE post (
	post_id bigint NOT NULL, thread_id bigint NOT NULL REFERENCES thread,
	author_id integer NOT NULL REFERENCES "User" ("userId"),
	reply_to bigint, body text NOT NULL, posted timestamptz NOT NULL DEFAULT now(),
	search tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED,
	PRIMARY KEY (post_id),
	CONSTRAINT post_reply_fk FOREIGN KEY (reply_to) REFERENCES post (post_id)
);
CREATE TABLE vote (LIKE post INCLUDING COMMENTS, weight smallint CHECK (weight IN (-1, 1)));
ALTER TABLE vote DROP COLUMN search, ADD PRIMARY KEY (post_id, author_id);
CREATE INDEX post_search ON post USING gin (search);
CREATE INDEX post_thread ON post (thread_id, posted);
COMMIT;

CREATE FUNCTION touch_thread() RETURNS trigger AS $body$
DECLARE
	v_subject thread.subject%TYPE;
	v_total integer := 0;
BEGIN
	SELECT t.subject INTO v_subject FROM thread t WHERE t.thread_id = NEW.thread_id;
	IF NOT FOUND THEN
		RAISE NOTICE 'no thread % 🙁', NEW.thread_id;
		RETURN NULL;
	ELSIF v_subject = '' THEN
		v_total := v_total + 1;
	END IF;
	PERFORM count(*) FROM post WHERE post.thread_id = NEW.thread_id;
	RETURN NEW;
EXCEPTION
	WHEN unique_violation THEN
		RETURN NULL;
END
$body$ LANGUAGE plpgsql;
CREATE TRIGGER post_touch AFTER INSERT ON post FOR EACH ROW EXECUTE PROCEDURE touch_thread();

CREATE FUNCTION posts_of(wanted integer, at_most integer DEFAULT 10) RETURNS SETOF post
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT p.* FROM post p WHERE p.author_id = wanted ORDER BY p.posted DESC LIMIT at_most;
END;

CREATE AGGREGATE longest(text) (SFUNC = textcat, STYPE = text, INITCOND = '');
CREATE VIEW active_author AS
	SELECT u."Name", count(DISTINCT p.thread_id) AS threads, max(p.posted) AS last_post
	FROM "User" AS u INNER JOIN post p ON p.author_id = u."userId"
	WHERE p.posted > now() - INTERVAL '30 days' AND EXISTS (SELECT FROM thread t WHERE t.thread_id = p.thread_id AND NOT t.locked)
	GROUP BY u."Name" ORDER BY 2 DESC;
CREATE VIEW tree AS
	WITH RECURSIVE walk (post_id, depth) AS (
		SELECT post_id, 0 FROM post WHERE reply_to IS NULL
		UNION ALL
		SELECT p.post_id, w.depth + 1 FROM post p JOIN walk w ON p.reply_to = w.post_id
	)
	SELECT * FROM walk;
INSERT INTO "User" ("Name", bio) VALUES ('Ada', 'first'), ('Grace 🚢', NULL);
INSERT INTO board (title, owner_id) SELECT 'General', "userId" FROM "User" WHERE "Name" = 'Ada' RETURNING board_id;
DELETE FROM post USING thread WHERE post.thread_id = thread.thread_id AND thread.locked;
ALTER TABLE thread RENAME COLUMN subject TO headline;
ALTER TABLE board ALTER COLUMN created TYPE timestamptz USING created::timestamptz;
ALTER TABLE post ADD CONSTRAINT post_body_len CHECK (char_length(body) < 10000) NOT VALID;
DO $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'nobody_here') THEN
		RAISE NOTICE 'there is none';
	END IF;
END
$$;
COMMENT ON COLUMN "User"."Name" IS 'as shown';
CREATE POLICY own_posts ON post FOR UPDATE USING (author_id = 1) WITH CHECK (body <> '');
ALTER TABLE post ENABLE ROW LEVEL SECURITY;
