CREATE TABLE customer (id bigint PRIMARY KEY);

CREATE TABLE phone (
  id bigint PRIMARY KEY,
  customer_id bigint REFERENCES customers (id),
--                              ^^^^^^^^^ unknown-table
  owner_id bigint REFERENCES public."Customer" (id)
--                                  ^^^^^^^^^^ unknown-table
);

-- It comes too late for this one.
CREATE TABLE visit (shop_id bigint REFERENCES shop);
--                                            ^^^^ unknown-table
CREATE TABLE shop (id bigint PRIMARY KEY);

-- A table may point at itself, and at catalogs.
CREATE TABLE node (id bigint PRIMARY KEY, parent_id bigint REFERENCES node);
CREATE VIEW tables AS SELECT relname FROM pg_class JOIN information_schema.tables ON table_name = relname;
CREATE VIEW recent AS WITH latest AS (SELECT id FROM customer) SELECT id FROM latest;
COMMENT ON TABLE custmer IS 'Who buys.';
--               ^^^^^^^ unknown-table
