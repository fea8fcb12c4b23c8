CREATE TABLE customer (id bigint PRIMARY KEY, mail text);
-- the migration:
ALTER TABLE customer RENAME COLUMN mail TO email;
--                                 ^^^^ rename-column
