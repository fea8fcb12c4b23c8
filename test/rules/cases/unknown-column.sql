CREATE TABLE customer (id bigint PRIMARY KEY, email text, "Name" text);
CREATE INDEX ON customer (emial);
--                        ^^^^^ unknown-column
CREATE INDEX ON customer (lower(email), "Name", name);
--                                              ^^^^ unknown-column
ALTER TABLE customer ADD UNIQUE (mail), ADD COLUMN age integer;
--                               ^^^^ unknown-column
CREATE INDEX ON customer (age);
CREATE TABLE phone (id bigint PRIMARY KEY, customer_id bigint, FOREIGN KEY (client_id) REFERENCES customer (id));
--                                                                          ^^^^^^^^^ unknown-column
CREATE TABLE fax (id bigint PRIMARY KEY REFERENCES customer (key));
--                                                           ^^^ unknown-column
COMMENT ON COLUMN customer.ctid IS 'A system column is there.';
