CREATE TABLE customer (id bigint PRIMARY KEY);

CREATE TABLE phone (
  id bigint PRIMARY KEY,
  customer_id integer NOT NULL UNIQUE REFERENCES customer (id)
--            ^^^^^^^ foreign-key-type-narrower
);
