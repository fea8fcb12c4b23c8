CREATE TABLE customer (id bigint PRIMARY KEY);
-- the migration:
  ALTER TABLE customer ADD COLUMN email text;
--^^^^^^^^^^^ missing-lock-timeout
ALTER TABLE customer ADD COLUMN phone text;
