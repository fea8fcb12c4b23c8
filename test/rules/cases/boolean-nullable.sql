CREATE TABLE customer (id bigint PRIMARY KEY, active boolean);
--                                            ^^^^^^ boolean-nullable
