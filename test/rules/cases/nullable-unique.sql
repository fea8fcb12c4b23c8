CREATE TABLE seat (id bigint PRIMARY KEY, hall text NOT NULL, number integer, UNIQUE (hall, number));
--                                                                                          ^^^^^^ nullable-unique
