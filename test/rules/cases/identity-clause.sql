CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY (START 7) PRIMARY KEY);
--                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identity-clause
CREATE TABLE area (id bigint PRIMARY KEY, x int, y int GENERATED ALWAYS AS (x * 2) STORED);
