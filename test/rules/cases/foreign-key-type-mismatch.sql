CREATE TABLE customer (id uuid PRIMARY KEY, email varchar(80) UNIQUE);
CREATE TABLE phone (customer_id integer REFERENCES customer, email text REFERENCES customer (email));
--                  ^^^^^^^^^^^ foreign-key-type-mismatch
CREATE TABLE fax (customer_id text);
ALTER TABLE fax ADD FOREIGN KEY (customer_id) REFERENCES customer (id);
--                               ^^^^^^^^^^^ foreign-key-type-mismatch

-- Numbers of different width compare, and nothing is known of an extension's types.
CREATE TABLE shop (id bigint PRIMARY KEY);
CREATE TABLE visit (shop_id integer REFERENCES shop, other citext REFERENCES shop);

-- Where the target is not unique either, it is the wrong column, which another rule says.
CREATE TABLE town (id bigint PRIMARY KEY, name text);
CREATE TABLE street (town_id bigint REFERENCES town (name));
