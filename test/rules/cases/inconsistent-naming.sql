CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE invoice (id bigint PRIMARY KEY);
CREATE TABLE product (id bigint PRIMARY KEY);
CREATE TABLE shelf (id bigint PRIMARY KEY);
CREATE TABLE suppliers (id bigint PRIMARY KEY);
--           ^^^^^^^^^ inconsistent-naming
