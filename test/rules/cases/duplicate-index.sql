CREATE TABLE customer (id bigint PRIMARY KEY, email text UNIQUE, name text, gone boolean);
CREATE INDEX one ON customer (name);
CREATE INDEX two ON customer (name);
--           ^^^ duplicate-index
CREATE INDEX three ON customer (name DESC);
CREATE INDEX four ON customer (name text_pattern_ops);
CREATE INDEX five ON customer (name) WHERE gone;
CREATE INDEX six ON customer (lower(name));
CREATE INDEX seven ON customer (lower(name));
CREATE INDEX eight ON customer USING hash (name);
CREATE INDEX nine ON customer (id);
--           ^^^^ duplicate-index
CREATE UNIQUE INDEX ten ON customer (email);
--                  ^^^ duplicate-index
