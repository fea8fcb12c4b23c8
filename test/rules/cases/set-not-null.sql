CREATE TABLE customer (id bigint PRIMARY KEY, email text);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE customer ALTER COLUMN email SET NOT NULL;
--                                ^^^^^ set-not-null
