CREATE TABLE customer (id bigint, email text);
--           ^^^^^^^^ missing-primary-key
CREATE TABLE shop (id bigint);
ALTER TABLE shop ADD PRIMARY KEY (id);
CREATE TEMPORARY TABLE scratch (id bigint);
CREATE TABLE copy AS SELECT id FROM shop;
CREATE TABLE other (LIKE shop INCLUDING ALL);
CREATE TABLE sample (at date, value integer) PARTITION BY RANGE (at);
CREATE TABLE sample_2024 PARTITION OF sample FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
