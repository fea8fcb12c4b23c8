CREATE TABLE customer (id bigint, n integer, name text, first text, PRIMARY KEY (id, n));
CREATE INDEX one ON customer (id);
--           ^^^ redundant-index
CREATE INDEX two ON customer (name);
--           ^^^ redundant-index
CREATE INDEX three ON customer (name, first);
CREATE INDEX four ON customer (first);
CREATE UNIQUE INDEX five ON customer (name);
