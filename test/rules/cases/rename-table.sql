CREATE TABLE client (id bigint PRIMARY KEY);
-- the migration:
ALTER TABLE client RENAME TO customer;
--          ^^^^^^ rename-table
