CREATE TABLE customer (id bigint PRIMARY KEY, "lastName" text NOT NULL);
--                                            ^^^^^^^^^^ upper-case-name
