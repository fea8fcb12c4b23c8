CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE customer (id bigint PRIMARY KEY);
--           ^^^^^^^^ duplicate-table
CREATE VIEW customer AS SELECT 1 AS one;
--          ^^^^^^^^ duplicate-table
CREATE TABLE IF NOT EXISTS customer (id bigint PRIMARY KEY);
CREATE SCHEMA shop;
CREATE TABLE shop.customer (id bigint PRIMARY KEY);
CREATE TABLE "Customer" (id bigint PRIMARY KEY);
DROP TABLE "Customer";
CREATE TABLE "Customer" (id bigint PRIMARY KEY);
CREATE OR REPLACE VIEW names AS SELECT 1 AS one;
CREATE OR REPLACE VIEW names AS SELECT 1 AS one;
