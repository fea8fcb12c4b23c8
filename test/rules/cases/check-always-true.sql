CREATE TABLE product (id bigint PRIMARY KEY, stock integer NOT NULL CHECK (stock = stock));
--                                                                         ^^^^^^^^^^^^^ check-always-true
