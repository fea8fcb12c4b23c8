CREATE TABLE sample (id bigint PRIMARY KEY, weight double NOT NULL);
--                                                 ^^^^^^ foreign-number-type
