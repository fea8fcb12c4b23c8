CREATE TABLE customer (id bigint PRIMARY KEY, rank tinyint NOT NULL);
--                                                 ^^^^^^^ tinyint-type
