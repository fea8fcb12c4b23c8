CREATE TABLE category (id bigint PRIMARY KEY REFERENCES category (id));
--                                           ^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key-references-itself
