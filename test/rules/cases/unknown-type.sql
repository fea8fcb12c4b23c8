CREATE TABLE customer (id bigint PRIMARY KEY, visits integeer NOT NULL);
--                                                   ^^^^^^^^ unknown-type
