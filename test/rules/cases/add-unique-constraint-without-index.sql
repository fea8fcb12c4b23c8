CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE customer ADD CONSTRAINT customer_email UNIQUE (email);
--                                                 ^^^^^^ add-unique-constraint-without-index
