CREATE TABLE customer (id bigint PRIMARY KEY, status ENUM('new', 'old') NOT NULL);
--                                                   ^^^^^^^^^^^^^^^^^^ inline-enum
