CREATE TABLE customer (id bigint PRIMARY KEY);
-- the migration:
TRUNCATE customer CASCADE;
--                ^^^^^^^ truncate-cascade
