CREATE TABLE customer (id bigint PRIMARY KEY, a integer, b integer, c integer, UNIQUE (a, b));
CREATE UNIQUE INDEX ON customer (c);
CREATE TABLE one (x integer REFERENCES customer (a));
--                                               ^ foreign-key-target-not-unique
CREATE TABLE two (x integer, y integer, FOREIGN KEY (x, y) REFERENCES customer (b, a));
CREATE TABLE three (x integer REFERENCES customer (c), y bigint REFERENCES customer);

CREATE TABLE keyless (id bigint);
CREATE TABLE four (x bigint REFERENCES keyless);
--                                     ^^^^^^^ foreign-key-target-not-unique

-- The key may be added later in the file, as dumps do.
CREATE TABLE shop (id bigint);
ALTER TABLE ONLY shop ADD CONSTRAINT shop_pkey PRIMARY KEY (id);
CREATE TABLE five (x bigint REFERENCES shop (id));

-- A partial index proves nothing of the other rows.
CREATE TABLE item (id bigint, active boolean);
CREATE UNIQUE INDEX ON item (id) WHERE active;
CREATE TABLE six (x bigint REFERENCES item (id));
--                                          ^^ foreign-key-target-not-unique
