CREATE TABLE product (id bigint PRIMARY KEY, stock integer NOT NULL);
-- the migration:
SET lock_timeout = '5s';
ALTER TABLE product ADD CONSTRAINT stock_positive CHECK (stock >= 0);
--                                                ^^^^^ add-check-without-not-valid
