CREATE TABLE customer (id bigint PRIMARY KEY, status text NOT NULL DEFAULT "new");
--                                                                         ^^^^^ double-quoted-string
