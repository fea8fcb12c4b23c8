CREATE TABLE product (id bigint PRIMARY KEY, stock int(11) NOT NULL);
--                                                    ^^^^ integer-display-width
