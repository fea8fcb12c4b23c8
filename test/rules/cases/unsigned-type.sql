CREATE TABLE product (id bigint PRIMARY KEY, stock integer UNSIGNED NOT NULL);
--                                                         ^^^^^^^^ unsigned-type
