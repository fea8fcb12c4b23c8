CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL);
-- the migration:
BEGIN;
CREATE INDEX CONCURRENTLY customer_email ON customer (email);
--           ^^^^^^^^^^^^ concurrent-in-transaction
COMMIT;
