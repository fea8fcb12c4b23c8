CREATE TABLE message (id bigint PRIMARY KEY, sent_at timestamptz(0) NOT NULL);
--                                                   ^^^^^^^^^^^^^^ timestamp-precision
