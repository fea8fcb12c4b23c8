CREATE TABLE customer (id bigint PRIMARY KEY, email text, EMAIL text, "Email" text);
--                                                        ^^^^^ duplicate-column
ALTER TABLE customer ADD COLUMN email text;
--                              ^^^^^ duplicate-column
ALTER TABLE customer ADD COLUMN IF NOT EXISTS email text;
ALTER TABLE customer DROP COLUMN email, ADD COLUMN email text;
