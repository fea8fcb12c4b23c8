CREATE TABLE customer (id bigint PRIMARY KEY, visits smallint NOT NULL);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE customer ALTER COLUMN visits TYPE numeric;
--                                ^^^^^^ alter-column-type
