CREATE TABLE product (id bigint PRIMARY KEY, stock integer NOT NULL, CONSTRAINT stock_positive CHECK (stock >= 0));
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE product DROP CONSTRAINT stock_positive;
--                                  ^^^^^^^^^^^^^^ drop-constraint
