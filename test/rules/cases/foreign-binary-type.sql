CREATE TABLE picture (id bigint PRIMARY KEY, content blob NOT NULL);
--                                                   ^^^^ foreign-binary-type
