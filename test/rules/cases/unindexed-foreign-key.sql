CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE a (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer);
--                                     ^^^^^^^^^^^ unindexed-foreign-key
CREATE TABLE b (customer_id bigint PRIMARY KEY REFERENCES customer);
CREATE TABLE c (customer_id bigint REFERENCES customer, n integer, PRIMARY KEY (customer_id, n));
CREATE TABLE d (n integer, customer_id bigint REFERENCES customer, PRIMARY KEY (n, customer_id));
--                         ^^^^^^^^^^^ unindexed-foreign-key
CREATE TABLE e (id bigint PRIMARY KEY, customer_id bigint);
ALTER TABLE e ADD FOREIGN KEY (customer_id) REFERENCES customer;
--                             ^^^^^^^^^^^ unindexed-foreign-key
CREATE TABLE f (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer, gone boolean);
--                                     ^^^^^^^^^^^ unindexed-foreign-key
CREATE INDEX ON f (customer_id) WHERE gone;
CREATE TABLE g (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer);
CREATE INDEX ON g (customer_id) WHERE customer_id IS NOT NULL;
CREATE TABLE h (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer);
CREATE INDEX ON h USING hash (customer_id);
CREATE TABLE i (
  id bigint PRIMARY KEY,
  customer_id bigint REFERENCES customer,
  during tstzrange,
  EXCLUDE USING gist (customer_id WITH =, during WITH &&)
);
CREATE TABLE j (
  id bigint PRIMARY KEY,
   customer_id bigint REFERENCES customer,
-- ^^^^^^^^^^^ unindexed-foreign-key
  during tstzrange,
  EXCLUDE USING gist (during WITH &&, customer_id WITH =)
);
CREATE TABLE k (
  id bigint PRIMARY KEY,
   customer_id bigint REFERENCES customer,
-- ^^^^^^^^^^^ unindexed-foreign-key
  EXCLUDE USING gist (customer_id WITH =) WHERE (id > 1)
);
