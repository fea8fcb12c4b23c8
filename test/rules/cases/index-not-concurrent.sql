CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL);
-- the migration:
  CREATE INDEX customer_email ON customer (email);
--^^^^^^^^^^^^ index-not-concurrent
  CREATE UNIQUE INDEX ON customer (email);
--^^^^^^^^^^^^^^^^^^^ index-not-concurrent
CREATE INDEX CONCURRENTLY customer_id ON customer (id);

-- A new table holds no rows.
CREATE TABLE club (id bigint PRIMARY KEY, name text);
CREATE INDEX ON club (name);
