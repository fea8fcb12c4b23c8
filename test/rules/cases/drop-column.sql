CREATE TABLE customer (id bigint PRIMARY KEY, fax text);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE customer DROP COLUMN fax;
--                               ^^^ drop-column
ALTER TABLE customer ADD COLUMN moved int;
ALTER TABLE customer DROP COLUMN moved;
