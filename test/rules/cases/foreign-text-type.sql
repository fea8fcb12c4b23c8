CREATE TABLE message (id bigint PRIMARY KEY, body longtext NOT NULL);
--                                                ^^^^^^^^ foreign-text-type
