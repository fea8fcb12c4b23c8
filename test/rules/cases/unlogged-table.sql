CREATE UNLOGGED TABLE customer (id bigint PRIMARY KEY);
--                    ^^^^^^^^ unlogged-table
