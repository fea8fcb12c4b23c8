CREATE TABLE customer (id bigint PRIMARY KEY);
-- the migration:
  COMMIT;
--^^^^^^ transaction-nesting
BEGIN;
  BEGIN;
--^^^^^ transaction-nesting
COMMENT ON TABLE customer IS 'Who buys.';
COMMIT;
BEGIN;
ROLLBACK;
