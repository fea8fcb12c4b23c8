CREATE TABLE customer (id bigint PRIMARY KEY, mail text);
-- the migration:
ALTER TABLE customer RENAME COLUMN mail TO email;
--                                 ^^^^ rename-column
ALTER TABLE customer ADD COLUMN phone_new text;
ALTER TABLE customer RENAME COLUMN phone_new TO phone;
