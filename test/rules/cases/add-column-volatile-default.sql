CREATE TABLE customer (id bigint PRIMARY KEY);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE customer ADD COLUMN token uuid DEFAULT gen_random_uuid();
--                              ^^^^^ add-column-volatile-default
