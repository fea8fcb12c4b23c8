CREATE TABLE customer (id bigint PRIMARY KEY);
  CREATE OR REPLACE RULE keep_customers AS ON DELETE TO customer DO INSTEAD NOTHING;
--^^^^^^^^^^^^^^^^^^^^^^ rule-instead-of-trigger
