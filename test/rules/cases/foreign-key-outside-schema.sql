CREATE SCHEMA sales;
CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE sales.purchase (id bigint PRIMARY KEY REFERENCES public.customer (id));
--                                                            ^^^^^^^^^^^^^^^ foreign-key-outside-schema
