CREATE TABLE customer (id bigint PRIMARY KEY);

CREATE TABLE phone (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL UNIQUE REFERENCES customer (id) ON DELETE SET NULL
--                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key-on-delete-set-null-not-null
);
