CREATE TABLE customer (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  key text,
  INDEX customer_email (email),
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inline-index
  UNIQUE KEY customer_key (email),
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inline-index
  KEY (email)
--^^^^^^^^^^^ inline-index
);
CREATE TABLE setting (id bigint PRIMARY KEY, key varchar(20), index integer);
