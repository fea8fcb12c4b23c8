CREATE TABLE customer (id bigint PRIMARY KEY);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE customer ADD COLUMN email text NOT NULL;
--                              ^^^^^ add-not-null-column-without-default
