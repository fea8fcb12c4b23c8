CREATE TABLE account (id bigint PRIMARY KEY, password_hash text NOT NULL);
CREATE VIEW account_list AS SELECT id, password_hash FROM account;
--                                     ^^^^^^^^^^^^^ sensitive-column-exposed
