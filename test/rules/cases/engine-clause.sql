CREATE TABLE customer (id bigint PRIMARY KEY) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
--                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ engine-clause
