CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE customer ALTER COLUMN email DROP NOT NULL;
--                                ^^^^^ drop-not-null
