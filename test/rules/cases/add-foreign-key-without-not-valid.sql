CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE purchase (id bigint PRIMARY KEY, customer_id bigint NOT NULL);
CREATE INDEX ON purchase (customer_id);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE purchase ADD FOREIGN KEY (customer_id) REFERENCES customer (id);
--                       ^^^^^^^^^^^ add-foreign-key-without-not-valid
