CREATE TABLE customer (id bigint PRIMARY KEY, returning int);
UPDATE customer SET returning = 1 WHERE id = 7 RETURNING *;
--                                             ^^^^^^^^^ returning-clause
SELECT returning FROM customer;
