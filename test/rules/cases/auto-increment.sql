CREATE TABLE customer (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY);
--                                        ^^^^^^^^^^^^^^ auto-increment
CREATE TABLE shop (id integer PRIMARY KEY autoincrement);
--                                        ^^^^^^^^^^^^^ auto-increment
