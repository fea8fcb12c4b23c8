CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE VIEW customer_list AS SELECT id FROM customer;
CREATE VIEW customer_page AS SELECT id FROM customer_list;
-- the migration:
DROP VIEW customer_list CASCADE;
--                      ^^^^^^^ drop-cascade
DROP TRIGGER IF EXISTS stamp ON customer CASCADE;
