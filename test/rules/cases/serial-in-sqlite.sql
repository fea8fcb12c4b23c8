CREATE TABLE customer (id INTEGER PRIMARY KEY, number bigserial);
--                                                    ^^^^^^^^^ serial-in-sqlite
