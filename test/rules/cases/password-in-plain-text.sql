CREATE TABLE account (id bigint PRIMARY KEY, password text NOT NULL);
--                                           ^^^^^^^^ password-in-plain-text
