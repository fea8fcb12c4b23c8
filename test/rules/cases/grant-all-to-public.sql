CREATE TABLE note (id bigint PRIMARY KEY, owner text NOT NULL);
GRANT ALL ON note TO PUBLIC;
--                   ^^^^^^ grant-all-to-public
