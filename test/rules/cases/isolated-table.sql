CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE phone (id bigint PRIMARY KEY REFERENCES customer);
CREATE TABLE address (id bigint PRIMARY KEY REFERENCES customer);
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_number text NOT NULL);
--           ^^^^^^^ isolated-table
