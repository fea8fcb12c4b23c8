CREATE TABLE message (id bigint PRIMARY KEY, sent_at timestamptz NOT NULL, body json);
--                                                   ^^^^^^^^^^^ postgresql-type
