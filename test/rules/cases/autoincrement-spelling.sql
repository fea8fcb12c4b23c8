CREATE TABLE customer (id integer PRIMARY KEY AUTOINCREMENT);
--                                            ^^^^^^^^^^^^^ autoincrement-spelling
CREATE TABLE shop (id integer PRIMARY KEY AUTO_INCREMENT, autoincrement int);
